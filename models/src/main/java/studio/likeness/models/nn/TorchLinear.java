package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.List;

/// Linear maps for [TorchOps], with what adapters add to them.
final class TorchLinear {
    private final TorchViews views;
    private final TorchStepWeights weights;

    TorchLinear(TorchViews views, TorchStepWeights weights) {
        this.views = views;
        this.weights = weights;
    }

    NDArray linear(NDArray x, List<String> names) {
        var maps = weights.maps(names);
        var parts = new ArrayList<NDArray>();
        for (int i = 0; i < maps.size(); i++) {
            parts.add(linearOf(x, names.get(i), maps.get(i)));
        }
        return views.concat(-1, parts);
    }

    private NDArray linearOf(NDArray x, String name, NDArray map) {
        var bias = name + ".bias";
        var result =
                weights.has(bias)
                        ? Linear.linear(x, map, weights.weight(bias)).singletonOrThrow()
                        : Linear.linear(x, map).singletonOrThrow();
        for (var delta : weights.deltas(name)) {
            result = result.add(change(x, delta));
        }
        return result;
    }

    private NDArray change(NDArray x, TorchParameters.Delta delta) {
        var inner = Linear.linear(x, weights.here(delta.a())).singletonOrThrow();
        return Linear.linear(inner, weights.here(delta.b()))
                .singletonOrThrow()
                .mul(delta.scaling());
    }

    /// @param ids integers
    NDArray embedding(NDArray ids, String name) {
        var table = weights.maps(List.of(name)).getFirst();
        return Embedding.embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
    }

    NDArray head(NDArray x, String name, String embedding) {
        var owner = weights.has(name + ".weight") ? name : embedding;
        return linearOf(x, name, weights.maps(List.of(owner)).getFirst());
    }
}
