package studio.likeness.corpus.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A question, in one or more wordings, with the person's reply.
///
/// @param language `zh` or `en`
/// @param questions at least one
/// @param date when it was said or recorded, where known
/// @param recording the reply as sound or video; empty for text only
public record Answer(
        String id,
        String language,
        String topic,
        Optional<LocalDate> date,
        List<String> questions,
        String reply,
        Optional<Media> recording,
        Provenance provenance) {
    public Answer {
        questions = List.copyOf(questions);
    }

    /// What goes in; the store adds the identifier. A draft with an `id` that exists replaces that
    /// answer.
    public record Draft(
            Optional<String> id,
            String language,
            String topic,
            Optional<LocalDate> date,
            List<String> questions,
            String reply,
            Optional<Media> recording,
            Provenance provenance) {}
}
