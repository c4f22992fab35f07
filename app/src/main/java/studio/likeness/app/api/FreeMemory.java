package studio.likeness.app.api;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/// Whether this machine has memory left for what is kept only in case it is wanted again.
final class FreeMemory {
    /// Of all memory: with less, the system begins to write memory to the disk.
    private static final double LEAST = 0.1;

    /// What could be given to programs, where Linux says so. What Java calls free leaves out what
    /// the system only keeps of files.
    private static final Pattern LINE = Pattern.compile("(MemTotal|MemAvailable):\\s+(\\d+) kB");

    private FreeMemory() {}

    static boolean isShort() {
        return ofLinux(Path.of("/proc/meminfo")).orElseGet(FreeMemory::ofSystem);
    }

    /// @param meminfo as the kernel writes it
    /// @return empty where it does not say
    static Optional<Boolean> ofLinux(Path meminfo) {
        if (!Files.isReadable(meminfo)) {
            return Optional.empty();
        }
        long total = 0;
        long left = -1;
        try (Stream<String> lines = Files.lines(meminfo)) {
            for (var line : (Iterable<String>) lines::iterator) {
                var found = LINE.matcher(line);
                if (found.matches()) {
                    long kilobytes = Long.parseLong(found.group(2));
                    if (found.group(1).equals("MemTotal")) {
                        total = kilobytes;
                    } else {
                        left = kilobytes;
                    }
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // the system is asked in the other way
        }
        return total > 0 && left >= 0 ? Optional.of(left < LEAST * total) : Optional.empty();
    }

    /// Asked by name, because the class behind it is not in every runtime image.
    private static boolean ofSystem() {
        try {
            var bean = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            var server = ManagementFactory.getPlatformMBeanServer();
            var total = server.getAttribute(bean, "TotalMemorySize");
            var free = server.getAttribute(bean, "FreeMemorySize");
            return total instanceof Number all
                    && free instanceof Number left
                    && left.doubleValue() < LEAST * all.doubleValue();
        } catch (JMException _) {
            return false; // nobody can say; then nothing is let go before its time
        }
    }
}
