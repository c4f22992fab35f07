package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.store.Answer;
import studio.likeness.models.home.Home;
import studio.likeness.models.training.OwnEncoder;

/// How often the selector is right with the sample persona, on questions written without its
/// wordings. It was fitted on them, so they flatter it; `CalibrationFitTest` crosses them. The
/// unrelated questions of `calibration.jsonl` are meaner than people are: most ask for one more
/// detail about somebody whom an answer is about.
class CalibrationTest {
    @TempDir Path folder;

    private record Outcome(Labelled asked, String played, List<String> nearest) {
        boolean first() {
            return !nearest.isEmpty() && nearest.getFirst().equals(asked.answer());
        }

        boolean fits() {
            return played.equals(asked.answer());
        }
    }

    /// What questions of one language came to.
    private record Result(List<Outcome> inside, List<Outcome> outside) {
        static Result of(Memory memory, List<String> sets, String language) {
            var inside = new ArrayList<Outcome>();
            var outside = new ArrayList<Outcome>();
            for (var set : sets) {
                for (var asked : Labelled.load(set)) {
                    if (asked.language().equals(language)) {
                        (asked.isAnswered() ? inside : outside).add(ask(memory, asked));
                    }
                }
            }
            return new Result(inside, outside);
        }

        double first() {
            return share(inside, Outcome::first);
        }

        double right() {
            return share(inside, Outcome::fits);
        }

        double unrelated() {
            return share(outside, o -> !o.played.isEmpty());
        }

        void print(String name) {
            double wrong = share(inside, o -> !o.played.isEmpty() && !o.fits());
            long played = inside.stream().filter(o -> !o.played.isEmpty()).count();
            double precision =
                    inside.stream().filter(Outcome::fits).count()
                            / (played + unrelated() * outside.size());
            System.out.printf(
                    "%s: %d answered, right first %.3f, played (recall) %.3f, another played %.3f;"
                            + " %d not answered, played %.3f; precision %.3f%n",
                    name,
                    inside.size(),
                    first(),
                    right(),
                    wrong,
                    outside.size(),
                    unrelated(),
                    precision);
            if (Boolean.getBoolean("likeness.errors")) {
                inside.stream()
                        .filter(o -> !o.fits())
                        .forEach(o -> System.out.println("MISS " + o));
                outside.stream()
                        .filter(o -> !o.played.isEmpty())
                        .forEach(o -> System.out.println("FALSE " + o));
            }
        }
    }

    @Test
    void playsTheRightAnswerAndNoUnrelatedOne() {
        assumeTrue(Shelf.hasSample());
        try (var memory = Memory.open(folder, Shelf.sample(), Optional.empty())) {
            for (var language : List.of("zh", "en")) {
                for (var set : Labelled.SETS) {
                    check(memory, set, language);
                }
            }
        }
    }

    /// A set has 20 to 40 questions of a language that none answers, so one question is 2.5 to 5 %
    /// of it: the sets are held together, and each alone only against breaking
    /// (`docs/decisions/0011-a-calibration-is-chosen-by-questions-it-has-not-seen.md`).
    @Test
    void playsTheRightAnswerAndNoUnrelatedOneByWordsAndDirections() {
        assumeTrue(Shelf.hasSample());
        try (var encoder = OwnEncoder.open(new Home(folder.resolve("home")));
                var memory =
                        Memory.open(folder, Shelf.sample(), Optional.of(Embedder.of(encoder)))) {
            memory.settle();
            assertEquals(Finds.WORDS_AND_MEANING, memory.finds());
            var sets = Labelled.all();
            for (var language : List.of("zh", "en")) {
                for (var set : sets) {
                    var result = Result.of(memory, List.of(set), language);
                    result.print(set + " " + language);
                    assertTrue(result.right() >= 0.7, set + " recall " + result.right());
                    assertTrue(result.unrelated() <= 0.1, set + " " + result.unrelated());
                }
                var all = Result.of(memory, sets, language);
                all.print("all " + language);
                assertTrue(all.right() >= 0.85, language + " recall " + all.right());
                assertTrue(all.unrelated() <= 0.03, language + " unrelated " + all.unrelated());
            }
        }
    }

    private static void check(Memory memory, String set, String language) {
        var result = Result.of(memory, List.of(set), language);
        result.print(set + " " + language);
        boolean sly = set.equals("dev4.jsonl"); // asks for what no wording asks for, on purpose
        assertTrue(result.first() >= (sly ? 0.8 : 0.9), set + " right first " + result.first());
        double least = sly ? 0.6 : set.equals("dev5.jsonl") ? 0.75 : 0.8;
        assertTrue(result.right() >= least, set + " recall " + result.right());
        double most = sly ? 0.12 : set.equals("dev.jsonl") ? 0.03 : 0.05;
        assertTrue(result.unrelated() <= most, set + " unrelated " + result.unrelated());
    }

    private static double share(
            List<Outcome> outcomes, java.util.function.Predicate<Outcome> which) {
        return outcomes.stream().filter(which).count() / (double) outcomes.size();
    }

    private static Outcome ask(Memory memory, Labelled asked) {
        var found =
                memory.search(asked.question(), 50).stream()
                        .filter(hit -> hit.kind() == Hit.Kind.ANSWER)
                        .map(Hit::id)
                        .limit(3)
                        .toList();
        return switch (memory.select(asked.question())) {
            case Selection.Fits(Answer answer, _, _) -> new Outcome(asked, answer.id(), found);
            case Selection.Quotes _, Selection.Nothing _ -> new Outcome(asked, "", found);
        };
    }
}
