package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.Portrait.Mood;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;

/// A real face before, while and after it speaks.
@Tag("slow")
class TurnSharpnessTest {
    private static final int FRAMES = 30;
    private static final int IDLE = 8;

    @TempDir Path folder;

    /// How steep the picture is within a box: the mean of the steps to the right and below, in
    /// grey values.
    private static double gradient(Picture picture, FaceBox box) {
        double sum = 0;
        int count = 0;
        for (int y = box.top(); y < box.bottom() - 1; y++) {
            for (int x = box.left(); x < box.right() - 1; x++) {
                int here = grey(picture, x, y);
                sum += Math.hypot(grey(picture, x + 1, y) - here, grey(picture, x, y + 1) - here);
                count++;
            }
        }
        return sum / 3 / count;
    }

    private static int grey(Picture picture, int x, int y) {
        int i = (y * picture.width() + x) * 3;
        var bgr = picture.bgr();
        return (bgr[i] & 255) + (bgr[i + 1] & 255) + (bgr[i + 2] & 255);
    }

    /// How sharp the last picture before a turn is, its first and its last, and the one after it.
    private record Turn(double before, double first, double last, double after) {
        @Override
        public String toString() {
            return String.format(
                    "idle %.2f | spoken %.2f … %.2f | idle %.2f", before, first, last, after);
        }
    }

    private static Turn turn(FaceProfile profile, Engines engines) throws Exception {
        var opened = engines.open(profile, Optional.of(Engine.WARP), AnimationPlan.forFile());
        assertEquals(Optional.empty(), opened.unsharpened());
        var box = profile.boxes().getFirst();
        try (var animator = opened.animator()) {
            var now = Duration.ZERO;
            var idle = animator.idle(Mood.IDLE, now);
            for (int i = 1; i < IDLE; i++) {
                now = now.plus(FaceAnimator.FRAME);
                idle = animator.idle(Mood.THINKING, now);
            }
            var spoken = new ArrayList<Picture>();
            try (var talk = animator.begin(now)) {
                var sound =
                        MediaReader.readSound(TalkingClip.sound(), 16_000, Duration.ofSeconds(1));
                talk.hear(new AudioChunk(sound, Duration.ZERO), List.of());
                talk.end();
                for (var next = talk.next(); next.isPresent(); next = talk.next()) {
                    spoken.add(next.get());
                }
            }
            var after = animator.idle(Mood.IDLE, now.plusSeconds(1));
            return new Turn(
                    gradient(idle, box),
                    gradient(spoken.getFirst(), box),
                    gradient(spoken.getLast(), box),
                    gradient(after, box));
        }
    }

    @Test
    void looksTheSameBeforeAndWhileItSpeaks() throws Exception {
        var profile = TalkingClip.profile(folder, 512, 512, FRAMES);
        var graph = RestorationGraphs.unsharp(folder);
        var engines =
                Engines.simple()
                        .withRestoration(
                                "unsharp", () -> FaceRestorer.open(graph, Device.processor()));
        var soft = turn(profile, engines);
        RestorationChoice.choose(profile.folder(), Optional.of("unsharp"));
        var sharp = turn(profile, engines);

        System.out.println("as filmed: " + soft);
        System.out.println("sharpened: " + sharp);
        assertTrue(sharp.first() > 1.3 * soft.first(), "it does sharpen");
        // As filmed, these neighbours differ by 2 %; without sharpening both, by 34 %.
        assertEquals(1, sharp.first() / sharp.before(), 0.05);
        assertEquals(1, sharp.after() / sharp.last(), 0.05);
    }
}
