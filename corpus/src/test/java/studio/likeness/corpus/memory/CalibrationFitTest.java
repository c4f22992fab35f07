package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Stream;
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
    private static final int FOLDS = 5;

    @TempDir Path folder;

    @Test
    void weightsAreThoseFittedOnTheLabelledQuestions() {
        assumeTrue(Shelf.hasSample());
        var all = examples(Shelf.sample(), 1);
        var few = examples(Shelf.sample(2), 0.3);
        var both = Stream.concat(all.stream(), few.stream()).toList();
        // So that a question is in the same fold with all its wordings and with two.
        assertEquals(0, all.size() % FOLDS);
        var bothCrossed = Fitting.crossed(both, FOLDS);
        var crossed = bothCrossed.stream().filter(o -> o.example().weight() == 1).toList();
        print("five folds, all wordings", crossed);
        for (var set : Labelled.SETS) {
            print(
                    set + ", crossed",
                    crossed.stream().filter(o -> o.example().set().equals(set)).toList());
        }
        print(
                "five folds, two wordings",
                bothCrossed.stream().filter(o -> o.example().weight() < 1).toList());

        var fitted = Fitting.fit(both);
        print("fitted on all, judged on all", judged(all, fitted));
        write(fitted);
        var shipped = Calibration.ofWords();
        for (var language : List.of("zh", "en")) {
            double fits = shipped.fits(language);
            assertTrue(recall(crossed, language, fits) >= 0.80, language);
            assertTrue(unrelated(crossed, language, fits) <= 0.055, language);
        }
        for (var example : all) {
            for (var evidence : example.evidence()) {
                assertEquals(fitted.odds(evidence), shipped.score(evidence), 0.2);
            }
        }
    }

    /// As `calibration.properties` has it: a line for each kind of evidence, its direct weight
    /// first, then its weight in each bent sum.
    private static void write(Balance balance) {
        for (int i = 0; i <= Evidence.NAMES.size(); i++) {
            var line = new StringJoiner(" ");
            line.add(number(balance.direct()[i]));
            for (var inner : balance.inner()) {
                line.add(number(inner[i]));
            }
            boolean last = i == Evidence.NAMES.size();
            System.out.println((last ? "bias" : Evidence.NAMES.get(i)) + "=" + line);
        }
        var outer = new StringJoiner(" ");
        for (double each : balance.outer()) {
            outer.add(number(each));
        }
        System.out.println("outer=" + outer);
        System.out.println("bends=" + balance.outer().length);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private List<Example> examples(Shelf shelf, double weight) {
        var reader = new Reader();
        try (var index = new IndexFolder(folder.resolve("of" + weight), reader)) {
            index.open();
            index.follow(shelf);
            return Labelled.SETS.stream()
                    .flatMap(
                            set ->
                                    Labelled.load(set).stream()
                                            .map(q -> index.search(i -> example(i, reader, q)))
                                            .map(e -> e.in(set, weight)))
                    .toList();
        }
    }

    private static Example example(OpenIndex index, Reader reader, Labelled asked)
            throws IOException {
        var question = reader.question(asked.question());
        var evidence =
                new Evidence(reader.lexicon(), question, index.statistics(question.language()));
        var answers =
                index.entries(MatchAllDocsQuery.INSTANCE, 10_000).stream()
                        .filter(entry -> entry.kind() == Hit.Kind.ANSWER)
                        .filter(entry -> entry.language().equals(question.language()))
                        .toList();
        return new Example(
                asked,
                answers.stream().map(e -> evidence.of(e.wordings(), e.told())).toList(),
                answers.stream().map(Entry::id).toList().indexOf(asked.answer()),
                "",
                1);
    }

    private static List<Outcome> judged(List<Example> examples, Balance balance) {
        return examples.stream().map(example -> Fitting.judge(example, balance)).toList();
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
