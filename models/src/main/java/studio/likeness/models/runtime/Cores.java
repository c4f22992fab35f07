package studio.likeness.models.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/// How many threads share one step well: two on one core get in each other's way.
final class Cores {
    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private Cores() {}

    static int count() {
        int logical = Runtime.getRuntime().availableProcessors();
        try {
            return Files.exists(LINUX) ? count(Files.readAllLines(LINUX), logical) : logical;
        } catch (IOException _) {
            return logical; // only the better answer is missing
        }
    }

    /// @param logical what this process may use, of which there may be fewer than are described
    static int count(List<String> cpuinfo, int logical) {
        var cores = new HashSet<String>();
        var socket = "";
        for (var line : cpuinfo) {
            if (line.startsWith("physical id")) {
                socket = line;
            } else if (line.startsWith("core id")) {
                cores.add(socket + line);
            }
        }
        return cores.isEmpty() ? logical : Math.min(cores.size(), logical);
    }
}
