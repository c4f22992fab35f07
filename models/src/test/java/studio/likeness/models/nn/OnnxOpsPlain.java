package studio.likeness.models.nn;

/// What the graphs are compared with: loops.
final class OnnxOpsPlain {
    private OnnxOpsPlain() {}

    /// `[rows, in]` by `[out, in]`, plus a bias where it has numbers.
    static float[] linear(float[] x, float[] weight, float[] bias, int in, int out) {
        int rows = x.length / in;
        var y = new float[rows * out];
        for (int r = 0; r < rows; r++) {
            for (int o = 0; o < out; o++) {
                double sum = bias.length == 0 ? 0 : bias[o];
                for (int i = 0; i < in; i++) {
                    sum += (double) x[r * in + i] * weight[o * in + i];
                }
                y[r * out + o] = (float) sum;
            }
        }
        return y;
    }

    static float[] rmsNorm(float[] x, float[] weight, double epsilon, double offset) {
        int width = weight.length;
        var y = new float[x.length];
        for (int row = 0; row < x.length; row += width) {
            double squares = 0;
            for (int i = 0; i < width; i++) {
                squares += x[row + i] * x[row + i];
            }
            double factor = 1 / Math.sqrt(squares / width + epsilon);
            for (int i = 0; i < width; i++) {
                y[row + i] = (float) (x[row + i] * factor * (weight[i] + offset));
            }
        }
        return y;
    }

    /// Turns `[time, heads * size]`, the first token at `start`.
    static float[] rotate(float[] x, Rotary rotary, int heads, int size, int start) {
        var y = x.clone();
        int half = rotary.frequencies().length;
        for (int t = 0; t < x.length / (heads * size); t++) {
            for (int h = 0; h < heads; h++) {
                for (int j = 0; j < half; j++) {
                    int at = (t * heads + h) * size;
                    int a = at + (rotary.interleaved() ? 2 * j : j);
                    int b = at + (rotary.interleaved() ? 2 * j + 1 : j + half);
                    double angle = (start + t) * (double) rotary.frequencies()[j];
                    double cos = Math.cos(angle) * rotary.factor();
                    double sin = Math.sin(angle) * rotary.factor();
                    y[a] = (float) (x[a] * cos - x[b] * sin);
                    y[b] = (float) (x[a] * sin + x[b] * cos);
                }
            }
        }
        return y;
    }

    /// Adds to the score of a query and a key; minus infinity hides the key.
    interface Bias {
        double of(int head, int query, int key);
    }

    /// Keys and values `[total, kvHeads * size]`, queries `[time, heads * size]`.
    static float[] attend(float[] q, float[] k, float[] v, Attention spec, Bias bias) {
        int size = spec.size();
        int heads = spec.heads();
        int kvHeads = spec.kvHeads();
        int time = q.length / (heads * size);
        int total = k.length / (kvHeads * size);
        var y = new float[q.length];
        for (int t = 0; t < time; t++) {
            for (int h = 0; h < heads; h++) {
                int kvHead = h / (heads / kvHeads);
                var scores = new double[total];
                double most = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < total; j++) {
                    double dot = 0;
                    for (int i = 0; i < size; i++) {
                        dot += q[(t * heads + h) * size + i] * k[(j * kvHeads + kvHead) * size + i];
                    }
                    scores[j] = dot * spec.scale() + bias.of(h, t, j);
                    most = Math.max(most, scores[j]);
                }
                double sum = 0;
                for (int j = 0; j < total; j++) {
                    scores[j] = Math.exp(scores[j] - most);
                    sum += scores[j];
                }
                for (int i = 0; i < size; i++) {
                    double mixed = 0;
                    for (int j = 0; j < total; j++) {
                        mixed += scores[j] / sum * v[(j * kvHeads + kvHead) * size + i];
                    }
                    y[(t * heads + h) * size + i] = (float) mixed;
                }
            }
        }
        return y;
    }

    /// Queries are the last of all tokens.
    static Bias causal(int past, Attention spec) {
        int window = spec.window().orElse(Integer.MAX_VALUE);
        return (_, query, key) ->
                key <= past + query && key > past + query - (long) window
                        ? 0
                        : Double.NEGATIVE_INFINITY;
    }
}
