package studio.likeness.app.api;

import java.time.Duration;
import java.util.regex.Pattern;

/// How long a model stays ready after an answer.
///
/// @param length zero to let go of it at once
record KeepAlive(Duration length) {
    static final KeepAlive USUAL = new KeepAlive(Duration.ofMinutes(5));

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");

    /// As Ollama writes it: seconds as a number, or `5m`, `1h30m`; negative means for as long as
    /// the studio runs.
    static KeepAlive of(Fields body) {
        var value = body.node().path("keep_alive");
        if (value.isMissingNode() || value.isNull()) {
            return USUAL;
        }
        if (value.isNumber()) {
            return seconds(value.doubleValue());
        }
        var text = value.isTextual() ? value.textValue().strip() : "";
        if (text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return seconds(Double.parseDouble(text));
        }
        if (text.startsWith("-")) {
            return new KeepAlive(LONGEST);
        }
        var parts = PART.matcher(text);
        double seconds = 0;
        int end = 0;
        while (parts.find() && parts.start() == end) {
            seconds += Double.parseDouble(parts.group(1)) * unit(parts.group(2));
            end = parts.end();
        }
        if (text.isEmpty() || end != text.length()) {
            throw body.wrong("keep_alive", "seconds, or a duration such as 5m");
        }
        return seconds(seconds);
    }

    private static double unit(String name) {
        return switch (name) {
            case "ms" -> 1e-3;
            case "s" -> 1;
            case "m" -> 60;
            default -> 3600;
        };
    }

    private static KeepAlive seconds(double seconds) {
        double bounded = Math.min(seconds, (double) LONGEST.toSeconds());
        return new KeepAlive(bounded < 0 ? LONGEST : Duration.ofMillis(Math.round(bounded * 1000)));
    }

    boolean none() {
        return length.isZero();
    }
}
