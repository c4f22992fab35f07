package studio.likeness.models.catalogue;

import java.net.URI;
import java.util.List;
import studio.likeness.models.download.Wanted;

/// Something the studio can use, if the user wants to have it.
///
/// @param id lower-case letters, digits, `-` and `.`
/// @param name as its publisher writes it
/// @param page where a person can read about it
/// @param purpose what the studio does with it
/// @param family as the Recognizer names it; empty for a runtime
/// @param parameters 0 when it has none or it is not known
/// @param files to fetch; those of an entry that cannot be fetched without an account are empty,
///     and the page says how to get it
public record Entry(
        String id,
        String name,
        URI page,
        Purpose purpose,
        String family,
        long parameters,
        Licence licence,
        List<Wanted> files) {
    /// What it is for.
    public enum Purpose {
        LANGUAGE_MODEL,
        TEXT_EMBEDDING,
        SPEECH_RECOGNITION,
        VOICE,
        FACE,
        RUNTIME
    }

    /// In plain words.
    ///
    /// @param name as published (`apache-2.0`)
    /// @param terms a key of the words that tells what it allows
    public record Licence(String name, String terms) {}

    public Entry {
        files = List.copyOf(files);
    }

    /// Of all files; 0 when not known.
    public long bytes() {
        return files.stream().mapToLong(file -> file.bytes().orElse(0)).sum();
    }
}
