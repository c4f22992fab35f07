package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.util.List;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Media;
import studio.likeness.corpus.store.Provenance;

/// What an import needs of a corpus.
interface Sink {
    List<Answer> answers();

    List<Document> documents();

    /// All or none.
    List<Answer> put(List<Answer.Draft> drafts);

    Document add(Document.Draft draft);

    Media addMedia(Path file, boolean synthetic, Provenance provenance);

    static Sink of(Corpus corpus) {
        return new Sink() {
            @Override
            public List<Answer> answers() {
                return corpus.answers();
            }

            @Override
            public List<Document> documents() {
                return corpus.documents();
            }

            @Override
            public List<Answer> put(List<Answer.Draft> drafts) {
                return corpus.put(drafts);
            }

            @Override
            public Document add(Document.Draft draft) {
                return corpus.add(draft);
            }

            @Override
            public Media addMedia(Path file, boolean synthetic, Provenance provenance) {
                return corpus.addMedia(file, synthetic, provenance);
            }
        };
    }
}
