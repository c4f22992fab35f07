package studio.likeness.corpus.memory;

import java.util.List;

/// Turns texts into directions; texts that mean much the same point the same way. Thread-safe.
public interface Embedder {
    /// Of the model: directions of different models cannot be compared, so the index is made anew
    /// when it changes.
    String id();

    /// How many numbers a direction has.
    int size();

    /// @return of length one
    float[] query(String text);

    /// @return each of length one
    List<float[]> passages(List<String> texts);
}
