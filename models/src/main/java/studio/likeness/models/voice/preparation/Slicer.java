package studio.likeness.models.voice.preparation;

import java.util.ArrayList;
import java.util.List;

/// Cuts a recording at its pauses, where each is quietest, and leaves out what of long pauses
/// nobody needs. The algorithm and its terms are those of audio-slicer, which GPT-SoVITS and
/// so-vits-svc prepare their data with.
///
/// @param thresholdDb below which it is silent, full scale being 0
/// @param minLengthMillis of a piece, so that no cut is made sooner
/// @param minIntervalMillis of a pause at which is cut
/// @param hopMillis how fine
/// @param maxSilenceMillis how much of a pause stays at a piece's ends
public record Slicer(
        double thresholdDb,
        int minLengthMillis,
        int minIntervalMillis,
        int hopMillis,
        int maxSilenceMillis) {
    /// As GPT-SoVITS sets it.
    public static final Slicer CLONING = new Slicer(-34, 4000, 300, 10, 500);

    /// As so-vits-svc sets it.
    public static final Slicer CONVERSION = new Slicer(-30, 5000, 300, 20, 5000);

    /// @param from first sample
    /// @param to behind the last; may lie beyond the recording's end by less than a hop
    public record Piece(int from, int to) {}

    private record Pause(int from, int to) {}

    /// In samples, in order.
    public List<Piece> slice(float[] samples, int sampleRateHz) {
        return new Run(samples, sampleRateHz).pieces();
    }

    private final class Run {
        private final int hop;
        private final int minLength;
        private final int minInterval;
        private final int maxSilence;
        private final double[] rms;
        private final List<Pause> pauses = new ArrayList<>();
        private int pieceFrom;

        Run(float[] samples, int rate) {
            double interval = rate * minIntervalMillis / 1000.0;
            hop = (int) Math.rint(rate * hopMillis / 1000.0);
            minLength = (int) Math.rint(rate * minLengthMillis / 1000.0 / hop);
            minInterval = (int) Math.rint(interval / hop);
            maxSilence = (int) Math.rint(rate * maxSilenceMillis / 1000.0 / hop);
            rms = rms(samples, (int) Math.min(Math.rint(interval), 4.0 * hop));
        }

        /// Of frames centred on every hop; what lies outside is silent.
        private double[] rms(float[] samples, int window) {
            var rms = new double[1 + (samples.length + 2 * (window / 2) - window) / hop];
            for (int t = 0; t < rms.length; t++) {
                int from = t * hop - window / 2;
                double sum = 0;
                for (int i = Math.max(0, from); i < Math.min(samples.length, from + window); i++) {
                    sum += (double) samples[i] * samples[i];
                }
                rms[t] = Math.sqrt(sum / window);
            }
            return rms;
        }

        List<Piece> pieces() {
            findPauses();
            var pieces = new ArrayList<Piece>();
            int from = 0;
            for (var pause : pauses) {
                if (pause.from() > from || (from > 0 && pause.from() == from)) {
                    pieces.add(new Piece(from * hop, pause.from() * hop));
                }
                from = pause.to();
            }
            if (from < rms.length) {
                pieces.add(new Piece(from * hop, rms.length * hop));
            }
            return pieces;
        }

        private void findPauses() {
            double threshold = Math.pow(10, thresholdDb / 20);
            int silentFrom = -1;
            for (int t = 0; t < rms.length; t++) {
                if (rms[t] < threshold) {
                    silentFrom = silentFrom < 0 ? t : silentFrom;
                } else if (silentFrom >= 0) {
                    boolean leading = silentFrom == 0 && t > maxSilence;
                    boolean between = t - silentFrom >= minInterval && t - pieceFrom >= minLength;
                    if (leading || between) {
                        pause(silentFrom, t);
                    }
                    silentFrom = -1;
                }
            }
            if (silentFrom >= 0 && rms.length - silentFrom >= minInterval) {
                int last = Math.min(rms.length, silentFrom + maxSilence);
                pauses.add(new Pause(quietest(silentFrom, last), rms.length + 1));
            }
        }

        private void pause(int from, int to) {
            boolean first = from == 0;
            Pause pause;
            if (to - from <= maxSilence) {
                int cut = quietest(from, to);
                pause = new Pause(first ? 0 : cut, cut);
            } else {
                int left = quietest(from, from + maxSilence);
                int right = quietest(to - maxSilence, to);
                pause = new Pause(first ? 0 : left, right);
                if (!first && to - from <= 2 * maxSilence) {
                    int cut = quietest(to - maxSilence, from + maxSilence);
                    pause = new Pause(Math.min(left, cut), Math.max(right, cut));
                }
            }
            pauses.add(pause);
            pieceFrom = pause.to();
        }

        /// @param to included
        private int quietest(int from, int to) {
            int best = from;
            for (int t = from; t <= Math.min(to, rms.length - 1); t++) {
                best = rms[t] < rms[best] ? t : best;
            }
            return best;
        }
    }
}
