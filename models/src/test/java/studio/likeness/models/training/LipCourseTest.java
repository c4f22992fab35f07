package studio.likeness.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.lip.LipStory;
import studio.likeness.models.face.lip.MouthNetwork;
import studio.likeness.models.face.lip.MouthView;
import studio.likeness.models.face.lip.PersonalLips;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.Job.State;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.JobStore;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.training.LipCourse.Use;
import studio.likeness.models.training.LipTraining.Settings;

/// Learning in a process of its own, as the window and the command line have it.
class LipCourseTest {
    @TempDir Path folder;

    private FaceProfile face;
    private LipCourse course;

    @BeforeEach
    void prepare() {
        face = new SpokenFace(6, 11).write(folder);
        face.write();
        course = new LipCourse(face);
    }

    private static Settings steps(int steps) {
        return new Settings(Duration.ofHours(100), Duration.ofSeconds(6), steps, 32, 5);
    }

    @Test
    @Tag("slow")
    void savesWhenItIsCancelledAndGoesOnFromThere() throws Exception {
        assertThrows(
                CancellationException.class, () -> course.learn(steps(100_000), cancelling(2)));

        var standing = course.standing();
        assertEquals(Use.NONE, standing.use());
        assertTrue(standing.begun().isPresent(), "the other process saved before it ended");
        assertTrue(standing.longEnough());
        int before = course.curves().learnt().getLast().step();
        assertTrue(before > 0);

        var learnt = course.learn(steps(before + 2), Progress.none());

        assertEquals(Use.USED, course.standing().use());
        assertEquals(Optional.empty(), course.standing().begun());
        assertEquals(before + 2, course.curves().learnt().getLast().step());
        assertTrue(course.sample().isPresent());
        assertTrue(LipCourse.report(learnt).contains("6.0 s"), LipCourse.report(learnt));
    }

    /// Ended from outside at so many steps, as the system does when memory runs out.
    private static Progress killing(int steps) {
        var seen = new int[1];
        return (_, _, doing) -> {
            if (doing.equals(LipCourse.LEARNING) && ++seen[0] == steps) {
                ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            }
        };
    }

    private static Progress cancelling(int steps) {
        var seen = new int[1];
        return (_, _, doing) -> {
            if (doing.equals(LipCourse.LEARNING) && ++seen[0] == steps) {
                throw new CancellationException();
            }
        };
    }

    @Test
    @Tag("slow")
    void goesOnFromWhatWasSavedWhenItsProcessIsKilled() throws Exception {
        assertThrows(
                CancellationException.class, () -> course.learn(steps(100_000), cancelling(3)));
        var saved = course.standing().begun();
        int before = course.curves().learnt().getLast().step();
        assertTrue(saved.isPresent() && before > 0);

        var told =
                assertThrows(StudioException.class, () -> course.learn(steps(100_000), killing(3)));
        assertFalse(told.explanation().isEmpty());
        assertEquals(Use.NONE, course.standing().use(), "nothing half learnt is used");
        assertEquals(saved, course.standing().begun(), "what was saved is whole");

        var done = new ArrayList<Long>();
        course.learn(
                steps(before + 4),
                (at, _, doing) -> {
                    if (doing.equals(LipCourse.LEARNING)) {
                        done.add(at);
                    }
                });

        assertEquals(Use.USED, course.standing().use());
        assertEquals(Optional.empty(), course.standing().begun());
        var steps = course.curves().learnt().stream().map(LipCurves.Point::step).toList();
        assertEquals(IntStream.rangeClosed(1, before + 4).boxed().toList(), steps);
        assertEquals(0, done.getFirst(), "what an earlier run did tells nothing of this one");
        assertEquals(done.stream().sorted().toList(), done, "it only goes on");
    }

    @Test
    @Tag("slow")
    void aJobThatIsPausedTakesNoTimeAndOneThatIsAskedToStopKeepsTheBest() throws Exception {
        try (var jobs = new JobRunner(new JobStore(folder.resolve("jobs")))) {
            var job =
                    jobs.start(
                            LipCourse.TITLE,
                            List.of("face"),
                            progress -> LipCourse.report(course.learn(steps(1_000_000), progress)));
            until(() -> job.snapshot().doing().equals(LipCourse.LEARNING));
            job.pause();
            until(() -> Files.exists(folder.resolve("lips.training/pause")));
            Thread.sleep(1_500); // the step that was under way ends
            int paused = samplesOf();
            Thread.sleep(1_500);
            assertEquals(paused, samplesOf(), "nothing is learnt while it is paused");

            job.resume();
            until(() -> !Files.exists(folder.resolve("lips.training/pause")));
            course.stop();
            assertEquals(State.DONE, job.await().state(), job.snapshot().outcome());
        }
        assertEquals(Use.USED, course.standing().use());
    }

    /// What is on disk of the learning: grows with every trial and every saving.
    private int samplesOf() throws IOException {
        try (var all = Files.walk(folder.resolve("lips.training"))) {
            return (int) all.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "waited 60 s in vain");
            Thread.sleep(20);
        }
    }

    @Test
    void refusesAFaceThatLearnsAlready() throws IOException {
        var training = Files.createDirectories(folder.resolve(LipTraining.FOLDER));
        try (var channel =
                        FileChannel.open(
                                training.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            var refused =
                    assertThrows(
                            StudioException.class, () -> course.learn(steps(2), Progress.none()));
            assertEquals("models.training.lips.learningAlready", refused.key());
        }
    }

    @Test
    void whatWasLearntIsSetAsideUsedAgainRemovedAndTakenBack() throws IOException {
        published();
        assertEquals(Use.USED, course.standing().use());

        course.setAside();
        assertEquals(Use.UNUSED, course.standing().use());
        assertFalse(PersonalLips.trained(folder), "the face does not speak with it");
        assertEquals(0.5, course.standing().learnt().orElseThrow().agreement());

        course.use();
        assertEquals(Use.USED, course.standing().use());

        course.remove();
        assertEquals(Use.NONE, course.standing().use());
        course.restore();
        assertEquals(Use.USED, course.standing().use());
        assertFalse(Files.exists(folder.resolve("lips.removed")));
    }

    @Test
    void whatWasRemovedDoesNotComeBackOverWhatWasLearntSince() throws IOException {
        published();
        course.remove();
        var fresh = Files.createDirectories(folder.resolve(PersonalLips.FOLDER));
        Files.copy(
                folder.resolve("lips.removed/lips", PersonalLips.STORY),
                fresh.resolve(PersonalLips.STORY));
        Files.writeString(fresh.resolve("fresh"), "");

        course.restore();

        assertTrue(Files.exists(folder.resolve("lips/fresh")));
    }

    /// As if it had learnt: only the story is looked at here.
    private void published() throws IOException {
        var view = MouthView.of(32, face.points());
        var learning =
                new LipStory.Learning("0", 6, 1, 10, 60, 0.2, 0.1, 0.5, Instant.ofEpochSecond(1));
        Files.createDirectories(folder.resolve(PersonalLips.FOLDER));
        new LipStory(view, new MouthNetwork(32), learning)
                .write(folder.resolve(PersonalLips.FOLDER, PersonalLips.STORY));
    }

    @Test
    void readsTheNotesOfLearningWhileTheLastLineIsWritten() throws IOException {
        var file = Files.createDirectories(folder.resolve(LipTraining.FOLDER));
        Files.writeString(
                file.resolve("metrics.jsonl"),
                """
                {"step":0,"processorSeconds":6.0,"heldOut":0.09,"heldOutFromSound":0.1}
                {"step":1,"processorSeconds":12.0,"loss":0.5,"rate":0.001}
                {"step":1,"processorSeconds":12.0,"heldOut":0.07,"heldOutFromSound":0.1}
                {"step":2,"processorSeconds":13.0,"loss":0.4,"rate":0.001}
                {"step":2,"processorSeconds":18.0,"heldOut":0.08,"heldOutFromSound":0.1}
                {"step":3,"processorSec""");

        var curves = course.curves();

        assertEquals(2, curves.learnt().size());
        assertEquals(new LipCurves.Point(1, 0.2, 0.07), curves.best().orElseThrow());
    }

    @Test
    void saysThatAPhotoAndAShortClipAreNotEnough() {
        var brief = new SpokenFace(3, 9).write(folder);
        assertFalse(new LipCourse(brief).standing().longEnough());
    }
}
