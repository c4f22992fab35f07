package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.util.List;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.job.Progress;

/// Takes files and folders into a corpus: question-and-answer tables (CSV, JSON, JSONL), texts
/// (TXT, Markdown), sound and video with a sidecar. First [#preview], which stores nothing; then
/// [#add].
public final class Importer {
    /// What a file seems to be.
    ///
    /// @param what `answers`, `document`, `recording` or `refused`
    /// @param count answers or passages found
    /// @param note one sentence: what is wrong or worth knowing, or empty
    public record Found(Path file, String what, int count, String note) {}

    /// What came of an import: what was stored, and each file that was refused with its sentence.
    public record Outcome(
            int answers, int documents, int recordings, List<Found> refused, List<String> ids) {}

    private final Corpus corpus;

    public Importer(Corpus corpus) {
        this.corpus = corpus;
    }

    public List<Found> preview(List<Path> files, Progress progress) {
        throw new UnsupportedOperationException(corpus.folder().toString());
    }

    /// Stores what can be stored, file by file, each wholly or not at all.
    public Outcome add(List<Path> files, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
