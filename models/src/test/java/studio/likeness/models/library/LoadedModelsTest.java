package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;
import studio.likeness.models.library.LoadedModels.Keeping;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;

/// A tiny model of random weights: what it says is noise, and always the same noise.
@Timeout(30)
class LoadedModelsTest {
    private static final Keeping ROOMY = new Keeping(1L << 30, Duration.ofMinutes(5));
    /// The likeliest token of noise is the same for ever; these are many.
    private static final Sampling DRAWN = new Sampling(2, 0, 1, 0, 1, 0, 0, OptionalLong.of(5));

    private static final String ID = "noise";
    private static final int TOKENS = 24;
    private static final int TALKS = 50;

    @TempDir static Path root;
    private static ModelFolders folders;

    @BeforeAll
    static void convert() throws IOException {
        var home = new Home(root.resolve("home"));
        folders = new ModelFolders(home);
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(root.resolve(ID));
        }
        new Conversion(home, "test")
                .add(root.resolve(ID), Conversion.Options.usual(), Progress.none());
    }

    private static List<Message> asking(int who) {
        return List.of(Message.user("What is it like to be number " + (100 + who) + "?"));
    }

    private static Answer ask(ChatSession talk, List<Message> messages)
            throws InterruptedException {
        return ask(talk, messages, TextStream.Listener.of(_ -> {}));
    }

    private static Answer ask(
            ChatSession talk, List<Message> messages, TextStream.Listener listener)
            throws InterruptedException {
        return talk.generate(messages, DRAWN, Limits.of(TOKENS), listener);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> each : threads.invokeAll(calls)) {
                results.add(each.get());
            }
            return results;
        }
    }

    @Test
    void loadsAModelOnceHoweverManyComeAtOnce() throws InterruptedException, ExecutionException {
        try (var models = new LoadedModels(folders, ROOMY)) {
            var calls = new ArrayList<Callable<ChatSession>>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> models.open(ID, Device.processor()));
            }
            var talks = atOnce(calls);
            assertEquals(1, models.loaded().size());
            assertEquals(8, models.loaded().getFirst().sessions());
            assertFalse(models.unload(ID));
            talks.forEach(ChatSession::close);
            assertTrue(models.unload(ID));
            assertEquals(List.of(), models.loaded());
        }
    }

    /// The byte tokenizer makes one token of a letter, so all prompts are equally long.
    @Test
    void fiftyTalksAtOnceAnswerAsIfAloneAndNobodyStarves()
            throws InterruptedException, ExecutionException {
        try (var models = new LoadedModels(folders, ROOMY)) {
            var alone = new ArrayList<String>();
            for (int i = 0; i < TALKS; i++) {
                try (var talk = models.open(ID, Device.processor())) {
                    alone.add(ask(talk, asking(i)).text());
                }
            }
            var budgets = new AtomicIntegerArray(TALKS);
            var begin = new CountDownLatch(1);
            var waits = new double[TALKS];
            var ends = new double[TALKS];
            var calls = new ArrayList<Callable<String>>();
            var talks = new ArrayList<ChatSession>();
            for (int i = 0; i < TALKS; i++) {
                int me = i;
                var talk = models.open(ID, Device.processor());
                talks.add(talk);
                calls.add(
                        () -> {
                            begin.await();
                            long from = System.nanoTime();
                            var answer =
                                    ask(
                                            talk,
                                            asking(me),
                                            TextStream.Listener.of(
                                                    _ -> budgets.incrementAndGet(me)));
                            waits[me] = answer.figures().firstToken().toNanos() / 1e6;
                            ends[me] = (System.nanoTime() - from) / 1e6;
                            return answer.text();
                        });
            }
            begin.countDown();
            var together = atOnce(calls);
            talks.forEach(ChatSession::close);
            assertEquals(alone, together);
            var first = java.util.Arrays.stream(ends).summaryStatistics();
            var token = java.util.Arrays.stream(waits).summaryStatistics();
            System.out.printf(
                    "50 talks at once: first token %.0f to %.0f ms, last token %.0f to %.0f ms%n",
                    token.getMin(), token.getMax(), first.getMin(), first.getMax());
            // Served one after another, the last would begin when nearly all is over.
            assertTrue(token.getMax() < 0.6 * first.getMax(), token + " " + first);
        }
    }

    @Test
    void whoRestsLendsItsMemoryAndReadsAgainLater() throws InterruptedException {
        var free = new ArrayList<String>();
        try (var models = new LoadedModels(folders, ROOMY)) {
            free.addAll(twoRounds(models, 6));
        }
        long perToken = 2L * 2 * 2 * 16 * Float.BYTES;
        long two = 2 * 2 * perToken * 120;
        try (var models = new LoadedModels(folders, new Keeping(two, Duration.ofMinutes(5)))) {
            assertEquals(free, twoRounds(models, 6));
        }
    }

    private static List<String> twoRounds(LoadedModels models, int many)
            throws InterruptedException {
        var said = new ArrayList<String>();
        var talks = new ArrayList<ChatSession>();
        for (int i = 0; i < many; i++) {
            talks.add(models.open(ID, Device.processor()));
        }
        for (int i = 0; i < many; i++) {
            said.add(ask(talks.get(i), asking(i)).text());
        }
        for (int i = 0; i < many; i++) {
            var messages = new ArrayList<>(asking(i));
            messages.add(Message.assistant(said.get(i)));
            messages.add(Message.user("And?"));
            said.add(ask(talks.get(i), messages).text());
        }
        talks.forEach(ChatSession::close);
        return said;
    }

    @Test
    void memoryForOneAtATimeMakesTheOthersWait() throws InterruptedException, ExecutionException {
        try (var models = new LoadedModels(folders, new Keeping(1, Duration.ofMinutes(5)))) {
            var calls = new ArrayList<Callable<String>>();
            for (int i = 0; i < 8; i++) {
                int me = i;
                calls.add(
                        () -> {
                            try (var talk = models.open(ID, Device.processor())) {
                                assertEquals(LoadedModels.LEAST_CONTEXT, talk.context());
                                return ask(talk, asking(me)).text();
                            }
                        });
            }
            assertEquals(8, atOnce(calls).stream().filter(text -> !text.isEmpty()).count());
        }
    }

    @Test
    void anUnusedModelIsLetGoAndComesBackWhenItsTalkGoesOn() throws InterruptedException {
        try (var models = new LoadedModels(folders, new Keeping(1L << 30, Duration.ofMillis(80)));
                var talk = models.open(ID, Device.processor())) {
            var before = ask(talk, asking(1)).text();
            for (int i = 0; i < 100 && !models.loaded().isEmpty(); i++) {
                Thread.sleep(20);
            }
            assertEquals(List.of(), models.loaded());
            assertTrue(talk.tokens(asking(1)) > 0);
            assertEquals(before, ask(talk, asking(1)).text());
            assertEquals(1, models.loaded().size());
        }
    }

    @Test
    void closingEndsAnAnswerAndRefusesTheNext() throws InterruptedException, ExecutionException {
        var models = new LoadedModels(folders, ROOMY);
        var talk = models.open(ID, Device.processor());
        var begun = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer =
                    threads.submit(
                            () ->
                                    talk.generate(
                                            asking(1),
                                            DRAWN,
                                            Limits.of(1_000_000),
                                            TextStream.Listener.of(_ -> begun.countDown())));
            begun.await();
            models.close();
            assertEquals(Answer.Finish.CANCELLED, answer.get().finish());
        }
        assertThrows(StudioException.class, () -> ask(talk, asking(2)));
        assertThrows(StudioException.class, () -> models.open(ID, Device.processor()));
        talk.close();
    }

    @Test
    void howFastAModelReadsIsKnownAtOnceAndRemembered() throws IOException, InterruptedException {
        double first;
        try (var models = new LoadedModels(folders, ROOMY);
                var talk = models.open(ID, Device.processor())) {
            first = talk.readingSpeed().orElseThrow();
            assertTrue(first > 0, first + " tokens/s");
        }
        Path file;
        try (var files = Files.walk(folders.find(ID).path())) {
            file = files.filter(f -> f.endsWith("reading.txt")).findFirst().orElseThrow();
        }
        Files.writeString(file, "123.5\n");
        try (var models = new LoadedModels(folders, ROOMY);
                var talk = models.open(ID, Device.processor())) {
            assertEquals(123.5, talk.readingSpeed().orElseThrow());
            ask(talk, List.of(Message.user("On and on. ".repeat(20))));
            assertTrue(talk.readingSpeed().orElseThrow() != 123.5);
        }
        Files.writeString(file, "as fast as the wind");
        try (var models = new LoadedModels(folders, ROOMY);
                var talk = models.open(ID, Device.processor())) {
            assertTrue(talk.readingSpeed().orElseThrow() > 0);
        }
    }

    @Test
    void anInterruptedTalkGoesOn() throws InterruptedException {
        try (var models = new LoadedModels(folders, ROOMY);
                var talk = models.open(ID, Device.processor())) {
            var whole = ask(talk, asking(3)).text();
            assertThrows(
                    InterruptedException.class,
                    () ->
                            ask(
                                    talk,
                                    asking(3),
                                    TextStream.Listener.of(
                                            _ -> Thread.currentThread().interrupt())));
            assertEquals(whole, ask(talk, asking(3)).text());
        }
    }
}
