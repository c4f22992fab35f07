package studio.likeness.app.doctor;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// What `nvidia-smi` tells of the first card.
///
/// @param name empty when there is no card or no driver
record NvidiaCard(String name, String driver, long totalMegabytes, long freeMegabytes) {
    private static final NvidiaCard NONE = new NvidiaCard("", "", 0, 0);
    private static final int PATIENCE_SECONDS = 10;

    boolean found() {
        return !name.isEmpty();
    }

    static NvidiaCard ofThisMachine() {
        try {
            var asked =
                    new ProcessBuilder(
                                    "nvidia-smi",
                                    "--query-gpu=name,driver_version,memory.total,memory.free",
                                    "--format=csv,noheader,nounits")
                            .redirectErrorStream(true)
                            .start();
            try (var answer = asked.inputReader()) {
                var first = answer.readLine();
                return asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                                && asked.exitValue() == 0
                                && first != null
                        ? parse(first)
                        : NONE;
            } finally {
                asked.destroy();
            }
        } catch (IOException _) {
            // No such program: no driver.
            return NONE;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }

    static NvidiaCard parse(String line) {
        var parts = line.split("\\s*,\\s*", -1);
        try {
            return parts.length == 4
                    ? new NvidiaCard(
                            parts[0],
                            parts[1],
                            Long.parseLong(parts[2].strip()),
                            Long.parseLong(parts[3].strip()))
                    : NONE;
        } catch (NumberFormatException _) {
            // Some cards answer [N/A].
            return new NvidiaCard(parts[0], parts[1], 0, 0);
        }
    }
}
