package studio.likeness.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.lip.LipCrop;
import studio.likeness.models.face.lip.LipMel;
import studio.likeness.models.face.lip.LipStory;
import studio.likeness.models.face.lip.MouthSound;
import studio.likeness.models.face.lip.MouthView;
import studio.likeness.models.face.lip.PersonalLips;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.training.LipTraining.Settings;

class LipTrainingTest {
    private static final String LEARNING = "models.training.lips.learning";

    @TempDir Path folder;

    private static Settings settings(int steps) {
        return new Settings(Duration.ofHours(100), Duration.ofSeconds(6), steps, 32, 5);
    }

    /// Ends the run when so many steps are done, by what it throws.
    private static Progress until(int steps, RuntimeException end) {
        var seen = new int[1];
        return (_, _, doing) -> {
            if (doing.equals(LEARNING) && ++seen[0] == steps) {
                throw end;
            }
        };
    }

    private static List<Picture> painted(FaceProfile face, int from, float[] window) {
        var all = new ArrayList<Picture>();
        var sound = MediaReader.readSound(face.picture(), 16_000, Duration.ofHours(1));
        var mel = new LipMel().of(LipMel.prepare(sound));
        var still = MediaReader.readPicture(face.picture(), 4_000);
        try (var lips = PersonalLips.open(face.folder(), Device.processor())) {
            var points = face.points().getFirst();
            var box = lips.area(face.boxes().getFirst(), points, face.width(), face.height());
            var crop =
                    new Picture(
                            new LipCrop(lips.size()).face(still, box),
                            lips.size(),
                            lips.size(),
                            Duration.ZERO);
            for (int i = from; i < face.frames(); i++) {
                var heard =
                        window.length > 0
                                ? window
                                : MouthSound.window(
                                        mel, MouthSound.start(i, face.framesPerSecond()));
                var patch =
                        lips.paint(
                                List.of(crop),
                                List.of(MouthView.within(points, box, lips.size())),
                                List.of(heard));
                all.add(LipCrop.paste(still, box, patch.getFirst()));
            }
        }
        return all;
    }

    @Test
    void followsSoundItNeverLearnt() throws IOException {
        var spoken = new SpokenFace(8, 3);
        var face = spoken.write(folder);

        var learning = new LipTraining(face, settings(40)).run(Progress.none());

        var told =
                painted(face, 150, new float[0]).stream().mapToDouble(SpokenFace::dark).toArray();
        var real = Arrays.copyOfRange(spoken.opening(), 150, 200);
        double agreement = Agreement.of(told, real);
        assertTrue(agreement > 0.8, "correlation " + agreement + " after " + learning);
        assertEquals(6, learning.seconds());
        assertEquals(LipStory.LICENCE, "the user's own");
        assertTrue(Files.readString(folder.resolve("lips/lips.json")).contains(learning.clip()));
    }

    @Test
    void holdsStillInSilence() {
        var face = new SpokenFace(6, 4).write(folder);
        new LipTraining(face, settings(5)).run(Progress.none());
        var silent = new float[MouthSound.SIZE];
        Arrays.fill(silent, -4);

        var told = painted(face, 130, silent).stream().mapToDouble(SpokenFace::dark).toArray();

        assertTrue(told[0] < 8, "open by " + told[0] + " rows of 22");
        for (double each : told) {
            assertEquals(told[0], each, 1e-6);
        }
    }

    @Test
    void goesOnWhereItWasCancelled() throws IOException {
        var face = new SpokenFace(6, 5).write(folder);
        var whole = Files.createDirectory(folder.resolve("whole"));
        var same = new SpokenFace(6, 5).write(whole);
        new LipTraining(same, settings(12)).run(Progress.none());

        var cancelled = new CancellationException("by the test");
        var training = new LipTraining(face, settings(12));
        assertEquals(
                cancelled,
                assertThrows(CancellationException.class, () -> training.run(until(5, cancelled))));
        assertFalse(PersonalLips.trained(face.folder()), "published before it was complete");
        training.run(Progress.none());

        var expected = steps(whole);
        var found = steps(folder);
        assertEquals(12, found.size());
        for (int i = 0; i < found.size(); i++) {
            // libtorch adds up on several threads, so that not even two whole runs are equal.
            assertEquals(expected.get(i), found.get(i), 5e-4, "step " + (i + 1));
        }
        assertTrue(PersonalLips.trained(face.folder()));
    }

    @Test
    void goesOnFromTheLastCheckpointWhenItWasKilled() throws IOException {
        var face = new SpokenFace(6, 6).write(folder);
        var training = new LipTraining(face, settings(12));
        assertThrows(
                CancellationException.class,
                () -> training.run(until(4, new CancellationException())));
        // Nothing is saved on the way out of this one: as after a kill, its steps are lost.
        assertThrows(
                IllegalStateException.class,
                () -> training.run(until(3, new IllegalStateException("killed"))));
        assertFalse(PersonalLips.trained(face.folder()));

        training.run(Progress.none());

        assertEquals(12, steps(folder).size());
        assertTrue(PersonalLips.trained(face.folder()));
    }

    @Test
    void beginsAnewWhenTheCheckpointIsCutOff() throws IOException {
        var face = new SpokenFace(6, 7).write(folder);
        var training = new LipTraining(face, settings(6));
        assertThrows(
                CancellationException.class,
                () -> training.run(until(3, new CancellationException())));
        var checkpoint = folder.resolve("lips.training/checkpoint.safetensors");
        var bytes = Files.readAllBytes(checkpoint);
        Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length / 2));

        training.run(Progress.none());

        assertEquals(6, steps(folder).size());
    }

    @Test
    void endsEarlyAndKeepsTheBestWhenAsked() throws IOException {
        var face = new SpokenFace(6, 8).write(folder);
        var asked = new boolean[1];

        new LipTraining(face, settings(1_000))
                .run(
                        (done, _, doing) -> {
                            if (doing.equals(LEARNING) && !asked[0]) {
                                asked[0] = true;
                                stop(face);
                            }
                        });

        assertTrue(steps(folder).size() < 5);
        assertTrue(PersonalLips.trained(face.folder()));
    }

    private static void stop(FaceProfile face) {
        try {
            LipTraining.stop(face.folder());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void refusesAClipThatIsTooShort() {
        var face = new SpokenFace(3, 9).write(folder);

        var refused =
                assertThrows(
                        StudioException.class,
                        () -> new LipTraining(face, settings(5)).run(Progress.none()));

        assertEquals("models.training.lips.tooShort", refused.key());
    }

    /// Each step's loss, as the log has it.
    private static List<Double> steps(Path folder) throws IOException {
        var json = new ObjectMapper();
        var losses = new ArrayList<Double>();
        for (var line : Files.readAllLines(folder.resolve("lips.training/metrics.jsonl"))) {
            var step = json.readTree(line);
            if (step.has("loss")) {
                losses.add(step.path("loss").asDouble());
                assertEquals(losses.size(), step.path("step").asInt());
            }
        }
        return losses;
    }
}
