package studio.likeness.corpus.memory;

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

    @Test
    void playsTheRightAnswerAndNoUnrelatedOne() {
        assumeTrue(Shelf.hasSample());
        try (var memory = Memory.open(folder, Shelf.sample(), Optional.empty())) {
            check(memory);
        }
    }

    @Test
    void playsTheRightAnswerAndNoUnrelatedOneByWordsAndDirections() {
        assumeTrue(Shelf.hasSample());
        try (var encoder = OwnEncoder.open(new Home(folder.resolve("home")))) {
            var embedder = Embedder.of(encoder);
            assertTrue(Calibration.of(embedder.id()).isPresent(), embedder.id());
            try (var memory = Memory.open(folder, Shelf.sample(), Optional.of(embedder))) {
                memory.settle();
                check(memory);
            }
        }
    }

    private static void check(Memory memory) {
        for (var language : List.of("zh", "en")) {
            for (var set : Labelled.SETS) {
                check(memory, set, language);
            }
        }
    }

    private static void check(Memory memory, String set, String language) {
        var inside = new ArrayList<Outcome>();
        var outside = new ArrayList<Outcome>();
        for (var asked : Labelled.load(set)) {
            if (asked.language().equals(language)) {
                (asked.isAnswered() ? inside : outside).add(ask(memory, asked));
            }
        }
        double first = share(inside, Outcome::first);
        double recall = share(inside, Outcome::fits);
        double wrong = share(inside, o -> !o.played.isEmpty() && !o.fits());
        double unrelated = share(outside, o -> !o.played.isEmpty());
        long played = inside.stream().filter(o -> !o.played.isEmpty()).count();
        double precision =
                inside.stream().filter(Outcome::fits).count()
                        / (played + unrelated * outside.size());
        System.out.printf(
                "%s %s: %d answered, right first %.3f, played (recall) %.3f, another played %.3f;"
                        + " %d not answered, played %.3f; precision %.3f%n",
                set,
                language,
                inside.size(),
                first,
                recall,
                wrong,
                outside.size(),
                unrelated,
                precision);
        if (Boolean.getBoolean("likeness.errors")) {
            inside.stream().filter(o -> !o.fits()).forEach(o -> System.out.println("MISS " + o));
            outside.stream()
                    .filter(o -> !o.played.isEmpty())
                    .forEach(o -> System.out.println("FALSE " + o));
        }
        boolean sly = set.equals("dev4.jsonl"); // asks for what no wording asks for, on purpose
        assertTrue(first >= (sly ? 0.8 : 0.9), set + " right first " + first);
        double least = sly ? 0.6 : set.equals("dev5.jsonl") ? 0.75 : 0.8;
        assertTrue(recall >= least, set + " recall " + recall);
        double most = sly ? 0.12 : set.equals("dev.jsonl") ? 0.03 : 0.05;
        assertTrue(unrelated <= most, set + " unrelated " + unrelated);
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
