package studio.likeness.app.conversation;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.face.Portrait;
import studio.likeness.models.face.animate.AnimationPlan;
import studio.likeness.models.face.animate.Engines;
import studio.likeness.models.face.animate.FaceAnimator;
import studio.likeness.models.face.animate.PortraitAnimator;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

/// What is seen of a persona: a face that speaks, and the canvas into which filmed answers are
/// fitted. Thread-safe.
public final class Face implements AutoCloseable {
    /// Time between two pictures.
    static final Duration FRAME = FaceAnimator.FRAME;

    private static final int SIDE = 720;

    private final FaceAnimator animator;

    /// What the user has not been told yet.
    private final AtomicReference<Optional<String>> notice;

    private Face(FaceAnimator animator, Optional<String> notice) {
        this.animator = animator;
        this.notice = new AtomicReference<>(notice);
    }

    /// The persona's photo or clip where it has one, else the drawn portrait.
    public static Face of(Corpus corpus) {
        return portrait(corpus, Optional.empty());
    }

    private static Face portrait(Corpus corpus, Optional<String> notice) {
        var persona = corpus.persona();
        return new Face(
                new PortraitAnimator(
                        corpus.media(persona.portrait())
                                .filter(media -> !media.kind().equals("sound"))
                                .map(media -> Portrait.ofPhoto(corpus.file(media), SIDE))
                                .orElseGet(() -> Portrait.drawn(persona.look(), SIDE, SIDE))),
                notice);
    }

    /// The face that the persona speaks with, by the best engine at hand; where it cannot be
    /// opened, or there is none, the portrait. What is not as it should be is told by [#notice].
    ///
    /// @param device where its networks run; nothing else is tried instead, but the simple engine
    public static Face of(Corpus corpus, Engines engines, Device device, AnimationPlan plan) {
        var id = corpus.persona().parts().face();
        if (id.isEmpty()) {
            return of(corpus);
        }
        try {
            var profile = FaceProfile.read(corpus.faces().find(id));
            var opened =
                    engines.withPersonal(profile, device).open(profile, Optional.empty(), plan);
            return new Face(opened.animator(), notice(opened));
        } catch (StudioException e) {
            var why = Words.say("models.face.animate.cannotOpen", e.explanation());
            return portrait(corpus, Optional.of(why));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return of(corpus);
        }
    }

    private static Optional<String> notice(Engines.Opened opened) {
        var sentences =
                Stream.concat(
                                told("models.face.animate.instead", opened.instead()),
                                told("models.face.animate.unsharpened", opened.unsharpened()))
                        .collect(Collectors.joining("\n"));
        return sentences.isEmpty() ? Optional.empty() : Optional.of(sentences);
    }

    private static Stream<String> told(String key, Optional<StudioException> why) {
        return why.map(e -> Words.say(key, e.explanation())).stream();
    }

    /// Even, as the encoder wants it.
    int width() {
        return animator.width() & ~1;
    }

    int height() {
        return animator.height() & ~1;
    }

    /// How the mouth is made and where, in the user's words.
    public String place() {
        return Words.say(
                "models.face.animate.place", Words.say(animator.engine()), animator.device());
    }

    /// A sentence that the user must read, once.
    Optional<String> notice() {
        return notice.getAndSet(Optional.empty());
    }

    /// Between turns.
    Picture idle(Portrait.Mood mood, Duration time) {
        return fit(animator.idle(mood, time));
    }

    FaceAnimator.Talk begin(Duration since) {
        return animator.begin(since);
    }

    /// A filmed frame on this face's canvas, its aspect kept.
    Picture fit(Picture filmed) {
        int width = width();
        int height = height();
        if (filmed.width() == width && filmed.height() == height) {
            return filmed;
        }
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var image =
                new BufferedImage(filmed.width(), filmed.height(), BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(filmed.bgr(), 0, bytes(image), 0, filmed.bgr().length);
        double scale = Math.min((double) width / filmed.width(), (double) height / filmed.height());
        int w = (int) Math.round(filmed.width() * scale);
        int h = (int) Math.round(filmed.height() * scale);
        var g = canvas.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setColor(new Color(0x10, 0x18, 0x1c));
        g.fillRect(0, 0, width, height);
        g.drawImage(image, (width - w) / 2, (height - h) / 2, w, h, null);
        g.dispose();
        return new Picture(bytes(canvas), width, height, filmed.pts());
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    @Override
    public void close() {
        animator.close();
    }
}
