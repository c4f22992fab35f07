package studio.likeness.app.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.conversation.Clauses;
import studio.likeness.app.conversation.WrappedSession;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;

/// A session of which each answer is measured, and none is longer than so many tokens.
final class WatchedSession extends WrappedSession {
    private final int longest;
    private final List<Written> seen;

    /// An answer as the model wrote it, whether or not it was let say that.
    ///
    /// @param prompt tokens
    /// @param unread those of them that it read for this answer
    /// @param firstPiece from the call to the first text
    /// @param firstClause from the call to the end of its first clause; of its whole answer, where
    ///     that had no other end
    record Written(int prompt, int unread, Duration firstPiece, Duration firstClause) {}

    /// @param seen where what was measured goes
    WatchedSession(ChatSession session, int longest, List<Written> seen) {
        super(session);
        this.longest = longest;
        this.seen = seen;
    }

    @Override
    public Answer generate(
            List<Message> messages, Sampling sampling, Limits limits, TextStream.Listener listener)
            throws InterruptedException {
        int beginning = unread(messages.subList(0, messages.size() - 1));
        int all = tokens(messages);
        int last = all - tokens(messages.subList(0, messages.size() - 1));
        long began = System.nanoTime();
        var pieces = new ArrayList<Duration>();
        var clauses = new ArrayList<Duration>();
        var cutter = new Clauses();
        var watching =
                new TextStream.Listener(
                        piece -> {
                            pieces.add(since(began));
                            if (!cutter.add(piece).isEmpty()) {
                                clauses.add(since(began));
                            }
                            listener.said().accept(piece);
                        },
                        listener.thought());
        var shorter =
                new Limits(
                        Math.min(longest, limits.maxTokens()), limits.stops(), limits.thinking());
        try {
            return super.generate(messages, sampling, shorter, watching);
        } finally {
            // A guard may have ended it.
            var end = since(began);
            seen.add(
                    new Written(
                            all,
                            Math.min(all, beginning + last),
                            first(pieces).orElse(end),
                            first(clauses).orElse(end)));
        }
    }

    private static Optional<Duration> first(List<Duration> times) {
        return times.stream().findFirst();
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
