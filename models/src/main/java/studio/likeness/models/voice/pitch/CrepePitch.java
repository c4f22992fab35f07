package studio.likeness.models.voice.pitch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// [Crepe] at work, with the rules of torchcrepe: the likeliest path through its bins, smoothed,
/// and no pitch where it is not sure or the sound is silent.
public final class CrepePitch implements PitchTracker {
    private static final int FRAME = 1024;
    private static final int HOP = SAMPLE_RATE_HZ / RATE;
    private static final int BATCH = 128;
    /// Bins further apart than that never follow one another.
    private static final int REACH = 12;

    private static final double THRESHOLD = 0.05;
    private static final double SILENCE_DB = -60;
    private static final double LEAST_DEVIATION = 1e-10;

    private final Session session;

    private CrepePitch(Session session) {
        this.session = session;
    }

    /// @param folder of a model that was made of a CREPE
    public static CrepePitch open(Path folder, Device device) {
        return new CrepePitch(
                Session.open(folder.resolve(PitchGraphs.CREPE), device, SessionPlan.usual()));
    }

    @Override
    public String name() {
        return "CREPE";
    }

    @Override
    public float[] track(float[] samples) {
        int count = 1 + samples.length / HOP;
        var salience = new float[count][];
        var loudness = new double[count];
        for (int from = 0; from < count; from += BATCH) {
            int batch = Math.min(BATCH, count - from);
            var frames = new float[batch * FRAME];
            for (int i = 0; i < batch; i++) {
                loudness[from + i] = frame(samples, (from + i) * HOP, frames, i * FRAME);
            }
            var found =
                    session.runFor(
                            PitchGraphs.SALIENCE,
                            Map.of("frames", new Array.Floats(frames, batch, FRAME)));
            var values = ((Array.Floats) found).values();
            for (int i = 0; i < batch; i++) {
                salience[from + i] =
                        Arrays.copyOfRange(values, i * PitchBins.COUNT, (i + 1) * PitchBins.COUNT);
            }
        }
        return hertz(salience, loudness);
    }

    /// One frame without its mean and divided by its deviation.
    ///
    /// @return its level in decibels of full scale
    private static double frame(float[] samples, int centre, float[] into, int at) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < FRAME; i++) {
            int from = centre - FRAME / 2 + i;
            float sample = from >= 0 && from < samples.length ? samples[from] : 0;
            into[at + i] = sample;
            mean += sample / (double) FRAME;
            squares += (double) sample * sample;
        }
        double variance = Math.max(0, (squares - FRAME * mean * mean) / (FRAME - 1));
        double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(variance));
        for (int i = 0; i < FRAME; i++) {
            into[at + i] = (float) ((into[at + i] - mean) / deviation);
        }
        return 10 * Math.log10(Math.max(squares / FRAME, 1e-10));
    }

    private static float[] hertz(float[][] salience, double[] loudness) {
        var bins = path(salience);
        var sure = new double[bins.length];
        var track = new double[bins.length];
        for (int t = 0; t < bins.length; t++) {
            sure[t] = loudness[t] < SILENCE_DB ? 0 : salience[t][bins[t]];
            track[t] = PitchBins.hertz(PitchBins.centsAround(salience[t], bins[t]));
        }
        var smooth = new float[bins.length];
        for (int t = 0; t < bins.length; t++) {
            double middle = median(sure, t);
            double sum = 0;
            int count = 0;
            for (int i = Math.max(0, t - 1); i <= Math.min(bins.length - 1, t + 1); i++) {
                if (median(sure, i) >= THRESHOLD) {
                    sum += track[i];
                    count++;
                }
            }
            smooth[t] = middle >= THRESHOLD ? (float) (sum / count) : 0;
        }
        return smooth;
    }

    private static double median(double[] values, int at) {
        double a = values[Math.max(0, at - 1)];
        double b = values[at];
        double c = values[Math.min(values.length - 1, at + 1)];
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /// The likeliest bins that follow one another (Viterbi).
    private static int[] path(float[][] salience) {
        int count = PitchBins.COUNT;
        var from = new int[salience.length][count];
        var scores = new double[count];
        for (int t = 0; t < salience.length; t++) {
            var chances = logs(salience[t]);
            var next = new double[count];
            for (int i = 0; i < count; i++) {
                double best = Double.NEGATIVE_INFINITY;
                for (int j = Math.max(0, i - REACH + 1); j < Math.min(count, i + REACH); j++) {
                    double score = scores[j] + (t == 0 ? 0 : change(j, i));
                    if (score > best) {
                        best = score;
                        from[t][i] = j;
                    }
                }
                next[i] = best + chances[i];
            }
            scores = next;
        }
        int at = 0;
        for (int i = 1; i < count; i++) {
            at = scores[i] > scores[at] ? i : at;
        }
        var path = new int[salience.length];
        for (int t = path.length - 1; t >= 0; t--) {
            path[t] = at;
            at = from[t][at];
        }
        return path;
    }

    /// Logarithm of how likely one bin follows another: a triangle, one in sum.
    private static double change(int from, int to) {
        double sum = 0;
        for (int i = Math.max(0, from - REACH + 1);
                i < Math.min(PitchBins.COUNT, from + REACH);
                i++) {
            sum += REACH - Math.abs(from - i);
        }
        return Math.log((REACH - Math.abs(from - to)) / sum);
    }

    /// The logarithm of the softmax, as torchcrepe takes it of what are already chances.
    private static double[] logs(float[] salience) {
        double sum = 0;
        for (float value : salience) {
            sum += Math.exp(value);
        }
        var logs = new double[salience.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = salience[i] - Math.log(sum);
        }
        return logs;
    }

    @Override
    public void close() {
        session.close();
    }
}
