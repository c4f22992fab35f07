package studio.likeness.app.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.likeness.models.job.Words;

/// What was said, within a number of tokens: lately word for word, before that in short. Much is
/// folded at once and rarely, because a model reads again all that follows a change. Thread-safe.
final class TalkSoFar {
    /// Of the budget: where a summary is begun, in the hope that it is there before it is needed.
    private static final double FULL_SOON = 0.6;

    /// Of the budget: what stays word for word when the rest is folded.
    private static final double KEPT = 0.4;

    /// Tokens of a summary, as part of the budget.
    private static final double SUMMARY = 0.2;

    /// A talk as a model is told of it.
    record View(String summary, List<Question.Exchange> recent) {}

    /// What is to be summarised.
    ///
    /// @param covered all that the summary will stand for
    /// @param before the summary of their beginning; may be empty
    /// @param fresh what follows that
    record Folding(List<Question.Exchange> covered, String before, List<Question.Exchange> fresh) {}

    private final PromptWriter writer;
    private List<Question.Exchange> covered = List.of();
    private String summary = "";
    private Optional<Folding> ready = Optional.empty();
    private String readySummary = "";

    TalkSoFar(PromptWriter writer) {
        this.writer = writer;
    }

    synchronized View view(List<Question.Exchange> talk, int budget) {
        if (!begins(talk, covered)) {
            // Another talk.
            covered = List.of();
            summary = "";
        }
        ready.filter(folding -> folding.covered().size() > covered.size())
                .filter(folding -> begins(talk, folding.covered()))
                .ifPresent(folding -> take(folding, readySummary));
        ready = Optional.empty();
        var recent = talk.subList(covered.size(), talk.size());
        if (tokens(recent) > budget) {
            var folding = folding(talk, budget);
            take(folding, extract(folding, (int) (SUMMARY * budget)));
        }
        return new View(summary, List.copyOf(talk.subList(covered.size(), talk.size())));
    }

    private void take(Folding folding, String text) {
        covered = folding.covered();
        summary = text;
    }

    private static boolean begins(List<Question.Exchange> talk, List<Question.Exchange> beginning) {
        return talk.size() >= beginning.size()
                && talk.subList(0, beginning.size()).equals(beginning);
    }

    private int tokens(List<Question.Exchange> exchanges) {
        return exchanges.stream().mapToInt(writer::tokens).sum();
    }

    private Folding folding(List<Question.Exchange> talk, int budget) {
        int from = talk.size();
        int kept = 0;
        while (from > covered.size()) {
            kept += writer.tokens(talk.get(from - 1));
            if (kept > KEPT * budget) {
                break;
            }
            from--;
        }
        return new Folding(
                List.copyOf(talk.subList(0, from)),
                summary,
                List.copyOf(talk.subList(covered.size(), from)));
    }

    /// What a model should summarise while nobody waits; empty while there is room enough.
    synchronized Optional<Folding> due(List<Question.Exchange> talk, int budget) {
        if (!begins(talk, covered)
                || tokens(talk.subList(covered.size(), talk.size())) <= FULL_SOON * budget) {
            return Optional.empty();
        }
        return Optional.of(folding(talk, budget)).filter(folding -> !folding.fresh().isEmpty());
    }

    /// Taken over with the next question.
    synchronized void summarised(Folding folding, String text) {
        ready = Optional.of(folding);
        readySummary = text;
    }

    /// Without a model: how each thing that was said begins, the last ones first to have room.
    private String extract(Folding folding, int room) {
        int left = room;
        var lines = new ArrayList<String>();
        for (var exchange : folding.fresh().reversed()) {
            var locale = Locale.forLanguageTag(exchange.reply().language());
            var line =
                    Words.say(
                            locale,
                            "app.conversation.heardBefore",
                            beginning(exchange.heard()),
                            beginning(exchange.reply().text()));
            left -= writer.tokens(line);
            if (left < room / 4) {
                break;
            }
            lines.addFirst(line);
        }
        var before = writer.clip(folding.before(), Math.max(left, room / 4));
        return (before + "\n" + String.join("\n", lines)).strip();
    }

    private static String beginning(String text) {
        var clauses = Clauses.of(text);
        var first = clauses.isEmpty() ? "" : clauses.getFirst();
        return first.length() <= 80 ? first : first.substring(0, 80) + "…";
    }
}
