package studio.likeness.app.window.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.window.Background;
import studio.likeness.app.window.TestUi;
import studio.likeness.app.window.corpus.History;
import studio.likeness.app.window.persona.TryOutModel.State;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;

class TryOutModelTest {
    @TempDir Path folder;

    private final FakeMinds minds = new FakeMinds();
    private final Behind behind = new Behind();
    private TestUi ui;
    private PersonaStore store;
    private DetailsModel details;
    private TryOutModel model;

    @BeforeEach
    void open() {
        ui = new TestUi(folder, behind);
        behind.settle();
        store = new PersonaStore(new Home(folder));
        details = new DetailsModel(ui.ui(), store, new History());
        details.show(Optional.of(ui.personas.getFirst()));
        model = new TryOutModel(ui.ui(), minds, details);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theAnswerGrowsWithTheFramesAndSaysWhatItTook() throws Exception {
        minds.gate = Optional.of(new CountDownLatch(1));
        model.ask("什么时候开始画图？");
        assertEquals(State.THINKING, model.stateProperty().get());
        until(() -> model.answerProperty().get().equals("我二十多岁才开始画海图，"));
        assertEquals(State.WRITING, model.stateProperty().get());
        assertEquals(Source.GENERATED, model.replyProperty().get().orElseThrow().source());
        minds.gate.get().countDown();
        until(() -> model.stateProperty().get() == State.DONE);
        assertEquals(String.join("", minds.pieces), model.answerProperty().get());
        var pace = model.paceProperty().get();
        assertTrue(pace.firstClause().orElseThrow().compareTo(Duration.ofSeconds(20)) < 0);
        assertEquals(21.4, pace.tokensPerSecond().orElseThrow());
        assertEquals(0, ui.listening(), "no frames are wanted any more");
    }

    @Test
    void stoppingLeavesWhatWasWritten() throws Exception {
        minds.gate = Optional.of(new CountDownLatch(1));
        model.ask("什么时候开始画图？");
        until(() -> model.stateProperty().get() == State.WRITING);
        model.stop();
        until(() -> model.stateProperty().get() == State.STOPPED);
        assertEquals("我二十多岁才开始画海图，", model.answerProperty().get());
    }

    @Test
    void aFailureIsOneSentenceAndTheNextQuestionIsAnswered() throws Exception {
        minds.failure = Optional.of(new StudioException("app.window.persona.notAPicture", "x"));
        model.ask("?");
        until(() -> model.stateProperty().get() == State.FAILED);
        assertTrue(model.problemProperty().get().startsWith("x holds"));
        minds.failure = Optional.empty();
        model.ask("?");
        assertEquals("", model.problemProperty().get());
        until(() -> model.stateProperty().get() == State.DONE);
    }

    @Test
    void thePromptIsWrittenFromTheFieldsAsTheyStandOnceNobodyTypes() throws Exception {
        var prompt = new PromptModel(ui.ui(), minds, details, Duration.ofMillis(40));
        prompt.watch();
        until(() -> prompt.promptProperty().get().isPresent());
        int before = minds.prompted.size();
        for (var typed : "不记得的事".codePoints().mapToObj(Character::toString).toList()) {
            details.neverProperty().set(details.neverProperty().get() + typed);
            ui.frame();
        }
        until(() -> minds.prompted.size() > before);
        behind.settle();
        assertEquals("不记得的事", minds.prompted.getLast().card().never());
        assertEquals(before + 1, minds.prompted.size(), "once for all the keys");
        prompt.questionProperty().set("你是谁？");
        until(
                () ->
                        prompt.promptProperty()
                                .get()
                                .orElseThrow()
                                .prompt()
                                .messages()
                                .getLast()
                                .text()
                                .equals("你是谁？"));
        prompt.rest();
        assertEquals(0, ui.listening());
    }

    private void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            behind.step();
            ui.frame();
            Thread.sleep(5);
        }
    }

    /// Works on other threads; what comes back waits for [#step].
    private static final class Behind implements Background {
        private final java.util.concurrent.LinkedBlockingQueue<Runnable> back =
                new java.util.concurrent.LinkedBlockingQueue<>();
        private final java.util.concurrent.atomic.AtomicInteger away =
                new java.util.concurrent.atomic.AtomicInteger();

        @Override
        public <T> void run(
                Callable<? extends T> work,
                java.util.function.Consumer<? super T> then,
                java.util.function.Consumer<? super String> failed) {
            away.incrementAndGet();
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    T result = work.call();
                                    back.add(() -> then.accept(result));
                                } catch (StudioException e) {
                                    back.add(() -> failed.accept(e.explanation()));
                                } catch (Exception e) {
                                    back.add(
                                            () -> {
                                                throw new AssertionError(e);
                                            });
                                }
                            });
        }

        void step() {
            for (var next = back.poll(); next != null; next = back.poll()) {
                away.decrementAndGet();
                next.run();
            }
        }

        /// Until nothing is away.
        void settle() {
            while (away.get() > 0) {
                step();
                Thread.onSpinWait();
            }
        }

        @Override
        public void onScreen(Runnable change) {
            change.run();
        }
    }
}
