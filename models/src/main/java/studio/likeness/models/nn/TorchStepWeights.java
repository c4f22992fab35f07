package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.likeness.models.job.StudioException;

/// Weights as one forward pass sees them: a checkpoint's, but for those that something learnt
/// stands in for.
final class TorchStepWeights {
    private final NDManager manager;
    private final TorchWeights stored;
    private final TorchParameters parameters;

    /// @param manager what the pass computes lives as long
    TorchStepWeights(NDManager manager, TorchWeights stored, TorchParameters parameters) {
        this.manager = manager;
        this.stored = stored;
        this.parameters = parameters;
    }

    /// @param shape as [Ops#weight] has it
    NDArray weight(String name, long... shape) {
        var given = parameters.weights().get(name);
        var weight = given == null ? stored.exact(name) : given;
        if (shape.length > 0) {
            requireShape(name, weight.getShape(), shape);
        }
        return here(weight);
    }

    boolean has(String name) {
        return parameters.weights().containsKey(name) || stored.has(name);
    }

    /// `name.weight` of linear maps side by side, or of an embedding.
    List<NDArray> maps(List<String> names) {
        var learnt = parameters.weights();
        var fromCheckpoint =
                names.stream().filter(name -> !learnt.containsKey(name + ".weight")).toList();
        var kept = stored.asKept(fromCheckpoint).iterator();
        return names.stream()
                .map(
                        name ->
                                Optional.ofNullable(learnt.get(name + ".weight"))
                                        .orElseGet(kept::next))
                .map(this::here)
                .toList();
    }

    /// A view that dies with the pass: DJL gives results the life of their first operand, and
    /// those of a weight would never be freed.
    NDArray here(NDArray lasting) {
        var view = lasting.reshape(lasting.getShape());
        view.attach(manager);
        return view;
    }

    private static void requireShape(String name, Shape found, long... expected) {
        boolean fits = found.dimension() == expected.length;
        for (int i = 0; fits && i < expected.length; i++) {
            fits = expected[i] == -1 || expected[i] == found.get(i);
        }
        if (!fits) {
            throw new StudioException(
                    "models.nn.wrongShape",
                    name,
                    Arrays.toString(found.getShape()),
                    Arrays.toString(expected));
        }
    }

    /// What adapters add to a linear map, the one in force first.
    List<TorchParameters.Delta> deltas(String name) {
        return Stream.concat(
                        stored.delta(name).stream(),
                        Stream.ofNullable(parameters.deltas().get(name)))
                .toList();
    }

    /// Learnt keys and values that a layer sees before those of the text.
    Optional<TorchParameters.Prefix> prefix(int layer) {
        return parameters.prefixes().isEmpty()
                ? Optional.empty()
                : Optional.of(parameters.prefixes().get(layer));
    }
}
