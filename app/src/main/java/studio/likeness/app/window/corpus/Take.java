package studio.likeness.app.window.corpus;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import studio.likeness.models.signal.Levels;

/// One attempt at an answer; it lies in the persona's `takes/` until it is kept or discarded.
///
/// @param question what it answers, as it was asked
/// @param leftover from an earlier visit, perhaps one that ended in a crash
record Take(
        Path file, String question, Instant at, Duration length, Levels levels, boolean leftover) {}
