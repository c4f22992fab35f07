package studio.likeness.app.window.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import studio.likeness.app.conversation.Trace;
import studio.likeness.app.conversation.Trace.Step;

/// When each step of the last turn was reached, and how that compares over the talk.
///
/// @param rows the steps that the last turn reached, in the order of time
/// @param turns how many turns the percentiles are of
record Waterfall(List<Row> rows, int turns) {
    /// @param from where the step before it ended
    /// @param at since the turn began
    /// @param p50 over the talk: half of the turns were this quick
    /// @param p95 over the talk: 19 of 20 turns were this quick
    record Row(Step step, Duration from, Duration at, Duration p50, Duration p95) {}

    static final Waterfall EMPTY = new Waterfall(List.of(), 0);

    /// @param talk the traces of all turns so far, the last one last
    static Waterfall of(List<Trace> talk) {
        if (talk.isEmpty()) {
            return EMPTY;
        }
        var last = talk.getLast();
        var reached =
                Arrays.stream(Step.values())
                        .flatMap(step -> last.at(step).map(at -> new Trace.Mark(step, at)).stream())
                        .sorted((a, b) -> a.at().compareTo(b.at()))
                        .toList();
        var rows = new ArrayList<Row>();
        var from = Duration.ZERO;
        for (var mark : reached) {
            var all = sorted(talk, trace -> trace.at(mark.step()));
            rows.add(
                    new Row(
                            mark.step(),
                            from,
                            mark.at(),
                            percentile(all, 50),
                            percentile(all, 95)));
            from = mark.at();
        }
        return new Waterfall(List.copyOf(rows), talk.size());
    }

    /// Of the last turn: until something was heard, or until it was made, where nothing was heard.
    Optional<Duration> firstSound() {
        return at(Step.FIRST_HEARD).or(() -> at(Step.FIRST_AUDIO));
    }

    /// Of the last turn: until a voice could begin.
    Optional<Duration> firstClause() {
        return at(Step.FIRST_CLAUSE);
    }

    private Optional<Duration> at(Step step) {
        return rows.stream().filter(row -> row.step() == step).map(Row::at).findFirst();
    }

    /// The time the last row ends.
    Duration total() {
        return rows.isEmpty() ? Duration.ZERO : rows.getLast().at();
    }

    private static List<Duration> sorted(
            List<Trace> talk, Function<Trace, Optional<Duration>> time) {
        return talk.stream().map(time).flatMap(Optional::stream).sorted().toList();
    }

    /// Nearest rank: the smallest time that at least so many percent of the turns kept to.
    static Duration percentile(List<Duration> sorted, int percent) {
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
