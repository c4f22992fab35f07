package studio.likeness.models.download;

import java.nio.file.Path;
import java.util.Map;

/// What was fetched, whole and checked.
///
/// @param sha256 of each file by its name
/// @param trusted the names whose SHA-256 nobody had told before
public record Fetched(Path folder, Map<String, String> sha256, java.util.List<String> trusted) {}
