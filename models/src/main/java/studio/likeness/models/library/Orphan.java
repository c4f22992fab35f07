package studio.likeness.models.library;

import java.nio.file.Path;
import java.util.Locale;
import studio.likeness.models.job.Words;

/// Something on the disk that nothing needs any more.
///
/// @param name of the model or download it was of, or the folder
/// @param bytes on disk
public record Orphan(Kind kind, String name, Path path, long bytes) {
    public enum Kind {
        /// A model half made by a process that is gone.
        DRAFT,
        /// Prepared copies of a model that is not there.
        COPIES,
        /// Prepared copies for another processor or another version of the runtime.
        OLD_COPIES,
        /// Models half copied to another folder.
        HALF_MOVED,
        /// What is left of models that were moved away.
        OLD_FOLDER,
        /// Files fetched for a model that is here already, or that is none.
        DOWNLOAD
    }

    /// What it is, in the program's language.
    public String sentence() {
        return Words.say("models.library.orphan." + kind.name().toLowerCase(Locale.ROOT), name);
    }
}
