package studio.likeness.corpus.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Weighs what comes to mind and decides whether a recorded answer truly fits: nothing is played
/// that only shares a word with the question.
final class Selector {
    // Below this a question says nothing: "and then?", "why?", a greeting.
    private static final double SAYS_NOTHING = 0.15;

    private final Lexicon lexicon;
    private final Recall recall;
    private final Calibration calibration;

    Selector(Lexicon lexicon, Recall recall, Calibration calibration) {
        this.lexicon = lexicon;
        this.recall = recall;
        this.calibration = calibration;
    }

    /// @param odds log odds that it fits, for answers
    /// @param score 0 to 1
    record Weighed(Entry entry, double odds, double score) {
        Hit hit() {
            return entry.hit(score);
        }
    }

    /// Both lists best first.
    ///
    /// @param asked the answer one of whose wordings is the question itself
    /// @param probability that the first answer fits
    record Judgement(
            String language,
            List<Weighed> answers,
            List<Weighed> passages,
            Optional<Weighed> asked,
            double probability) {}

    Judgement judge(OpenIndex index, Reading question, String text) throws IOException {
        var found = recall.find(index, question, text);
        var statistics = index.statistics(question.language());
        var evidence = new Evidence(lexicon, question, statistics);
        var answers = new ArrayList<Weighed>();
        for (var candidate : found.answers()) {
            var entry = candidate.entry();
            double odds = calibration.score(evidence.of(entry.wordings(), entry.told()));
            double score = Math.max(1 / (1 + Math.exp(-odds)), candidate.direction());
            answers.add(new Weighed(entry, odds, score));
        }
        answers.sort(Comparator.comparingDouble(Weighed::odds).reversed());
        var passages = new ArrayList<Weighed>();
        for (var candidate : found.passages()) {
            double score = evidence.of(candidate.entry().told());
            passages.add(new Weighed(candidate.entry(), 0, Math.max(score, candidate.direction())));
        }
        passages.sort(Comparator.comparingDouble(Weighed::score).reversed());
        boolean empty = evidence.substance() < SAYS_NOTHING;
        return new Judgement(
                question.language(),
                List.copyOf(answers),
                List.copyOf(passages),
                answers.stream().filter(a -> isWording(question, a.entry())).findFirst(),
                empty ? 0 : probability(answers));
    }

    private static boolean isWording(Reading question, Entry entry) {
        return !question.plain().isEmpty()
                && entry.wordings().stream().anyMatch(w -> w.plain().equals(question.plain()));
    }

    /// Between the chance that the first one fits and the chance that any does: two answers about
    /// the same thing may both be right.
    private static double probability(List<Weighed> answers) {
        return probability(answers.stream().mapToDouble(Weighed::odds).toArray());
    }

    /// @param odds of the answers against none fitting, best first
    static double probability(double[] odds) {
        double sum = 0;
        for (double each : odds) {
            sum += Math.exp(each);
        }
        return odds.length == 0 ? 0 : Math.sqrt(Math.exp(odds[0]) * sum) / (1 + sum);
    }

    boolean fits(Judgement judgement) {
        return judgement.asked().isPresent()
                || judgement.probability() >= calibration.fits(judgement.language());
    }

    List<Hit> quotes(Judgement judgement) {
        return judgement.passages().stream()
                .filter(passage -> passage.score() >= calibration.quotes())
                .limit(3)
                .map(Weighed::hit)
                .toList();
    }
}
