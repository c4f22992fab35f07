package studio.likeness.models.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// The processor as far as it matters to number crunching.
final class ProcessorKind {
    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final Pattern VECTORS = Pattern.compile("(avx|amx|fma|f16c|sse4|ssse3).*");

    private ProcessorKind() {}

    /// Threads that share one step well: two on one core get in each other's way.
    static int cores() {
        return cores(description(), Runtime.getRuntime().availableProcessors());
    }

    /// @param logical what this process may use, of which there may be fewer than are described
    static int cores(List<String> cpuinfo, int logical) {
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

    /// Eight letters and digits, the same for processors with the same vector instructions.
    static String name() {
        return name(description());
    }

    static String name(List<String> cpuinfo) {
        var kind =
                instructions(cpuinfo)
                        .orElseGet(
                                () ->
                                        System.getProperty("os.arch")
                                                + System.getenv("PROCESSOR_IDENTIFIER"));
        var crc = new CRC32();
        crc.update(kind.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }

    private static Optional<String> instructions(List<String> cpuinfo) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(
                        line ->
                                Arrays.stream(line.split("\\s+"))
                                        .filter(flag -> VECTORS.matcher(flag).matches())
                                        .collect(Collectors.toCollection(TreeSet::new))
                                        .toString());
    }

    /// Empty where there is none to read, as on Windows.
    private static List<String> description() {
        try {
            return Files.exists(LINUX) ? Files.readAllLines(LINUX) : List.of();
        } catch (IOException _) {
            return List.of(); // only the better answers are missing
        }
    }
}
