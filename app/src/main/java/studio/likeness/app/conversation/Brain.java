package studio.likeness.app.conversation;

/// Decides what to answer. What was said before comes with each question, so that a brain may serve
/// several talks.
public interface Brain extends AutoCloseable {
    /// Where the words of a reply go, in pieces of any size, as they are written.
    @FunctionalInterface
    interface Pen {
        void write(String piece) throws InterruptedException;
    }

    /// Called once per turn, on the brain's stage. First decides, then writes. A [Source#RECORDED]
    /// reply writes nothing: its recording speaks.
    ///
    /// @return the reply with its whole text
    Reply answer(Question question, Listener decided, Pen pen) throws InterruptedException;

    /// Told as soon as source and memory are known, before the first piece. The text of a
    /// [Source#GENERATED] reply is still empty then.
    @FunctionalInterface
    interface Listener {
        void decided(Reply reply) throws InterruptedException;
    }

    @Override
    void close();
}
