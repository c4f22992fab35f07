package studio.likeness.corpus.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A text for memory, split into passages.
///
/// @param language `zh` or `en`
public record Document(
        String id,
        String title,
        String language,
        Optional<LocalDate> date,
        List<Passage> passages,
        Provenance provenance) {
    public Document {
        passages = List.copyOf(passages);
    }

    /// One to a few sentences that make sense alone, in the order of the document.
    public record Passage(String id, String text) {}

    public record Draft(
            String title,
            String language,
            Optional<LocalDate> date,
            List<String> passages,
            Provenance provenance) {}
}
