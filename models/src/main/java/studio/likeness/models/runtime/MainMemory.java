package studio.likeness.models.runtime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/// The processor's memory: how much the machine has, and whether it runs out.
public final class MainMemory {
    private static final System.Logger LOG = System.getLogger(MainMemory.class.getName());

    /// Of all memory: with less, the system begins to write memory to the disk.
    private static final double LEAST = 0.1;

    private static final Path LINUX = Path.of("/proc/meminfo");

    /// What could be given to programs, where Linux says so. What Java calls free leaves out what
    /// the system only keeps of files.
    private static final Pattern LINE = Pattern.compile("(MemTotal|MemAvailable):\\s+(\\d+) kB");

    private MainMemory() {}

    /// Of the whole machine; 0 when it cannot be told.
    public static long bytes() {
        return ofSystem("TotalMemorySize").orElse(0);
    }

    /// Whether too little is left for what is kept only in case it is wanted again. Where that
    /// cannot be told it is not.
    public static boolean isShort() {
        return ofLinux(LINUX).orElseGet(MainMemory::isShortBySystem);
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
        } catch (IOException _) {
            return Optional.empty(); // the system is asked in the other way
        }
        return total > 0 && left >= 0 ? Optional.of(left < LEAST * total) : Optional.empty();
    }

    private static boolean isShortBySystem() {
        var total = ofSystem("TotalMemorySize");
        var free = ofSystem("FreeMemorySize");
        return total.isPresent()
                && free.isPresent()
                && free.getAsLong() < LEAST * total.getAsLong();
    }

    /// Asked by name, because the class behind it is not in every runtime image.
    private static OptionalLong ofSystem(String attribute) {
        try {
            var bean = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            var value = ManagementFactory.getPlatformMBeanServer().getAttribute(bean, attribute);
            return value instanceof Number number
                    ? OptionalLong.of(number.longValue())
                    : OptionalLong.empty();
        } catch (JMException e) {
            LOG.log(System.Logger.Level.WARNING, "memory unknown", e);
            return OptionalLong.empty();
        }
    }
}
