package studio.likeness.corpus.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.likeness.corpus.memory.Directions.Nearness;
import studio.likeness.corpus.memory.Recall.Near;

/// Weighs what comes to mind and decides whether a recorded answer truly fits: nothing is played
/// that only shares a word with the question.
final class Selector {
    // How much the order by directions counts beside the order by words.
    private static final double SHARE = 0.5;

    private static final double WORDS_SAY_NOTHING = 0.02;

    // What only points the same way is shown, and never scores like what is said in words.
    private static final double NEAR_ALONE = 0.45;

    // Below this a question says nothing: "and then?", "why?", a greeting.
    private static final double SAYS_NOTHING = 0.15;

    private final Lexicon lexicon;
    private final Recall recall;
    private final Calibration words;
    private final Optional<Calibration> directed;

    /// @param words decides by words alone
    /// @param directed decides by words and an embedder's findings; empty when nothing was fitted
    ///     for that embedder, whose neighbours then only join the candidates
    Selector(Lexicon lexicon, Recall recall, Calibration words, Optional<Calibration> directed) {
        this.lexicon = lexicon;
        this.recall = recall;
        this.words = words;
        this.directed = directed;
    }

    /// @param odds log odds that it fits, for answers
    /// @param score 0 to 1
    /// @param near how near the question points to it, as a cosine; 0 where that is not known
    record Weighed(Entry entry, double odds, double score, double near) {
        Weighed scored(double other) {
            return new Weighed(entry, odds, other, near);
        }

        Hit hit() {
            return entry.hit(score);
        }
    }

    /// Both lists best first, as they decide.
    ///
    /// @param calibration what decided
    /// @param near whether an embedder was asked
    /// @param asked the answer one of whose wordings is the question itself
    /// @param probability that the first answer fits
    record Judgement(
            String language,
            Calibration calibration,
            boolean near,
            List<Weighed> answers,
            List<Weighed> passages,
            Optional<Weighed> asked,
            double probability) {}

    /// @param near empty where there is no embedder, or its findings are not there yet
    Judgement judge(OpenIndex index, Reading question, Optional<Near> near) throws IOException {
        var found = recall.find(index, question, near);
        var statistics = index.statistics(question.language());
        var evidence = new Evidence(lexicon, question, statistics);
        boolean byWords = near.isEmpty() || directed.isEmpty();
        var calibration = byWords ? words : directed.orElseThrow();
        var answers = new ArrayList<Weighed>();
        for (var entry : found.answers()) {
            var nearness =
                    near.flatMap(n -> Optional.ofNullable(n.answers().get(entry.key())))
                            .orElse(Nearness.NONE);
            double odds =
                    calibration.score(
                            byWords
                                    ? evidence.of(entry.wordings(), entry.told())
                                    : evidence.of(entry.wordings(), entry.told(), nearness));
            answers.add(new Weighed(entry, odds, 1 / (1 + Math.exp(-odds)), nearness.best()));
        }
        answers.sort(Comparator.comparingDouble(Weighed::odds).reversed());
        var passages = new ArrayList<Weighed>();
        for (var entry : found.passages()) {
            double cosine = near.map(n -> n.passages().getOrDefault(entry.key(), 0.0)).orElse(0.0);
            passages.add(new Weighed(entry, 0, evidence.of(entry.told()), cosine));
        }
        passages.sort(Comparator.comparingDouble(Weighed::score).reversed());
        boolean empty = evidence.substance() < SAYS_NOTHING;
        return new Judgement(
                question.language(),
                calibration,
                near.isPresent(),
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
                || judgement.probability() >= judgement.calibration().fits(judgement.language());
    }

    /// Answers and passages together, best first. The orders by words and by directions are
    /// joined by rank: always for passages, and for answers only where words say nothing, because
    /// they order answers better (`docs/bench/retrieval.md`).
    List<Weighed> ranked(Judgement judgement) {
        boolean silent =
                judgement.answers().stream().noneMatch(each -> each.score() >= WORDS_SAY_NOTHING);
        var answers =
                scored(
                        judgement.near() && silent
                                ? fused(judgement.answers())
                                : judgement.answers());
        var passages =
                scored(judgement.near() ? fused(judgement.passages()) : judgement.passages());
        return Stream.concat(answers.stream(), passages.stream())
                .sorted(Comparator.comparingDouble(Weighed::score).reversed())
                .toList();
    }

    private static List<Weighed> fused(List<Weighed> found) {
        return Fusion.order(found, Weighed::score, Weighed::near, SHARE);
    }

    /// Scores that fall with the ranks and count what only points the same way.
    private static List<Weighed> scored(List<Weighed> ranked) {
        var scored = new ArrayList<>(ranked);
        double least = 0;
        for (int i = scored.size() - 1; i >= 0; i--) {
            var each = scored.get(i);
            least = Math.max(least, Math.max(each.score(), NEAR_ALONE * each.near()));
            scored.set(i, each.scored(least));
        }
        return scored;
    }

    List<Hit> quotes(Judgement judgement) {
        return judgement.passages().stream()
                .filter(passage -> passage.score() >= judgement.calibration().quotes())
                .limit(3)
                .map(Weighed::hit)
                .toList();
    }
}
