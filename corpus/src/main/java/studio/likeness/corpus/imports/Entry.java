package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// One answer as a file gives it, checked.
///
/// @param recording the reply as sound or video, not yet probed
record Entry(
        Place place,
        List<String> questions,
        String reply,
        String language,
        String topic,
        Optional<LocalDate> date,
        Optional<Path> recording) {
    Entry {
        questions = List.copyOf(questions);
    }
}
