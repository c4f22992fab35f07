package studio.likeness.app.conversation;

/// Decides what to answer.
public interface Brain extends AutoCloseable {
    /// Where the words of a reply go, clause by clause, as they are written.
    @FunctionalInterface
    interface Pen {
        void write(String clause) throws InterruptedException;
    }

    /// Called once per turn, on the brain's stage. First decides, then writes. A [Source#RECORDED]
    /// reply writes no clauses: its recording speaks.
    Reply answer(String heard, Listener decided, Pen pen) throws InterruptedException;

    /// Told as soon as source and memory are known, before the first clause.
    @FunctionalInterface
    interface Listener {
        void decided(Reply reply) throws InterruptedException;
    }

    @Override
    void close();
}
