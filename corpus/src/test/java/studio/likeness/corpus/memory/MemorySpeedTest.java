package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.store.Answer;
import studio.likeness.models.home.Home;
import studio.likeness.models.training.OwnEncoder;

/// How long a search takes in a long life: 100,000 passages with words and the directions of the
/// studio's own encoder, beside the sample persona's answers. Printed by the clock, the encoding of
/// the question included, and in thread CPU time, which other programs do not change and which is
/// held to a bound. `docs/bench/retrieval.md` has the figures.
@Tag("slow")
class MemorySpeedTest {
    private static final int PASSAGES = Integer.getInteger("likeness.passages", 100_000);
    private static final int QUESTIONS = 300;

    @TempDir Path folder;

    @Test
    void searchesAHundredThousandPassagesWhileNobodyNotices() {
        assumeTrue(Shelf.hasSample());
        var shelf = Shelf.sample();
        fill(shelf);
        var questions =
                Labelled.load("dev.jsonl").stream()
                        .map(Labelled::question)
                        .limit(QUESTIONS)
                        .toList();
        try (var encoder = OwnEncoder.open(new Home(folder.resolve("home")));
                var memory =
                        Memory.open(
                                folder.resolve("memory"),
                                shelf,
                                Optional.of(Embedder.of(encoder)))) {
            print("words, while directions are made", measure(memory, questions));
            long start = System.nanoTime();
            memory.settle();
            System.out.printf("directions after %.0f s more%n", (System.nanoTime() - start) / 1e9);
            measure(memory, questions);
            var found = measure(memory, questions);
            print("words and directions", found);
            assertFalse(memory.search(questions.getFirst(), 10).isEmpty());
            double taken = percentile(found, Took::thread, 0.95);
            assertTrue(taken < 20, "p95 ms " + taken);
        }
    }

    /// Sentences of the sample put together anew.
    private static void fill(Shelf shelf) {
        var random = new Random(20261122);
        for (var language : List.of("zh", "en")) {
            var sentences =
                    shelf.answers().stream()
                            .filter(a -> a.language().equals(language))
                            .map(Answer::reply)
                            .flatMap(reply -> Arrays.stream(reply.split("(?<=[。！？.!?])\\s*")))
                            .toList();
            var passages = new ArrayList<String>();
            for (int i = 0; i < PASSAGES / 2; i++) {
                passages.add(
                        String.join(
                                language.equals("zh") ? "" : " ",
                                IntStream.range(0, 3)
                                        .mapToObj(
                                                _ ->
                                                        sentences.get(
                                                                random.nextInt(sentences.size())))
                                        .toList()));
            }
            shelf.add("A long life " + language, language, passages.toArray(String[]::new));
        }
    }

    /// Milliseconds that a search took.
    private record Took(double clock, double thread) {}

    private static List<Took> measure(Memory memory, List<String> questions) {
        var threads = ManagementFactory.getThreadMXBean();
        return questions.stream()
                .map(
                        question -> {
                            long clock = System.nanoTime();
                            long thread = threads.getCurrentThreadCpuTime();
                            memory.search(question, 10);
                            return new Took(
                                    (System.nanoTime() - clock) / 1e6,
                                    (threads.getCurrentThreadCpuTime() - thread) / 1e6);
                        })
                .toList();
    }

    private static double percentile(List<Took> all, ToDoubleFunction<Took> of, double share) {
        var sorted = all.stream().mapToDouble(of).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static void print(String what, List<Took> all) {
        System.out.printf("%s, %d passages, %d questions%n", what, PASSAGES, all.size());
        print("  by the clock", all, Took::clock);
        print("  of this thread", all, Took::thread);
    }

    private static void print(String what, List<Took> all, ToDoubleFunction<Took> of) {
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms, p95 %.1f ms, longest %.1f ms%n",
                what,
                percentile(all, of, 0.5),
                percentile(all, of, 0.95),
                percentile(all, of, 1));
    }
}
