package studio.likeness.corpus.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import studio.likeness.corpus.memory.Directions.Nearness;

/// What speaks for and against an answer fitting a question, each 0 to 1.
final class Evidence {
    /// The names of what words tell, in order; `calibration.properties` weighs them.
    static final List<String> NAMES =
            List.of(
                    "wording", // how well question and best wording cover each other
                    "asked", // how much of the question the best wording covers
                    "told", // how much of a wording the question says
                    "toldMuch", // the same, if that wording says much
                    "agreed", // the lesser of both, for the wording where it is greatest
                    "lacking", // the heaviest word of the lexicon that the answer lacks, needed or
                    // not
                    "wordings", // how much of the question all wordings cover
                    "answer", // how much of it wordings and reply cover
                    "reply", // how much of it the reply covers
                    "replied", // the same, when the reply has nearly all
                    "complete", // the same, when it is nearly all
                    "missing", // how much of the question the answer lacks
                    "missingKnown", // the heaviest word of the lexicon that the answer lacks
                    "missingOther", // the heaviest other word that it lacks
                    "missingName", // whether it lacks a name
                    "missingPerson", // somebody asked about of whom it does not speak
                    "foreignPerson", // somebody asked about of whom no wording speaks
                    "detail", // somebody is asked about; the heaviest other word that it lacks
                    "detailAsked", // the same, when only wordings count
                    "detailKind", // somebody is asked about, for a kind no wording asks for
                    "split", // somebody is asked about; the heaviest word that the best wording
                    // lacks
                    "focus", // what the question turns on, if no wording speaks of it
                    "untold", // asks for a number or a date, and it gives none
                    "elsewhere", // an errand or a fact of the world that it lacks
                    "impersonal", // the question does not say you, and all wordings do
                    "impersonalMissing", // the heaviest word that it lacks, if so
                    "contrast", // tea is asked about, and the wordings speak of coffee
                    "otherPerson", // somebody whom every wording names and the question does not
                    "foreign", // the heaviest word that no wording has
                    "shared", // how much is shared, however long the question
                    "rare", // the heaviest shared word
                    "letters", // same characters as the best wording
                    "rareLetters", // the same, counting those more that few answers have
                    "allLetters", // how much of the question's characters all wordings have
                    "often", // how much of the question many wordings cover
                    "three", // how well it and the best three wordings cover each other
                    "kind", // asks for the same kind of answer as a wording
                    "otherKind", // asks for a definite kind that no wording asks for
                    "kindNear", // asks for the same kind as one of the best three wordings
                    "otherKindNear", // asks for a definite kind that none of these asks for
                    "few", // how few wordings it has
                    "english"); // 1 for English, whose words are read less well

    /// The names of what is weighed besides where there is an embedder;
    /// `calibration-directed.properties` weighs them with the others.
    static final List<String> DIRECTED =
            Stream.concat(
                            Lacking.NAMES.stream(),
                            Stream.of(
                                    "near", // how near the question points to a wording
                                    "nearThree", // to the nearest three
                                    "nearReply")) // to the reply
                    .toList();

    private static final double SAME_CONCEPT = 1;
    private static final double WIDER_ASKED = 0.75; // asks about parents, told of the father
    private static final double WIDER_TOLD = 0.35; // asks about the father, told of parents
    private static final double ITS_LIKE = 0.75; // in a passage
    private static final double REPLY = 0.85;

    private final Lexicon lexicon;
    private final Reading question;
    private final Statistics weight;
    private final double[] weights;
    private final double total;
    private final Set<String> focus;
    private final Letters letters;

    Evidence(Lexicon lexicon, Reading question, Statistics weight) {
        this.lexicon = lexicon;
        this.question = question;
        this.weight = weight;
        this.weights = question.words().stream().mapToDouble(weight).toArray();
        this.total = sum(weights);
        this.focus = Focus.of(question);
        this.letters = new Letters(question, weight);
    }

    /// How much the question says at all, about 1 for one telling word.
    double substance() {
        return total;
    }

    /// @param both how well it and the question cover each other
    private record Near(Reading wording, double both) {}

    /// As [#NAMES] lists it.
    double[] of(List<Reading> wordings, Reading reply) {
        return told(wordings, reply, new Lacking(weight, focus));
    }

    /// The same with what an embedder found, as [#NAMES] and then [#DIRECTED] list it.
    double[] of(List<Reading> wordings, Reading reply, Nearness near) {
        var lacking = new Lacking(weight, focus);
        var told = told(wordings, reply, lacking);
        var lacks = lacking.values(isImpersonal(wordings));
        var all = Arrays.copyOf(told, NAMES.size() + DIRECTED.size());
        System.arraycopy(lacks, 0, all, told.length, lacks.length);
        int at = told.length + lacks.length;
        all[at] = Math.max(0, near.best());
        all[at + 1] = Math.max(0, near.three());
        all[at + 2] = Math.max(0, near.reply());
        return all;
    }

    private double[] told(List<Reading> wordings, Reading reply, Lacking beyond) {
        int size = question.words().size();
        var all = new double[size];
        double bestBoth = 0;
        double bestAsked = 0;
        double bestTold = 0;
        double bestToldMuch = 0;
        double bestAgreed = 0;
        double split = 1;
        double missed = 0;
        double lacking = 0;
        double otherPerson = 1;
        var often = new double[size];
        var near = new ArrayList<Near>();
        for (var wording : wordings) {
            var cover = cover(question.words(), wording.words());
            double asked = share(question.words(), weights, cover);
            var told = wording.words().stream().mapToDouble(weight).toArray();
            var covered = cover(wording.words(), question.words());
            double back = share(wording.words(), told, covered);
            otherPerson = Math.min(otherPerson, otherPerson(wording, covered));
            double both = asked + back == 0 ? 0 : 2 * asked * back / (asked + back);
            bestTold = Math.max(bestTold, back);
            bestToldMuch = Math.max(bestToldMuch, back * (1 - Math.exp(-sum(told))));
            bestAgreed = Math.max(bestAgreed, Math.min(asked, back));
            bestBoth = Math.max(bestBoth, both);
            bestAsked = Math.max(bestAsked, asked);
            double lacks = 0;
            for (int i = 0; i < size; i++) {
                all[i] = Math.max(all[i], cover[i]);
                often[i] += cover[i];
                lacks = Math.max(lacks, question.words().get(i).weight() * (1 - cover[i]));
            }
            split = Math.min(split, lacks);
            near.add(new Near(wording, both));
        }
        near.sort(Comparator.comparingDouble(Near::both).reversed());
        var nearest = near.stream().limit(3).map(Near::wording).toList();
        for (int i = 0; i < size; i++) {
            often[i] /= often[i] + 1;
        }
        var lettered = letters.of(wordings);
        var inReply = cover(question.words(), reply.words());
        var anywhere = new double[size];
        double missing = 0;
        double missingKnown = 0;
        double missingOther = 0;
        double missingName = 0;
        double missingPerson = 0;
        double foreignPerson = 0;
        double detail = 0;
        double detailAsked = 0;
        double elsewhere = 0;
        double foreign = 0;
        double shared = 0;
        double rare = 0;
        for (int i = 0; i < size; i++) {
            anywhere[i] = Math.max(all[i], REPLY * inReply[i]);
            var word = question.words().get(i);
            double lacks = word.need() * weights[i] * (1 - Math.max(all[i], inReply[i]));
            missing += lacks;
            if (word.isKnown()) {
                lacking = Math.max(lacking, word.weight() * (1 - anywhere[i]));
                missingKnown = Math.max(missingKnown, lacks);
            } else {
                missingOther = Math.max(missingOther, lacks);
            }
            if (word.name()) {
                missingName = Math.max(missingName, lacks);
            }
            // Who is asked about matters however often the persona speaks of them.
            double untold = word.weight() * (1 - Math.max(all[i], inReply[i]));
            if (isSomebody(word)) {
                missingPerson = Math.max(missingPerson, word.need() < 0.2 ? 0 : untold);
                foreignPerson =
                        Math.max(
                                foreignPerson,
                                word.need() < 0.2 ? 0 : word.weight() * (1 - all[i]));
            } else {
                detail = Math.max(detail, untold);
                detailAsked = Math.max(detailAsked, word.weight() * (1 - all[i]));
            }
            if (focus.contains(word.text())) {
                missed = Math.max(missed, word.weight() * (1 - all[i]));
            }
            if (lexicon.isElsewhere(word)) {
                elsewhere = Math.max(elsewhere, word.weight() * (1 - all[i]));
            }
            foreign = Math.max(foreign, word.need() * weights[i] * (1 - all[i]));
            beyond.add(word, anywhere[i]);
            shared += weights[i] * anywhere[i];
            rare = Math.max(rare, weights[i] * anywhere[i]);
        }
        boolean about = question.words().stream().anyMatch(this::isSomebody);
        boolean impersonal = isImpersonal(wordings);
        return new double[] {
            bestBoth,
            bestAsked,
            bestTold,
            bestToldMuch,
            bestAgreed,
            lacking,
            share(question.words(), weights, all),
            share(question.words(), weights, anywhere),
            share(question.words(), weights, inReply),
            Math.pow(share(question.words(), weights, inReply), 4),
            Math.pow(share(question.words(), weights, anywhere), 4),
            1 - Math.exp(-missing),
            missingKnown,
            missingOther,
            missingName,
            missingPerson,
            foreignPerson,
            about ? detail : 0,
            about ? detailAsked : 0,
            about && otherKind(wordings) ? 1 : 0,
            about ? split : 0,
            missed,
            untold(wordings, reply) ? 1 : 0,
            elsewhere,
            impersonal ? 1 : 0,
            impersonal ? Math.max(missingKnown, missingOther) : 0,
            contrast(wordings, anywhere),
            otherPerson,
            foreign,
            1 - Math.exp(-shared),
            rare,
            lettered.best(),
            lettered.rare(),
            lettered.all(),
            share(question.words(), weights, often),
            near.stream().limit(3).mapToDouble(Near::both).average().orElse(0),
            sameKind(wordings) ? 1 : 0,
            otherKind(wordings) ? 1 : 0,
            sameKind(nearest) ? 1 : 0,
            otherKind(nearest) ? 1 : 0,
            1.0 / Math.max(1, wordings.size()),
            question.language().equals("en") ? 1 : 0
        };
    }

    /// How well a passage speaks of what is asked: how much of it, and how much that is at all. A
    /// passage is long and speaks of many things, so a word itself counts for more than its like.
    double of(Reading passage) {
        var cover = cover(question.words(), passage.words());
        double shared = 0;
        for (int i = 0; i < cover.length; i++) {
            var text = question.words().get(i).text();
            boolean itself = passage.words().stream().anyMatch(w -> w.text().equals(text));
            cover[i] *= itself ? 1 : ITS_LIKE;
            shared += weights[i] * cover[i];
        }
        return share(question.words(), weights, cover) * (1 - Math.exp(-2 * shared));
    }

    private double[] cover(List<Word> asked, List<Word> told) {
        var cover = new double[asked.size()];
        for (int i = 0; i < cover.length; i++) {
            for (var word : told) {
                cover[i] = Math.max(cover[i], likeness(asked.get(i), word));
            }
        }
        return cover;
    }

    private double likeness(Word asked, Word told) {
        if (asked.text().equals(told.text())) {
            return 1;
        }
        double best = 0;
        for (int a : asked.concepts()) {
            for (int t : told.concepts()) {
                if (a == t) {
                    return SAME_CONCEPT;
                }
                if (lexicon.isWider(a, t)) {
                    best = Math.max(best, WIDER_ASKED);
                } else if (lexicon.isWider(t, a)) {
                    best = Math.max(best, WIDER_TOLD);
                }
            }
        }
        if (!asked.isKnown() || !told.isKnown()) {
            best = Math.max(best, spelling(asked.text(), told.text()));
        }
        return best;
    }

    /// Words that share their beginning or most of their characters are often related.
    private static double spelling(String a, String b) {
        if (Lexicon.isChinese(a)) {
            long same = a.chars().filter(c -> b.indexOf(c) >= 0).count();
            return same == 0 || a.length() + b.length() < 4
                    ? 0
                    : 0.8 * 2 * same / (a.length() + b.length());
        }
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        return same >= 5 && same >= 0.7 * Math.max(a.length(), b.length()) ? 0.7 : 0;
    }

    /// Somebody of the wording who is in the question is covered at least as a wider person: "your
    /// family" may be asked of the father.
    private double otherPerson(Reading wording, double[] covered) {
        double heaviest = 0;
        for (int i = 0; i < covered.length; i++) {
            if (covered[i] < 1 && lexicon.isSomebody(wording.words().get(i))) {
                heaviest = Math.max(heaviest, 1 - covered[i]);
            }
        }
        return heaviest;
    }

    private double contrast(List<Reading> wordings, double[] cover) {
        double heaviest = 0;
        for (int i = 0; i < cover.length; i++) {
            var word = question.words().get(i);
            if (cover[i] < 0.5
                    && wordings.stream()
                            .flatMap(w -> w.words().stream())
                            .anyMatch(told -> lexicon.areSiblings(word, told))) {
                heaviest = Math.max(heaviest, word.need() * weights[i]);
            }
        }
        return heaviest;
    }

    /// Whether it does not say you, and all wordings do.
    private boolean isImpersonal(List<Reading> wordings) {
        return !question.isPersonal() && wordings.stream().allMatch(Reading::isPersonal);
    }

    private boolean isSomebody(Word word) {
        return word.name() || lexicon.isSomebody(word) || lexicon.isCreature(word);
    }

    private boolean untold(Collection<Reading> wordings, Reading reply) {
        return question.asks().stream()
                .filter(QuestionKind::isDefinite)
                .filter(kind -> wordings.stream().noneMatch(w -> w.asks().contains(kind)))
                .anyMatch(kind -> !kind.isTold(reply.plain(), reply.language()));
    }

    private boolean sameKind(Collection<Reading> wordings) {
        return wordings.stream()
                .anyMatch(w -> question.asks().stream().anyMatch(w.asks()::contains));
    }

    private boolean otherKind(Collection<Reading> wordings) {
        Set<QuestionKind> asks = question.asks();
        return asks.stream().anyMatch(QuestionKind::isDefinite) && !sameDefinite(wordings);
    }

    private boolean sameDefinite(Collection<Reading> wordings) {
        return wordings.stream()
                .anyMatch(
                        w ->
                                question.asks().stream()
                                        .anyMatch(k -> k.isDefinite() && w.asks().contains(k)));
    }

    private static double share(List<Word> words, double[] weights, double[] cover) {
        double covered = 0;
        double lacking = 0;
        for (int i = 0; i < weights.length; i++) {
            covered += weights[i] * cover[i];
            lacking += weights[i] * (1 - cover[i]) * words.get(i).need();
        }
        return covered == 0 ? 0 : covered / (covered + lacking);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
