package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.memory.Directions.Nearness;
import studio.likeness.corpus.memory.Fitting.Example;
import studio.likeness.corpus.memory.Fitting.Outcome;
import studio.likeness.models.home.Home;
import studio.likeness.models.training.OwnEncoder;

/// Where `calibration.properties` comes from: fits the weights, prints them, and prints how good
/// weights are that were fitted without the set they are judged on. For after a change of the
/// lexicon or of the evidence; runs with `-Dtest.excludedGroups=none`, for minutes.
@Tag("slow")
class CalibrationFitTest {
    @TempDir Path folder;

    @Test
    void weightsOfWordsAreThoseFittedOnTheLabelledQuestions() {
        assumeTrue(Shelf.hasSample());
        check(Optional.empty(), Calibration.ofWords(), Evidence.NAMES, List.of(Labelled.THIRD));
    }

    @Test
    void weightsOfWordsAndDirectionsAreThoseFittedOnTheLabelledQuestions() {
        assumeTrue(Shelf.hasSample());
        try (var encoder = OwnEncoder.open(new Home(folder.resolve("home")))) {
            var embedder = Embedder.of(encoder);
            var shipped = Calibration.of(embedder.id()).orElseThrow();
            check(Optional.of(embedder), shipped, Calibration.DIRECTED, List.of());
        }
    }

    /// @param kept sets that the shipped weights were not fitted on
    private void check(
            Optional<Embedder> embedder,
            Calibration shipped,
            List<String> names,
            List<String> kept) {
        var all = examples(Shelf.sample(), 1, embedder);
        var few = examples(Shelf.sample(2), 0.3, embedder);
        var both = Stream.concat(all.stream(), few.stream()).toList();
        var balances =
                Labelled.FROM_REPLIES.parallelStream()
                        .map(
                                set ->
                                        Fitting.fit(
                                                both.stream()
                                                        .filter(e -> !e.set().equals(set))
                                                        .toList()))
                        .toList();
        var unseen = new ArrayList<Outcome>();
        for (var set : Labelled.FROM_REPLIES) {
            var balance = balances.get(Labelled.FROM_REPLIES.indexOf(set));
            var outcomes = judged(all.stream().filter(e -> e.set().equals(set)).toList(), balance);
            print(set + ", fitted without it", outcomes);
            unseen.addAll(outcomes);
        }
        print("each fitted without itself", unseen);

        for (var language : List.of("zh", "en")) {
            double fits = shipped.fits(language);
            assertTrue(recall(unseen, language, fits) >= 0.80, language);
            assertTrue(unrelated(unseen, language, fits) <= 0.055, language);
        }
        var learnt = both.stream().filter(e -> !kept.contains(e.set())).toList();
        var fitted = Fitting.fit(learnt);
        print("fitted on all, judged on all", judged(all, fitted));
        print("fitted on all, two wordings", judged(few, fitted));
        write(fitted, names);
        for (var example : all) {
            for (var evidence : example.evidence()) {
                assertEquals(fitted.odds(evidence), shipped.score(evidence), 0.2);
            }
        }
    }

    /// As the properties have it: a line for each kind of evidence, its direct weight first, then
    /// its weight in each bent sum.
    private static void write(Balance balance, List<String> names) {
        for (int i = 0; i <= names.size(); i++) {
            var line = new StringJoiner(" ");
            line.add(number(balance.direct()[i]));
            for (var inner : balance.inner()) {
                line.add(number(inner[i]));
            }
            System.out.println((i == names.size() ? "bias" : names.get(i)) + "=" + line);
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

    private List<Example> examples(Shelf shelf, double weight, Optional<Embedder> embedder) {
        var reader = new Reader();
        var place = folder.resolve("of" + weight + embedder.isPresent());
        try (var index = new IndexFolder(place, reader)) {
            index.open();
            index.follow(shelf);
            var near = embedder.map(e -> directions(shelf, place, e)).orElse(Map.of());
            return Labelled.all().stream()
                    .flatMap(
                            set ->
                                    Labelled.load(set).stream()
                                            .map(
                                                    q ->
                                                            example(
                                                                    index,
                                                                    reader,
                                                                    q,
                                                                    Optional.ofNullable(
                                                                            near.get(q))))
                                            .map(e -> e.in(set, weight)))
                    .toList();
        }
    }

    /// How near each question points to each answer.
    private static Map<Labelled, Map<String, Nearness>> directions(
            Shelf shelf, Path place, Embedder embedder) {
        try (var folder = new DirectionsFolder(place.resolve("directions"), embedder)) {
            folder.followLater(shelf);
            folder.settle();
            return folder.search(
                            shelf.revision(),
                            found -> {
                                var near = new HashMap<Labelled, Map<String, Nearness>>();
                                for (var set : Labelled.all()) {
                                    for (var asked : Labelled.load(set)) {
                                        var direction = embedder.query(asked.question());
                                        near.put(asked, found.answers(direction, asked.language()));
                                    }
                                }
                                return near;
                            })
                    .orElseThrow();
        }
    }

    private static Example example(
            IndexFolder index,
            Reader reader,
            Labelled asked,
            Optional<Map<String, Nearness>> near) {
        var question = reader.question(asked.question());
        return index.search(
                open -> {
                    var evidence =
                            new Evidence(
                                    reader.lexicon(),
                                    question,
                                    open.statistics(question.language()));
                    var answers =
                            open.entries(MatchAllDocsQuery.INSTANCE, 10_000).stream()
                                    .filter(entry -> entry.kind() == Hit.Kind.ANSWER)
                                    .filter(e -> e.language().equals(question.language()))
                                    .toList();
                    return new Example(
                            asked,
                            answers.stream().map(e -> of(evidence, e, near)).toList(),
                            answers.stream().map(Entry::id).toList().indexOf(asked.answer()),
                            "",
                            1);
                });
    }

    private static double[] of(
            Evidence evidence, Entry entry, Optional<Map<String, Nearness>> near) {
        return near.map(
                        all ->
                                evidence.of(
                                        entry.wordings(),
                                        entry.told(),
                                        all.getOrDefault(entry.key(), Nearness.NONE)))
                .orElseGet(() -> evidence.of(entry.wordings(), entry.told()));
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
            for (double fits = 0.5; fits < 0.96; fits += 0.05) {
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
