package studio.likeness.app.window;

import java.time.Duration;

/// Lengths of time in words: `84 ms`, `7.2 s`, `3 min 5 s`.
public final class Spans {
    private Spans() {}

    public static String say(Texts texts, Duration span) {
        long millis = span.toMillis();
        if (millis < 1000) {
            return texts.now("app.window.span.ms", millis);
        }
        if (millis < 10_000) {
            return texts.now("app.window.span.tenths", millis / 1000.0);
        }
        long seconds = span.toSeconds();
        if (seconds < 60) {
            return texts.now("app.window.span.s", seconds);
        }
        return seconds < 3600
                ? texts.now("app.window.span.min", seconds / 60, seconds % 60)
                : texts.now("app.window.span.h", seconds / 3600, seconds % 3600 / 60);
    }
}
