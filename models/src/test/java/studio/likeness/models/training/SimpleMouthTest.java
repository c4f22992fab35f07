package studio.likeness.models.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.animate.AnimationPlan;
import studio.likeness.models.face.animate.Engine;
import studio.likeness.models.face.animate.Engines;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.AudioChunk;

/// The simple engine, which has learnt nothing.
class SimpleMouthTest {
    @TempDir Path folder;

    /// Of a face whose mouth opens as it grows louder, drawn with its own mouths.
    @Test
    void followsSoundWhoseLoudnessCarries() throws Exception {
        var spoken = new SpokenFace(4, 12);
        var face = spoken.write(folder);
        var sound = MediaReader.readSound(face.picture(), 16_000, Duration.ofHours(1));
        var told = new ArrayList<Double>();
        var opened = Engines.simple().open(face, Optional.of(Engine.WARP), AnimationPlan.forFile());
        try (var animator = opened.animator();
                var talk = animator.begin(Duration.ZERO)) {
            talk.hear(new AudioChunk(sound, Duration.ZERO), java.util.List.of());
            talk.end();
            for (var next = talk.next(); next.isPresent(); next = talk.next()) {
                told.add(SpokenFace.dark(next.get()));
            }
        }
        int frames = spoken.opening().length;
        assertTrue(told.size() >= frames, told.size() + " pictures");

        double agreement =
                Agreement.of(
                        told.stream().limit(frames).mapToDouble(d -> d).toArray(),
                        spoken.opening());
        System.out.println("the simple mouth's agreement with the sound's loudness: " + agreement);
        assertTrue(agreement > 0.4, "correlation " + agreement);
    }
}
