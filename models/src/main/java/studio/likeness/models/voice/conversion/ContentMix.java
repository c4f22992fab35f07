package studio.likeness.models.voice.conversion;

import java.util.Arrays;

/// Draws what is said towards how the speaker has said such things: less of the other voice shines
/// through. so-vits-svc's two ways, over one table of the speaker's vectors.
///
/// @param vectors `[count][width]`
/// @param neighbours whose mean is taken, weighed by how near they are: 1 for the centres of
///     clusters, 8 for an index of features
public record ContentMix(float[][] vectors, int neighbours) {
    static final int CENTRES = 1;
    static final int FEATURES = 8;

    /// Frames that are compared in one pass over the table.
    private static final int BLOCK = 16;

    public ContentMix {
        if (vectors.length == 0 || neighbours < 1) {
            throw new IllegalArgumentException(
                    "expected vectors and neighbours, found %d and %d"
                            .formatted(vectors.length, neighbours));
        }
    }

    /// @param features `[width][frames]`
    /// @param share of the speaker's, 0 to 1
    /// @return `[width][frames]`
    public float[][] mixed(float[][] features, double share) {
        int width = features.length;
        if (width != vectors[0].length) {
            throw new IllegalArgumentException(
                    "expected %d numbers a frame, found %d".formatted(vectors[0].length, width));
        }
        int frames = features[0].length;
        var mixed = new float[width][frames];
        for (int from = 0; from < frames; from += BLOCK) {
            int count = Math.min(BLOCK, frames - from);
            var rows = new float[count][width];
            for (int t = 0; t < count; t++) {
                for (int i = 0; i < width; i++) {
                    rows[t][i] = features[i][from + t];
                }
            }
            var distances = distances(rows);
            for (int t = 0; t < count; t++) {
                var near = near(distances[t]);
                for (int i = 0; i < width; i++) {
                    mixed[i][from + t] = (float) (share * near[i] + (1 - share) * rows[t][i]);
                }
            }
        }
        return mixed;
    }

    /// Squares of the distances, `[frames][count]`.
    private float[][] distances(float[][] rows) {
        var distances = new float[rows.length][vectors.length];
        for (int k = 0; k < vectors.length; k++) {
            var vector = vectors[k];
            for (int t = 0; t < rows.length; t++) {
                distances[t][k] = distance(rows[t], vector);
            }
        }
        return distances;
    }

    /// In four sums, because one waits for itself.
    private static float distance(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            float d0 = a[i] - b[i];
            float d1 = a[i + 1] - b[i + 1];
            float d2 = a[i + 2] - b[i + 2];
            float d3 = a[i + 3] - b[i + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; i < a.length; i++) {
            float d = a[i] - b[i];
            s0 += d * d;
        }
        return s0 + s1 + s2 + s3;
    }

    private double[] near(float[] distances) {
        int count = Math.min(neighbours, distances.length);
        var best = new int[count];
        Arrays.fill(best, -1);
        for (int k = 0; k < distances.length; k++) {
            int at = count;
            while (at > 0 && (best[at - 1] < 0 || distances[k] < distances[best[at - 1]])) {
                at--;
            }
            if (at < count) {
                System.arraycopy(best, at, best, at + 1, count - at - 1);
                best[at] = k;
            }
        }
        var mean = new double[vectors[0].length];
        double weights = 0;
        for (int k : best) {
            // The published rule is one over the square of FAISS's distance, itself a square.
            double weight = 1 / Math.pow(Math.max(distances[k], 1e-6), 2);
            weights += weight;
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weight * vectors[k][i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= weights;
        }
        return mean;
    }
}
