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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.store.Answer;

/// How long a search takes in a long life: 100,000 passages with words and directions, beside the
/// sample persona's answers, in thread CPU time, which other programs do not change: what a search
/// takes by the clock where nothing else runs. `docs/bench/retrieval.md` has the figures.
@Tag("slow")
class MemorySpeedTest {
    private static final int PASSAGES = Integer.getInteger("likeness.passages", 100_000);
    private static final int QUESTIONS = 300;
    private static final int SIZE = 128;

    @TempDir Path folder;

    /// Directions as good as random, made in no time: how near texts are is not measured here.
    private record Scattering() implements Embedder {
        @Override
        public String id() {
            return "scattering";
        }

        @Override
        public int size() {
            return SIZE;
        }

        /// Texts with like words point to like places, as an embedder's do.
        @Override
        public float[] query(String text) {
            var direction = new float[SIZE];
            for (int i = 0; i + 1 < text.length(); i++) {
                var random = new Random(text.substring(i, i + 2).hashCode());
                for (int d = 0; d < SIZE; d += 8) {
                    direction[random.nextInt(SIZE)] += (float) random.nextGaussian();
                }
            }
            double length = 1e-9;
            for (float each : direction) {
                length += each * each;
            }
            for (int d = 0; d < SIZE; d++) {
                direction[d] /= (float) Math.sqrt(length);
            }
            return direction;
        }

        @Override
        public List<float[]> passages(List<String> texts) {
            return texts.stream().map(this::query).toList();
        }
    }

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
        try (var memory = Memory.open(folder, shelf, Optional.of(new Scattering()))) {
            print("words, while directions are made", measure(memory, questions));
            long start = System.nanoTime();
            memory.settle();
            System.out.printf("directions after %.0f s more%n", (System.nanoTime() - start) / 1e9);
            measure(memory, questions);
            var found = measure(memory, questions);
            print("words and directions", found);
            assertFalse(memory.search(questions.getFirst(), 10).isEmpty());
            assertTrue(percentile(found, 0.95) < 20, "p95 ms " + percentile(found, 0.95));
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

    /// Milliseconds of this thread, which does all of a search.
    private static double[] measure(Memory memory, List<String> questions) {
        var threads = ManagementFactory.getThreadMXBean();
        return questions.stream()
                .mapToDouble(
                        question -> {
                            long start = threads.getCurrentThreadCpuTime();
                            memory.search(question, 10);
                            return (threads.getCurrentThreadCpuTime() - start) / 1e6;
                        })
                .sorted()
                .toArray();
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static void print(String what, double[] millis) {
        System.out.printf(
                Locale.ROOT,
                "%s, %d passages: median %.1f ms, p95 %.1f ms, longest %.1f ms%n",
                what,
                PASSAGES,
                percentile(millis, 0.5),
                percentile(millis, 0.95),
                millis[millis.length - 1]);
    }
}
