package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// One thing to import, by the look of its name.
sealed interface Item {
    Path file();

    /// A table or JSON of answers.
    record Answers(Path file) implements Item {}

    record Text(Path file) implements Item {}

    /// A sound or video, with the file beside it that has its words.
    record Recording(Path file, Optional<Path> sidecar) implements Item {}

    record Refused(Path file, StudioException why) implements Item {}
}
