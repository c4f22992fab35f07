package studio.likeness.app.conversation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Which clause begins when. Where nobody knows, a recording is taken to be spoken at an even pace.
final class Captions {
    private record Due(Duration at, String clause) {}

    private final Deque<Due> waiting = new ArrayDeque<>();

    private Captions() {}

    /// One clause, from a moment on.
    static Captions from(Duration at, String clause) {
        var captions = new Captions();
        captions.waiting.add(new Due(at, clause));
        return captions;
    }

    /// The clauses of a text that is spoken within a time.
    static Captions over(Duration length, String text) {
        var captions = new Captions();
        var clauses = Clauses.of(text);
        long all = Math.max(1, clauses.stream().mapToLong(String::length).sum());
        long before = 0;
        for (var clause : clauses) {
            captions.waiting.add(new Due(length.multipliedBy(before).dividedBy(all), clause));
            before += clause.length();
        }
        return captions;
    }

    /// What begins before a moment and was not given yet; empty when nothing does.
    String before(Duration end) {
        var due = waiting.peek();
        return due != null && due.at().compareTo(end) < 0 ? waiting.remove().clause() : "";
    }
}
