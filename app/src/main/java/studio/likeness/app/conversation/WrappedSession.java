package studio.likeness.app.conversation;

import java.util.List;
import java.util.OptionalDouble;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;

/// A session around another, which answers all that a subclass does not answer itself. Closing it
/// closes that one.
public abstract class WrappedSession implements ChatSession {
    private final ChatSession session;

    protected WrappedSession(ChatSession session) {
        this.session = session;
    }

    @Override
    public Answer generate(
            List<Message> messages, Sampling sampling, Limits limits, TextStream.Listener listener)
            throws InterruptedException {
        return session.generate(messages, sampling, limits, listener);
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
