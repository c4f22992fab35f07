package studio.likeness.app.window.persona;

import java.util.List;
import java.util.OptionalDouble;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;

/// A session that remembers how quickly its last answer was written.
final class Stopwatch implements ChatSession {
    private final ChatSession session;
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
        this.session = session;
        this.reading = reading;
    }

    @Override
    public Answer generate(
            List<Message> messages, Sampling sampling, Limits limits, TextStream.Listener listener)
            throws InterruptedException {
        var answer = session.generate(messages, sampling, limits, listener);
        reading.tokensPerSecond = answer.figures().tokensPerSecond();
        return answer;
    }

    @Override
    public int context() {
        return session.context();
    }

    @Override
    public int tokens(List<Message> messages) {
        return session.tokens(messages);
    }

    @Override
    public void read(List<Message> beginning) throws InterruptedException {
        session.read(beginning);
    }

    @Override
    public int unread(List<Message> beginning) {
        return session.unread(beginning);
    }

    @Override
    public OptionalDouble readingSpeed() {
        return session.readingSpeed();
    }

    @Override
    public Sampling recommended() {
        return session.recommended();
    }

    @Override
    public void close() {
        session.close();
    }
}
