package studio.likeness.app.window.corpus;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import studio.likeness.corpus.imports.Importer;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Media;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.job.Progress;

/// The material in the store.
final class StoredMaterial implements Material {
    private final Corpus corpus;
    private final Importer importer;

    StoredMaterial(Corpus corpus) {
        this.corpus = corpus;
        this.importer = new Importer(corpus);
    }

    @Override
    public List<Answer> answers() {
        return corpus.answers();
    }

    @Override
    public List<Document> documents() {
        return corpus.documents();
    }

    @Override
    public Answer put(Answer.Draft draft) {
        return corpus.put(draft);
    }

    @Override
    public void remove(Collection<String> ids) {
        corpus.remove(ids);
    }

    @Override
    public void restore(Collection<String> ids) {
        corpus.restore(ids);
    }

    @Override
    public Media addMedia(Path file, Provenance provenance) {
        return corpus.addMedia(file, false, provenance);
    }

    @Override
    public Path file(Media media) {
        return corpus.file(media);
    }

    @Override
    public Path takes() {
        return corpus.folder().resolve("takes");
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        return corpus.onChange(listener);
    }

    @Override
    public List<Importer.Found> preview(List<Path> files, Progress progress) {
        return importer.preview(files, progress);
    }

    @Override
    public Importer.Outcome add(List<Path> files, Progress progress) {
        return importer.add(files, progress);
    }
}
