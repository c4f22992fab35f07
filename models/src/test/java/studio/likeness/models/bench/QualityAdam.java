package studio.likeness.models.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// AdamW (Loshchilov and Hutter 2019) on plain arrays; only matrices decay.
final class QualityAdam {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.95;
    private static final double DECAY = 0.1;
    private static final double LONGEST_GRADIENT = 1;

    private final Map<String, float[]> means = new HashMap<>();
    private final Map<String, float[]> squares = new HashMap<>();
    private int steps;

    void step(QualityModel model, Map<String, float[]> gradients, double rate) {
        steps++;
        double squared = 0;
        for (var gradient : gradients.values()) {
            for (float g : gradient) {
                squared += (double) g * g;
            }
        }
        float shrunk = (float) Math.min(1, LONGEST_GRADIENT / Math.sqrt(squared));
        double meanScale = rate / (1 - Math.pow(FIRST, steps));
        double squareScale = 1 / (1 - Math.pow(SECOND, steps));
        gradients.forEach(
                (name, gradient) -> {
                    var tensor = Objects.requireNonNull(model.held().get(name), name);
                    float kept = (float) (tensor.isMatrix() ? 1 - rate * DECAY : 1);
                    var x = tensor.values();
                    var mean = means.computeIfAbsent(name, _ -> new float[x.length]);
                    var square = squares.computeIfAbsent(name, _ -> new float[x.length]);
                    for (int i = 0; i < x.length; i++) {
                        float g = gradient[i] * shrunk;
                        mean[i] += (float) (1 - FIRST) * (g - mean[i]);
                        square[i] += (float) (1 - SECOND) * (g * g - square[i]);
                        double by = meanScale * mean[i];
                        x[i] =
                                (float)
                                        (kept * x[i]
                                                - by / (Math.sqrt(square[i] * squareScale) + 1e-8));
                    }
                });
    }
}
