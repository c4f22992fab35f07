package studio.likeness.models.library;

import java.util.Locale;

/// Sizes for people, in decimal units as disks are sold: `348 MB`, `1.2 GB`.
public final class ByteCount {
    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;

    private ByteCount() {}

    public static String say(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        if (bytes < MEGA) {
            return Math.round(bytes / 1e3) + " kB";
        }
        if (bytes < 10 * MEGA) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
        }
        return bytes < GIGA ? Math.round(bytes / MEGA) + " MB" : gigabytes(bytes) + " GB";
    }

    /// Without the unit, for `4.2 of 16 GB`; nothing is said to take no room at all.
    static String gigabytes(long bytes) {
        double gigabytes = bytes == 0 ? 0 : Math.max(0.1, bytes / GIGA);
        return String.format(Locale.ROOT, gigabytes < 99.95 ? "%.1f" : "%.0f", gigabytes);
    }
}
