package studio.likeness.corpus.store;

import java.nio.file.Path;

/// Something on disk that is not as it should be. Nothing is repaired or deleted in secret.
///
/// @param where the file or folder
/// @param sentence what is wrong and what to do, in the program's language
public record Problem(Path where, String sentence) {}
