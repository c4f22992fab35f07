package studio.likeness.models.runtime;

/// A conversation's keys and values on the device. Used on the session's thread.
interface KvCache extends AutoCloseable {
    /// Keys in it, a prefix counted.
    int length();

    /// Binds it for a run that reads some more tokens.
    void prepare(int tokens);

    /// The run has succeeded.
    void advance(int tokens);

    /// Forgets all but the first keys.
    void keep(int length);

    @Override
    void close();
}
