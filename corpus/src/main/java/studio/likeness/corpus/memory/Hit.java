package studio.likeness.corpus.memory;

import java.time.LocalDate;
import java.util.Optional;

/// Something memory found.
///
/// @param id the answer's, or the document's
/// @param text the reply, or the passage
/// @param source for people: the document's title, or the answer's first question
/// @param score 0 to 1, comparable between searches
public record Hit(
        Kind kind,
        String id,
        String text,
        String source,
        String language,
        Optional<LocalDate> date,
        double score) {
    public enum Kind {
        ANSWER,
        PASSAGE
    }
}
