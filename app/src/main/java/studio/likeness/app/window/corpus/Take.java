package studio.likeness.app.window.corpus;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// One attempt at an answer; it lies in the persona's `takes/` until it is kept or discarded.
///
/// @param question what it answers, as it was asked
/// @param peakDb its loudest sample, in dBFS
/// @param leftover from an earlier visit, perhaps one that ended in a crash
record Take(
        Path file, String question, Instant at, Duration length, double peakDb, boolean leftover) {}
