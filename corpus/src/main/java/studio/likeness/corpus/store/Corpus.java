package studio.likeness.corpus.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One persona's material. Thread-safe; every change is on disk when its method returns. Removing
/// hides rows, so that it can be undone with [#restore].
public final class Corpus implements AutoCloseable {
    private Corpus() {}

    public Persona persona() {
        throw new UnsupportedOperationException();
    }

    /// The persona's folder.
    public Path folder() {
        throw new UnsupportedOperationException();
    }

    /// Grows with every change; memory compares it with what it has indexed.
    public long revision() {
        throw new UnsupportedOperationException();
    }

    /// Called after every change, on the changing thread.
    public AutoCloseable onChange(Runnable listener) {
        throw new UnsupportedOperationException();
    }

    public List<Answer> answers() {
        throw new UnsupportedOperationException();
    }

    public Optional<Answer> answer(String id) {
        throw new UnsupportedOperationException();
    }

    public Answer put(Answer.Draft draft) {
        return put(List.of(draft)).getFirst();
    }

    /// All or none.
    public List<Answer> put(List<Answer.Draft> drafts) {
        throw new UnsupportedOperationException();
    }

    public List<Document> documents() {
        throw new UnsupportedOperationException();
    }

    public Document add(Document.Draft draft) {
        throw new UnsupportedOperationException();
    }

    /// Removes answers and documents by identifier; unknown ones are refused.
    public void remove(Collection<String> ids) {
        throw new UnsupportedOperationException();
    }

    public void restore(Collection<String> ids) {
        throw new UnsupportedOperationException();
    }

    /// Copies a file into the media folder under its SHA-256. The same bytes are kept once.
    public Media addMedia(Path file, boolean synthetic, Provenance provenance) {
        throw new UnsupportedOperationException();
    }

    public Optional<Media> media(String sha256) {
        throw new UnsupportedOperationException();
    }

    /// Where a medium's bytes are.
    public Path file(Media media) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
