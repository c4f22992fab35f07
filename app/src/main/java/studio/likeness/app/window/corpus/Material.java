package studio.likeness.app.window.corpus;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import studio.likeness.corpus.imports.Importer;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Media;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.job.Progress;

/// A persona's material as this tab needs it. Called off the FX thread.
interface Material {
    List<Answer> answers();

    List<Document> documents();

    /// A draft with the identifier of an answer replaces it.
    Answer put(Answer.Draft draft);

    void remove(Collection<String> ids);

    void restore(Collection<String> ids);

    Media addMedia(Path file, Provenance provenance);

    Path file(Media media);

    /// Where takes lie until they are kept or discarded.
    Path takes();

    /// @return ends it
    AutoCloseable onChange(Runnable listener);

    List<Importer.Found> preview(List<Path> files, Progress progress);

    Importer.Outcome add(List<Path> files, Progress progress);
}
