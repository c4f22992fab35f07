package studio.likeness.models.download;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/// A file to fetch.
///
/// @param name where it goes below the download's folder, with `/`; never outside it
/// @param bytes where it is known
/// @param sha256 64 hexadecimal digits, where it is known; else the first download is trusted, and
///     that is said
public record Wanted(URI source, String name, OptionalLong bytes, Optional<String> sha256) {}
