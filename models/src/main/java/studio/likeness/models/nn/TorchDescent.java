package studio.likeness.models.nn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;

/// Learns a network's weights: AdamW (Loshchilov and Hutter 2019), where only matrices decay. The
/// same steps from the same weights give the same weights. Not thread-safe.
public final class TorchDescent implements AutoCloseable {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.98;
    private static final double LONGEST_GRADIENT = 1;

    /// What is to become small.
    public interface Loss {
        /// A single number, `[]` or `[1]`, out of the weights that are learnt and constants.
        <T> T of(Ops<T> ops);
    }

    /// A weight and what it is now.
    ///
    /// @param values row-major; changed by each step
    public record Learnt(float[] values, long... shape) {
        boolean isMatrix() {
            return shape.length > 1;
        }
    }

    private record Moments(float[] mean, float[] square) {}

    /// What the steps so far have left behind beside the weights, so that a later run goes on as if
    /// it had not been stopped.
    ///
    /// @param steps that were made
    /// @param means of each weight's gradients
    /// @param squares of each weight's gradients, their means
    public record State(int steps, Map<String, float[]> means, Map<String, float[]> squares) {}

    private final Map<String, Learnt> weights;
    private final double decay;
    private final Map<String, Moments> moments = new HashMap<>();
    private final TorchOps family;
    private int steps;

    /// @param start by the full published name
    /// @param decay how much of a matrix each step takes away, times the rate
    public TorchDescent(Map<String, Learnt> start, double decay) {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(start));
        this.decay = decay;
        family =
                TorchOps.onProcessor(
                        new Nothing(), WeightPlan.all(WeightFormat.Dense.FLOAT32), Adapter.none());
    }

    /// All that the network has is learnt, so nothing is stored.
    private record Nothing() implements TensorIndex {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public Optional<Tensor> find(String name) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    /// What a network may ask for the names of stored weights: there are none.
    public TensorIndex stored() {
        return new Nothing();
    }

    /// In the order they were given.
    public Map<String, Learnt> weights() {
        return weights;
    }

    /// A copy.
    public State state() {
        var means = new LinkedHashMap<String, float[]>();
        var squares = new LinkedHashMap<String, float[]>();
        moments.forEach(
                (name, moment) -> {
                    means.put(name, moment.mean.clone());
                    squares.put(name, moment.square.clone());
                });
        return new State(steps, means, squares);
    }

    /// Goes on from there; the weights are those it was begun with.
    public void resume(State state) {
        steps = state.steps;
        moments.clear();
        state.means.forEach(
                (name, mean) -> {
                    var square = Objects.requireNonNull(state.squares.get(name), name);
                    moments.put(name, new Moments(mean.clone(), square.clone()));
                });
    }

    /// One step downhill.
    ///
    /// @return the loss before it
    public double step(Loss loss, double rate) {
        var gradients = new LinkedHashMap<String, float[]>();
        double lost;
        try (var arrays = family.manager().newSubManager()) {
            var given = new LinkedHashMap<String, NDArray>();
            weights.forEach(
                    (name, weight) -> {
                        var array = arrays.create(weight.values, new Shape(weight.shape));
                        array.setRequiresGradient(true);
                        given.put(name, array);
                    });
            try (var ops = family.step(new TorchParameters(given, Map.of(), List.of()));
                    var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                var result = loss.of(ops);
                collector.backward(result);
                lost = result.toFloatArray()[0];
            }
            given.forEach((name, array) -> gradients.put(name, array.getGradient().toFloatArray()));
        }
        descend(gradients, rate);
        return lost;
    }

    private void descend(Map<String, float[]> gradients, double rate) {
        steps++;
        double squared = 0;
        for (var gradient : gradients.values()) {
            for (float g : gradient) {
                squared += (double) g * g;
            }
        }
        float shrunk = (float) Math.min(1, LONGEST_GRADIENT / Math.sqrt(squared + 1e-12));
        gradients.forEach((name, gradient) -> descend(name, gradient, shrunk, rate));
    }

    private void descend(String name, float[] gradient, float shrunk, double rate) {
        var weight = Objects.requireNonNull(weights.get(name), name);
        var values = weight.values;
        var moment =
                moments.computeIfAbsent(
                        name, _ -> new Moments(new float[values.length], new float[values.length]));
        double meanScale = rate / (1 - Math.pow(FIRST, steps));
        double squareScale = 1 / (1 - Math.pow(SECOND, steps));
        double kept = weight.isMatrix() ? 1 - rate * decay : 1;
        for (int i = 0; i < values.length; i++) {
            float g = gradient[i] * shrunk;
            moment.mean[i] += (float) (1 - FIRST) * (g - moment.mean[i]);
            moment.square[i] += (float) (1 - SECOND) * (g * g - moment.square[i]);
            double by =
                    meanScale * moment.mean[i] / (Math.sqrt(moment.square[i] * squareScale) + 1e-8);
            values[i] = (float) (kept * values[i] - by);
        }
    }

    @Override
    public void close() {
        family.close();
    }
}
