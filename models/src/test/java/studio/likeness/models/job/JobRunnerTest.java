package studio.likeness.models.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.Job.State;

class JobRunnerTest {
    @TempDir Path folder;

    @Test
    void tellsWhatCameOfTheWork() throws Exception {
        try (var runner = new JobRunner(new JobStore(folder))) {
            var done =
                    runner.start(
                            "models.job.unexpected",
                            List.of("x"),
                            progress -> {
                                progress.at(3, 3, "models.job.unexpected");
                                return "three of three";
                            });
            var end = done.await();
            assertEquals(State.DONE, end.state());
            assertEquals("three of three", end.outcome());
            assertEquals(3, end.done());
        }
        assertEquals(List.of(State.DONE), states(new JobStore(folder)));
    }

    @Test
    void cancellingStopsAtTheNextStep() throws Exception {
        try (var runner = new JobRunner(new JobStore(folder))) {
            var begun = new CountDownLatch(1);
            var job =
                    runner.start(
                            "models.job.unexpected",
                            List.of("x"),
                            progress -> {
                                for (long i = 0; ; i++) {
                                    progress.at(i, 0, "models.job.unexpected");
                                    begun.countDown();
                                }
                            });
            begun.await();
            job.cancel();
            assertEquals(State.CANCELLED, job.await().state());
        }
    }

    @Test
    void aPausedJobWaitsAndGoesOn() throws Exception {
        try (var runner = new JobRunner(new JobStore(folder))) {
            var begun = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var job =
                    runner.start(
                            "models.job.unexpected",
                            List.of("x"),
                            progress -> {
                                begun.countDown();
                                go.await();
                                progress.at(1, 2, "models.job.unexpected");
                                return "";
                            });
            begun.await();
            job.pause();
            go.countDown();
            Thread.sleep(50);
            assertEquals(State.PAUSED, job.snapshot().state());
            job.resume();
            assertEquals(State.DONE, job.await().state());
        }
    }

    @Test
    void aFailureIsOneSentenceForTheUser() throws Exception {
        try (var runner = new JobRunner(new JobStore(folder))) {
            var job =
                    runner.start(
                            "models.job.unexpected",
                            List.of("x"),
                            _ -> {
                                throw new StudioException("models.job.unexpected", "a reason");
                            });
            var end = job.await();
            assertEquals(State.FAILED, end.state());
            assertTrue(end.outcome().contains("a reason"), end.outcome());
        }
    }

    @Test
    void aJobThatItsProgramDidNotFinishCountsAsFailed() throws Exception {
        var cut = folder.resolve("1-1");
        Files.createDirectories(cut);
        Files.writeString(
                cut.resolve("job.json"),
                """
                {"id":"1-1","title":"models.job.unexpected","titleArgs":["x"],"state":"RUNNING",
                 "done":1,"total":2,"doing":"","started":"2026-01-01T00:00:00Z","workedMillis":10,
                 "outcome":""}
                """);
        Files.createDirectories(folder.resolve("2-1"));
        Files.writeString(folder.resolve("2-1").resolve("job.json"), "{half");
        assertEquals(List.of(State.FAILED), states(new JobStore(folder)));
    }

    private static List<State> states(JobStore store) {
        return store.past().stream().map(Job.Snapshot::state).toList();
    }
}
