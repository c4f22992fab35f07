package studio.likeness.models.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process holds in memory, as Linux counts it.
final class Resident {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Resident() {}

    /// Not files: what the machine would have to swap. 0 where it cannot be told.
    static long anonymousBytes() {
        return read("RssAnon:");
    }

    static long peakBytes() {
        return read("VmHWM:");
    }

    private static long read(String field) {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(field))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
