package studio.likeness.models.voice.pitch;

import java.util.ArrayList;
import java.util.List;
import org.jtransforms.fft.FloatFFT_1D;

/// The pitch by how alike a sound is to itself a period later (Boersma 1993; "pm" in so-vits-svc):
/// needs no network, so it is always there. Of each moment's candidates the path is taken that is
/// strong and leaps little.
public final class AutocorrelationPitch implements PitchTracker {
    private static final int HOP = SAMPLE_RATE_HZ / RATE;
    /// Three periods of the lowest pitch.
    private static final int WINDOW = (int) (3 * SAMPLE_RATE_HZ / LOWEST_HZ);

    private static final int FFT = 2048;
    private static final int MOST = 15;

    private static final double VOICING = 0.6;
    private static final double SILENCE = 0.03;
    private static final double OCTAVE = 0.01;
    private static final double OCTAVE_JUMP = 0.35;
    private static final double VOICE_CHANGE = 0.14;

    private final FloatFFT_1D fft = new FloatFFT_1D(FFT);
    private final float[] window = new float[WINDOW];
    private final float[] ofWindow;

    public AutocorrelationPitch() {
        for (int i = 0; i < WINDOW; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / WINDOW));
        }
        ofWindow = likeness(window);
    }

    /// @param hertz 0 for none
    private record Candidate(double hertz, double strength) {}

    @Override
    public String name() {
        return "autocorrelation";
    }

    @Override
    public float[] track(float[] samples) {
        double loudest = 0;
        for (float sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        var moments = new ArrayList<List<Candidate>>();
        for (int t = 0; t <= samples.length / HOP; t++) {
            moments.add(candidates(samples, t * HOP - WINDOW / 2, loudest));
        }
        return path(moments);
    }

    private List<Candidate> candidates(float[] samples, int from, double loudest) {
        var frame = new float[WINDOW];
        double mean = 0;
        for (int i = 0; i < WINDOW; i++) {
            frame[i] = from + i >= 0 && from + i < samples.length ? samples[from + i] : 0;
            mean += frame[i] / (double) WINDOW;
        }
        double peak = 0;
        for (int i = 0; i < WINDOW; i++) {
            frame[i] -= (float) mean;
            peak = Math.max(peak, Math.abs(frame[i]));
            frame[i] *= window[i];
        }
        double relative = loudest > 0 ? peak / loudest : 0;
        double unvoiced = VOICING + Math.max(0, 2 - relative * (1 + VOICING) / SILENCE);
        var found = new ArrayList<Candidate>();
        found.add(new Candidate(0, unvoiced));
        if (peak > 0) {
            addPeaks(likeness(frame), found);
        }
        return found;
    }

    private void addPeaks(float[] likeness, List<Candidate> found) {
        int shortest = (int) (SAMPLE_RATE_HZ / HIGHEST_HZ);
        int longest = (int) (SAMPLE_RATE_HZ / LOWEST_HZ);
        var r = new double[longest + 2];
        for (int lag = 0; lag < r.length; lag++) {
            r[lag] = likeness[lag] / Math.max(ofWindow[lag], 1e-6);
        }
        for (int lag = Math.max(2, shortest); lag <= longest && found.size() < MOST; lag++) {
            if (r[lag] > 0.5 * VOICING && r[lag] > r[lag - 1] && r[lag] >= r[lag + 1]) {
                // A parabola through the three: its top lies between samples.
                double curve = 2 * r[lag] - r[lag - 1] - r[lag + 1];
                double slope = 0.5 * (r[lag + 1] - r[lag - 1]);
                double at = lag + (curve > 0 ? slope / curve : 0);
                double top = r[lag] + (curve > 0 ? 0.5 * slope * slope / curve : 0);
                double hertz = SAMPLE_RATE_HZ / at;
                double strength = Math.min(top, 1 / top) + OCTAVE * log2(hertz / LOWEST_HZ);
                if (hertz >= LOWEST_HZ && hertz <= HIGHEST_HZ) {
                    found.add(new Candidate(hertz, strength));
                }
            }
        }
    }

    /// By how much a windowed frame is like itself later, 1 for no time later.
    private float[] likeness(float[] frame) {
        var packed = new float[FFT];
        System.arraycopy(frame, 0, packed, 0, frame.length);
        fft.realForward(packed);
        packed[0] *= packed[0];
        packed[1] *= packed[1];
        for (int k = 1; k < FFT / 2; k++) {
            packed[2 * k] = packed[2 * k] * packed[2 * k] + packed[2 * k + 1] * packed[2 * k + 1];
            packed[2 * k + 1] = 0;
        }
        fft.realInverse(packed, true);
        var likeness = new float[WINDOW];
        for (int lag = 0; lag < WINDOW; lag++) {
            likeness[lag] = packed[lag] / packed[0];
        }
        return likeness;
    }

    /// The best way through all moments (Viterbi).
    private static float[] path(List<List<Candidate>> moments) {
        var from = new ArrayList<int[]>();
        double[] scores = {};
        List<Candidate> before = List.of();
        for (var now : moments) {
            var best = new double[now.size()];
            var came = new int[now.size()];
            for (int i = 0; i < best.length; i++) {
                best[i] = before.isEmpty() ? 0 : Double.NEGATIVE_INFINITY;
                for (int j = 0; j < before.size(); j++) {
                    double score = scores[j] - cost(before.get(j), now.get(i));
                    if (score > best[i]) {
                        best[i] = score;
                        came[i] = j;
                    }
                }
                best[i] += now.get(i).strength();
            }
            from.add(came);
            scores = best;
            before = now;
        }
        int at = 0;
        for (int i = 1; i < scores.length; i++) {
            at = scores[i] > scores[at] ? i : at;
        }
        var track = new float[moments.size()];
        for (int t = track.length - 1; t >= 0; t--) {
            track[t] = (float) moments.get(t).get(at).hertz();
            at = from.get(t)[at];
        }
        return track;
    }

    private static double cost(Candidate a, Candidate b) {
        if (a.hertz() == 0 || b.hertz() == 0) {
            return a.hertz() == b.hertz() ? 0 : VOICE_CHANGE;
        }
        return OCTAVE_JUMP * Math.abs(log2(a.hertz() / b.hertz()));
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
