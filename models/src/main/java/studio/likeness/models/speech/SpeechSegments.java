package studio.likeness.models.speech;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where somebody speaks, from how likely that is in each chunk, by the rules that Silero VAD is
/// published with.
///
/// @param threshold from which speech begins
/// @param minSpeechMillis shorter ones do not count
/// @param minSilenceMillis that ends one
/// @param padMillis added on both sides
/// @param maxSpeechSeconds longer ones are cut at their longest pause; infinite for never
public record SpeechSegments(
        double threshold,
        int minSpeechMillis,
        int minSilenceMillis,
        int padMillis,
        double maxSpeechSeconds) {
    public static final SpeechSegments USUAL =
            new SpeechSegments(0.5, 250, 100, 30, Double.POSITIVE_INFINITY);

    private static final int RATE = 16_000;
    private static final int CHUNK = 512;
    /// Pauses at which a long one may be cut, in milliseconds.
    private static final int CUTTING = 98;

    /// @param from first sample
    /// @param to behind the last
    public record Segment(int from, int to) {}

    /// A pause within speech.
    private record Pause(int from, int length) {}

    /// @param chances one per 512 samples at 16 kHz
    /// @param samples of the whole sound
    public List<Segment> find(double[] chances, int samples) {
        return padded(new Run(samples).segments(chances), samples);
    }

    private final class Run {
        private final int samples;
        private final double end = Math.max(threshold - 0.15, 0.01);
        private final double minSpeech = RATE * minSpeechMillis / 1000.0;
        private final double minSilence = RATE * minSilenceMillis / 1000.0;
        private final double cutting = RATE * CUTTING / 1000.0;
        private final double longest = RATE * maxSpeechSeconds - CHUNK - 2.0 * pad();
        private final List<Segment> segments = new ArrayList<>();
        private final List<Pause> pauses = new ArrayList<>();
        private int from = -1;
        private int silentFrom;

        Run(int samples) {
            this.samples = samples;
        }

        List<Segment> segments(double[] chances) {
            for (int i = 0; i < chances.length; i++) {
                chunk(i * CHUNK, chances[i]);
            }
            if (from >= 0 && samples - from > minSpeech) {
                segments.add(new Segment(from, samples));
            }
            return segments;
        }

        private void chunk(int at, double chance) {
            if (chance >= threshold && silentFrom > 0) {
                if (at - silentFrom > cutting) {
                    pauses.add(new Pause(silentFrom, at - silentFrom));
                }
                silentFrom = 0;
            }
            if (chance >= threshold && from < 0) {
                from = at;
                return;
            }
            if (from >= 0 && at - from > longest && cut(at)) {
                return;
            }
            if (chance < end && from >= 0) {
                silentFrom = silentFrom == 0 ? at : silentFrom;
                if (at - silentFrom >= minSilence) {
                    if (silentFrom - from > minSpeech) {
                        segments.add(new Segment(from, silentFrom));
                    }
                    close(-1);
                }
            }
        }

        /// @return whether nothing is left to do with this chunk
        private boolean cut(int at) {
            if (pauses.isEmpty()) {
                segments.add(new Segment(from, at));
                close(-1);
                return true;
            }
            var pause = pauses.stream().max(Comparator.comparingInt(Pause::length)).orElseThrow();
            segments.add(new Segment(from, pause.from()));
            close(pause.from() + pause.length());
            return false;
        }

        private void close(int nextFrom) {
            from = nextFrom;
            silentFrom = 0;
            pauses.clear();
        }
    }

    private int pad() {
        return RATE * padMillis / 1000;
    }

    private List<Segment> padded(List<Segment> segments, int samples) {
        var padded = new ArrayList<Segment>();
        int from = segments.isEmpty() ? 0 : Math.max(0, segments.getFirst().from() - pad());
        for (int i = 0; i < segments.size(); i++) {
            int to = segments.get(i).to();
            int nextFrom = samples;
            if (i + 1 < segments.size()) {
                nextFrom = segments.get(i + 1).from();
                int silence = nextFrom - to;
                int share = silence < 2 * pad() ? silence / 2 : pad();
                to = Math.min(samples, to + share);
                nextFrom = Math.max(0, nextFrom - share);
            } else {
                to = Math.min(samples, to + pad());
            }
            padded.add(new Segment(from, to));
            from = nextFrom;
        }
        return List.copyOf(padded);
    }
}
