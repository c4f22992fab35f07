package studio.likeness.app.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.SourceMark;
import studio.likeness.models.face.animate.FaceAnimator;
import studio.likeness.models.face.animate.FaceAnimator.Talk;
import studio.likeness.models.face.animate.Rendering;
import studio.likeness.models.job.Stages;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;

/// A face speaks the sound of a file, heard and seen as in a talk, but without one: for trying it.
public final class Performance {
    // Chunks are 20 to 100 ms: at least 2.5 s of sound, more than any face needs for its first
    // picture.
    private static final int SOUND_AHEAD = 128;
    // Half a second of pictures.
    private static final int FRAMES_AHEAD = 12;
    // So long the sound waits for the first picture.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FaceAnimator face;
    private final Speaker speaker;
    private final Consumer<Picture> screen;
    private final Lane<AudioChunk> sounds = new Lane<>(SOUND_AHEAD);
    private final Lane<AudioChunk> lips = new Lane<>(SOUND_AHEAD);
    private final Lane<Picture> frames = new Lane<>(FRAMES_AHEAD);
    private final CountDownLatch painted = new CountDownLatch(1);
    private final AtomicInteger shown = new AtomicInteger();
    // Each is written by one stage, and read when all have ended.
    private Duration sound = Duration.ZERO;
    private int made;
    private int held;

    /// @param sound that was heard
    /// @param pictures that were made for it
    /// @param shown of these, in their time; the others gave way to the next
    /// @param held of these, with the mouth of the one before, because painting took too long
    public record Figures(Duration sound, int pictures, int shown, int held) {}

    /// @param speaker closed at the end
    /// @param screen called on another thread, when it is a picture's time
    public Performance(FaceAnimator face, Speaker speaker, Consumer<Picture> screen) {
        this.face = face;
        this.speaker = speaker;
        this.screen = screen;
    }

    /// Once. Returns when all was heard and seen; interrupting it is silence at once.
    ///
    /// @param file any with sound
    /// @throws StudioException when it cannot be read, or has no sound
    public Figures perform(Path file) throws InterruptedException {
        try (var stage = new LiveStage(speaker, this::show)) {
            if (MediaReader.probe(file).sampleRateHz() == 0) {
                throw new StudioException("models.media.noSound", file.getFileName());
            }
            try (var reader = MediaReader.open(file, TurnRun.SAMPLE_RATE_HZ);
                    var talk = face.begin(Duration.ZERO);
                    var stages = new Stages("performance")) {
                stages.start(() -> read(reader));
                stages.start(() -> play(stage));
                stages.start(() -> animate(talk));
                stages.start(() -> show(stage));
                stages.join();
            } catch (InterruptedException | RuntimeException e) {
                stage.cut();
                throw e;
            }
        }
        return new Figures(sound, made, shown.get(), held);
    }

    private void show(Picture picture) {
        shown.incrementAndGet();
        screen.accept(picture);
    }

    private void read(MediaReader reader) throws InterruptedException {
        for (var chunk = reader.nextSound(); chunk.isPresent(); chunk = reader.nextSound()) {
            sound = chunk.get().end();
            lips.put(chunk.get());
            sounds.put(chunk.get());
        }
        lips.end();
        sounds.end();
    }

    /// Nobody waits for an answer here: the sound begins when the first picture is there.
    private void play(LiveStage stage) throws InterruptedException {
        var _ = painted.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        for (var chunk = sounds.take(); chunk.isPresent(); chunk = sounds.take()) {
            stage.play(chunk.get());
        }
        stage.end();
    }

    private void animate(Talk talk) throws InterruptedException {
        for (var chunk = lips.take(); chunk.isPresent(); chunk = lips.take()) {
            talk.hear(chunk.get(), List.of());
            draw(talk);
        }
        talk.end();
        draw(talk);
        painted.countDown();
        held = talk.held();
        frames.end();
    }

    private void draw(Talk talk) throws InterruptedException {
        for (var next = talk.next(); next.isPresent(); next = talk.next()) {
            made++;
            painted.countDown();
            frames.put(next.get());
        }
    }

    private void show(LiveStage stage) throws InterruptedException {
        for (var frame = frames.take(); frame.isPresent(); frame = frames.take()) {
            stage.show(frame.get());
        }
    }

    /// Makes it a file instead, with the mark and the note that all generated films carry.
    public static Rendering film(FaceAnimator animator, Persona persona) {
        var generated = "app.conversation.mark.generated";
        return new Rendering(
                animator,
                SourceMark.generated(Words.say(generated), Words.say(Locale.ENGLISH, generated)),
                Map.of(
                        "title",
                        Words.say("app.command.face.title", persona.name()),
                        "comment",
                        Words.say("app.command.face.comment", persona.name())));
    }
}
