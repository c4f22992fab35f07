package studio.likeness.corpus.imports;

import java.util.List;
import studio.likeness.corpus.store.Document;

/// What a file turned out to hold.
sealed interface Content {
    record Answers(List<Entry> entries) implements Content {}

    record Text(Document.Draft draft) implements Content {}
}
