package studio.likeness.app.window.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.window.TestUi;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.JobStore;
import studio.likeness.models.job.StudioException;

class JobsModelTest {
    private static final String TITLE = "app.window.talk.saved";

    @SuppressWarnings("NullAway.Init")
    private TestUi ui;

    @SuppressWarnings("NullAway.Init")
    private JobRunner runner;

    @SuppressWarnings("NullAway.Init")
    private JobsModel model;

    private int opened;

    @BeforeEach
    void open(@TempDir Path folder) {
        ui = new TestUi(folder);
        runner = new JobRunner(new JobStore(folder.resolve("jobs")));
        model = new JobsModel(ui.ui(), runner, () -> opened++);
    }

    @AfterEach
    void close() {
        model.close();
        runner.close();
    }

    @Test
    void showsAJobWhileItRuns() throws InterruptedException {
        var half = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var job =
                runner.start(
                        TITLE,
                        List.of("a"),
                        progress -> {
                            progress.at(50, 100, "app.window.jobs.running");
                            half.countDown();
                            go.await();
                            return "Two of two.";
                        });
        half.await();
        ui.frame();
        assertEquals(1, model.runningProperty().get());
        assertEquals(0.5, model.progressProperty().get());
        assertEquals("Saved a", model.items().getFirst().title());
        assertEquals("Working", model.items().getFirst().stage());
        go.countDown();
        job.await();
        await(() -> model.runningProperty().get() == 0);
        assertEquals("Two of two.", model.items().getFirst().stage());
    }

    @Test
    void saysOnceWhenAJobIsDoneAndShowsThePanel() throws InterruptedException {
        runner.start(TITLE, List.of("a"), _ -> "Two of two.").await();
        await(() -> ui.ui().toasts().shown().size() == 1);
        runner.start(TITLE, List.of("b"), _ -> "").await();
        await(() -> ui.ui().toasts().shown().size() == 2);
        assertEquals(
                List.of("Two of two.", "Saved b"),
                ui.ui().toasts().shown().stream().map(t -> t.text()).toList());
        ui.ui().toasts().shown().getFirst().run().run();
        assertEquals(1, opened);
    }

    @Test
    void saysWhyAJobFailed() throws InterruptedException {
        runner.start(
                        TITLE,
                        List.of("a"),
                        _ -> {
                            throw new StudioException("app.window.retry");
                        })
                .await();
        await(() -> !ui.ui().toasts().shown().isEmpty());
        assertEquals("Try again", model.items().getFirst().stage());
        assertTrue(ui.ui().toasts().shown().getFirst().text().contains("Try again"));
    }

    @Test
    void cancelsAndSaysThatNothingWasLost() throws InterruptedException {
        var running = new CountDownLatch(1);
        var job =
                runner.start(
                        TITLE,
                        List.of("a"),
                        progress -> {
                            while (true) {
                                progress.at(1, 0, "");
                                running.countDown();
                                Thread.sleep(5);
                            }
                        });
        running.await();
        ui.frame();
        assertEquals(-1, model.progressProperty().get(), "a job that knows no end shows none");
        model.items().getFirst().cancel();
        assertEquals(Job.State.CANCELLED, job.await().state());
        await(() -> model.runningProperty().get() == 0);
        assertTrue(model.items().getFirst().stage().startsWith("Cancelled."));
        model.clearFinished();
        assertTrue(model.items().isEmpty());
    }

    @Test
    void copiesAReportOfFacts() throws InterruptedException {
        runner.start(TITLE, List.of("a"), _ -> "Fine.").await();
        await(() -> !model.items().isEmpty() && model.runningProperty().get() == 0);
        model.items().getFirst().copyReport();
        assertTrue(ui.copied.getFirst().contains("state: DONE"));
        assertTrue(ui.copied.getFirst().contains("outcome: Fine."));
    }

    @Test
    void stopsListeningWhenItCloses() {
        model.close();
        assertEquals(0, ui.listening());
    }

    /// A job is over a moment before its listeners hear of it.
    private void await(java.util.function.BooleanSupplier done) throws InterruptedException {
        for (int i = 0; i < 500 && !done.getAsBoolean(); i++) {
            ui.frame();
            Thread.sleep(10);
        }
        assertTrue(done.getAsBoolean());
    }
}
