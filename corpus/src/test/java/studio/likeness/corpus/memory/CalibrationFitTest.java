package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.memory.Fitting.Example;
import studio.likeness.corpus.memory.Fitting.Outcome;

/// Where `calibration.properties` comes from: fits the weights, prints them and how good they are
/// on questions they were not fitted on. For after a change of the lexicon or of the evidence; runs
/// with `-Dtest.excludedGroups=none`.
@Tag("slow")
class CalibrationFitTest {
    @TempDir Path folder;

    @Test
    void weightsAreThoseFittedOnTheLabelledQuestions() {
        assumeTrue(Shelf.hasSample());
        var calibration = examples("calibration.jsonl");
        var dev = examples("dev.jsonl");
        var both = new ArrayList<>(calibration);
        both.addAll(dev);

        print("fitted on calibration, judged on dev", judged(dev, Fitting.fit(calibration)));
        print("fitted on dev, judged on calibration", judged(calibration, Fitting.fit(dev)));
        var crossed = Fitting.crossed(both, 5);
        print("five folds of both", crossed);

        var weights = Fitting.fit(both);
        for (int i = 0; i < Evidence.NAMES.size(); i++) {
            System.out.printf(Locale.ROOT, "weight.%s=%.2f%n", Evidence.NAMES.get(i), weights[i]);
        }
        System.out.printf(Locale.ROOT, "bias=%.2f%n", weights[Evidence.NAMES.size()]);

        var shipped = Calibration.load();
        for (var language : List.of("zh", "en")) {
            double fits = shipped.fits(language);
            assertTrue(recall(crossed, language, fits) >= 0.80, language);
            assertTrue(unrelated(crossed, language, fits) <= 0.055, language);
        }
        for (int i = 0; i < Evidence.NAMES.size(); i++) {
            assertEquals(weights[i], shipped.weights()[i], 0.1, Evidence.NAMES.get(i));
        }
    }

    private List<Example> examples(String set) {
        var reader = new Reader();
        try (var index = new IndexFolder(folder, reader, Optional.empty())) {
            index.open();
            index.follow(Shelf.sample());
            return Labelled.load(set).stream()
                    .map(asked -> index.search(open -> example(open, reader, asked)))
                    .toList();
        }
    }

    private static Example example(OpenIndex index, Reader reader, Labelled asked)
            throws IOException {
        var question = reader.question(asked.question());
        var evidence =
                new Evidence(
                        reader.lexicon(),
                        question,
                        new Statistics(index.reader(), question.language()));
        var answers =
                index.entries(MatchAllDocsQuery.INSTANCE, 10_000).stream()
                        .filter(entry -> entry.kind() == Hit.Kind.ANSWER)
                        .filter(entry -> entry.language().equals(question.language()))
                        .toList();
        return new Example(
                asked,
                answers.stream().map(e -> evidence.of(e.wordings(), e.told())).toList(),
                answers.stream().map(Entry::id).toList().indexOf(asked.answer()));
    }

    private static List<Outcome> judged(List<Example> examples, double[] weights) {
        return examples.stream().map(example -> Fitting.judge(example, weights)).toList();
    }

    private static void print(String name, List<Outcome> outcomes) {
        System.out.println(name);
        for (var language : List.of("zh", "en")) {
            var first = inside(outcomes, language);
            System.out.printf(
                    Locale.ROOT,
                    "  %s right first %.3f of %d;",
                    language,
                    first.stream().filter(Outcome::isRight).count() / (double) first.size(),
                    first.size());
            for (double fits = 0.5; fits < 0.86; fits += 0.05) {
                System.out.printf(
                        Locale.ROOT,
                        "  from %.2f played %.3f, unrelated %.3f",
                        fits,
                        recall(outcomes, language, fits),
                        unrelated(outcomes, language, fits));
            }
            System.out.println();
        }
    }

    private static List<Outcome> inside(List<Outcome> outcomes, String language) {
        return outcomes.stream()
                .filter(o -> o.example().asked().language().equals(language))
                .filter(o -> o.example().right() >= 0)
                .toList();
    }

    private static double recall(List<Outcome> outcomes, String language, double fits) {
        var inside = inside(outcomes, language);
        return inside.stream().filter(o -> o.isRight() && o.probability() >= fits).count()
                / (double) inside.size();
    }

    private static double unrelated(List<Outcome> outcomes, String language, double fits) {
        var outside =
                outcomes.stream()
                        .filter(o -> o.example().asked().language().equals(language))
                        .filter(o -> o.example().right() < 0)
                        .toList();
        return outside.stream().filter(o -> o.probability() >= fits).count()
                / (double) outside.size();
    }
}
