package studio.likeness.corpus.memory;

import java.util.List;
import studio.likeness.corpus.store.Corpus;

/// A persona's memory: a Lucene index of answers and passages under `memory/`, rebuilt from the
/// store when it is missing, damaged, of another version or behind. Thread-safe.
public final class Memory implements AutoCloseable {
    private Memory() {}

    public static Memory open(Corpus corpus) {
        throw new UnsupportedOperationException(corpus.folder().toString());
    }

    /// `zh` or `en`, by its script.
    public static String languageOf(String text) {
        throw new UnsupportedOperationException(text);
    }

    /// Answers and passages that speak of it, best first.
    public List<Hit> search(String text, int limit) {
        throw new UnsupportedOperationException();
    }

    /// Whether a recorded answer fits a question, or passages speak of it, or nothing is known.
    public Selection select(String question) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
