package studio.likeness.corpus.store;

import java.time.Duration;

/// An immutable original in a persona's media folder.
///
/// @param sha256 64 hexadecimal digits; its file is `media/<sha256>.<extension>`
/// @param kind `sound`, `video` or `picture`
/// @param synthetic true when a machine made it; such a recording carries the AI label wherever it
///     goes
public record Media(
        String sha256,
        String extension,
        String kind,
        Duration length,
        long bytes,
        boolean synthetic,
        Provenance provenance) {}
