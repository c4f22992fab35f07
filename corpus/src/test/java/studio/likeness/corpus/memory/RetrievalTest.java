package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.training.OwnEncoder;

/// Search by words alone and by words and directions, on questions whose answers people marked.
/// The encoder saw none of them, nor anything of the sample persona; the weights did
/// (`docs/bench/retrieval.md` has the figures of weights that did not).
class RetrievalTest {
    private static final int ENOUGH = 50;

    @TempDir Path folder;

    private record Quality(double first, double five, double reciprocal) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "hit@1 %.3f  hit@5 %.3f  MRR %.3f", first, five, reciprocal);
        }

        boolean isNoWorseThan(Quality other) {
            return first >= other.first && five >= other.five && reciprocal >= other.reciprocal;
        }
    }

    @Test
    void directionsMakeSearchNoWorse() {
        assumeTrue(Shelf.hasSample());
        var shelf = Shelf.sample();
        try (var encoder = OwnEncoder.open(new Home(folder.resolve("home")));
                var words = Memory.open(folder.resolve("words"), shelf, Optional.empty());
                var both =
                        Memory.open(
                                folder.resolve("both"), shelf, Optional.of(Embedder.of(encoder)))) {
            both.settle();
            for (var language : List.of("zh", "en")) {
                var questions =
                        Labelled.FROM_REPLIES.stream()
                                .flatMap(set -> Labelled.load(set).stream())
                                .filter(Labelled::isAnswered)
                                .filter(q -> q.language().equals(language))
                                .toList();
                var alone = quality(words, questions);
                var hybrid = quality(both, questions);
                System.out.printf(
                        "%s, %d questions%n  words   %s%n  hybrid  %s%n",
                        language, questions.size(), alone, hybrid);
                assertTrue(hybrid.isNoWorseThan(alone), language);
            }
        }
    }

    private static Quality quality(Memory memory, List<Labelled> questions) {
        double first = 0;
        double five = 0;
        double reciprocal = 0;
        for (var asked : questions) {
            int rank =
                    1
                            + memory.search(asked.question(), ENOUGH).stream()
                                    .filter(hit -> hit.kind() == Hit.Kind.ANSWER)
                                    .map(Hit::id)
                                    .toList()
                                    .indexOf(asked.answer());
            first += rank == 1 ? 1 : 0;
            five += rank >= 1 && rank <= 5 ? 1 : 0;
            reciprocal += rank == 0 ? 0 : 1.0 / rank;
        }
        int all = questions.size();
        return new Quality(first / all, five / all, reciprocal / all);
    }
}
