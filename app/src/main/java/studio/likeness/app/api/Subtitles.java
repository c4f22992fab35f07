package studio.likeness.app.api;

import java.util.List;
import java.util.Locale;
import studio.likeness.models.speech.Transcript.Segment;

/// What was said, as players show it below a film.
final class Subtitles {
    private Subtitles() {}

    static String srt(List<Segment> segments) {
        var text = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            text.append(i + 1).append('\n').append(span(segments.get(i), ','));
        }
        return text.toString();
    }

    static String vtt(List<Segment> segments) {
        var text = new StringBuilder("WEBVTT\n\n");
        segments.forEach(segment -> text.append(span(segment, '.')));
        return text.toString();
    }

    private static String span(Segment segment, char point) {
        return clock(segment.from(), point)
                + " --> "
                + clock(segment.to(), point)
                + "\n"
                // An arrow in the text would be taken for a time.
                + segment.text().strip().replace("-->", "->")
                + "\n\n";
    }

    private static String clock(double seconds, char point) {
        long millis = Math.round(seconds * 1_000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1_000 % 60,
                point,
                millis % 1_000);
    }
}
