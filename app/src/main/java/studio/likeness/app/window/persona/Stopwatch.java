package studio.likeness.app.window.persona;

import java.util.List;
import java.util.OptionalDouble;
import studio.likeness.app.conversation.WrappedSession;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;

/// A session that remembers how quickly its last answer was written.
final class Stopwatch extends WrappedSession {
    private final Reading reading;

    /// What it showed; another thread reads it.
    static final class Reading {
        private volatile double tokensPerSecond;

        /// Empty where fewer than two tokens were written.
        OptionalDouble tokensPerSecond() {
            double now = tokensPerSecond;
            return now > 0 ? OptionalDouble.of(now) : OptionalDouble.empty();
        }
    }

    Stopwatch(ChatSession session, Reading reading) {
        super(session);
        this.reading = reading;
    }

    @Override
    public Answer generate(
            List<Message> messages, Sampling sampling, Limits limits, TextStream.Listener listener)
            throws InterruptedException {
        var answer = super.generate(messages, sampling, limits, listener);
        reading.tokensPerSecond = answer.figures().tokensPerSecond();
        return answer;
    }
}
