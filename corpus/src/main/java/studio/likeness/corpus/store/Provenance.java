package studio.likeness.corpus.store;

import java.time.Instant;

/// Where a row comes from.
///
/// @param origin for example `file: grandma.csv, row 12`, `microphone`, `synthetic: espeak-ng 1.51`
/// @param by which part of which version of the studio made it
public record Provenance(String origin, Instant at, String by) {}
