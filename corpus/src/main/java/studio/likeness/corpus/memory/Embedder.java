package studio.likeness.corpus.memory;

/// Turns a text into a direction; texts that mean much the same point the same way. Thread-safe.
public interface Embedder {
    /// How many numbers [#embed] gives.
    int size();

    /// @return of length one
    float[] embed(String text);
}
