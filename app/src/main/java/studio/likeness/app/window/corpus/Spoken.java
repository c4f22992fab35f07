package studio.likeness.app.window.corpus;

import java.time.Duration;

/// How figures are written for people.
final class Spoken {
    private Spoken() {}

    /// `0:12`, or `0:00.4` under a second.
    static String length(Duration length) {
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return String.format(java.util.Locale.ROOT, "0:00.%d", length.toMillis() / 100);
        }
        long seconds = Math.round(length.toMillis() / 1000.0);
        return String.format(java.util.Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
