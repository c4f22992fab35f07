package studio.likeness.corpus.memory;

import java.util.List;
import studio.likeness.models.library.TextEmbedder;

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

    /// A model of the library. Whoever opened it closes it, after the memories that use it.
    static Embedder of(TextEmbedder model) {
        return new Embedder() {
            @Override
            public String id() {
                return model.id();
            }

            @Override
            public int size() {
                return model.size();
            }

            @Override
            public float[] query(String text) {
                return model.query(text);
            }

            @Override
            public List<float[]> passages(List<String> texts) {
                return model.passages(texts);
            }
        };
    }
}
