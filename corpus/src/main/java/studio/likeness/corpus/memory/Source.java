package studio.likeness.corpus.memory;

import java.util.List;
import java.util.Optional;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Document;

/// Where a memory learns what there is to remember. Thread-safe.
interface Source {
    /// Grows with every change.
    long revision();

    List<Answer> answers();

    Optional<Answer> answer(String id);

    List<Document> documents();

    static Source of(Corpus corpus) {
        return new Source() {
            @Override
            public long revision() {
                return corpus.revision();
            }

            @Override
            public List<Answer> answers() {
                return corpus.answers();
            }

            @Override
            public Optional<Answer> answer(String id) {
                return corpus.answer(id);
            }

            @Override
            public List<Document> documents() {
                return corpus.documents();
            }
        };
    }
}
