package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;

/// A checkpoint's weights as arrays, each read once and kept until the manager closes: floats as
/// float32 (libtorch's bfloat16 aborts the JVM here), integers as int64.
final class TorchWeights {
    /// Numbers read at a time, so that a large weight is never twice in the Java heap.
    private static final int CHUNK = 1 << 20;

    private static final String SUFFIX = ".weight";

    private final NDManager manager;
    private final TensorIndex index;
    private final WeightPlan plan;
    private final Adapter adapter;
    private final Map<String, NDArray> exact = new HashMap<>();
    private final Map<String, NDArray> asKept = new HashMap<>();
    private final Map<String, Optional<TorchParameters.Delta>> deltas = new HashMap<>();

    TorchWeights(NDManager manager, TensorIndex index, WeightPlan plan, Adapter adapter) {
        this.manager = manager;
        this.index = index;
        this.plan = plan;
        this.adapter = adapter;
    }

    boolean has(String name) {
        return index.has(name);
    }

    /// As published.
    NDArray exact(String name) {
        return exact.computeIfAbsent(name, _ -> load(index.get(name), WeightFormat.Dense.FLOAT32));
    }

    /// `name.weight` of a linear map or an embedding, with what keeping it in the plan's format
    /// does to its numbers.
    NDArray asKept(String name) {
        var tensor = index.get(name + SUFFIX);
        return switch (plan.formatOf(name, tensor.shape())) {
            case WeightFormat.Dense format when format == WeightFormat.Dense.FLOAT32 ->
                    exact(name + SUFFIX);
            case WeightFormat format -> asKept.computeIfAbsent(name, _ -> load(tensor, format));
        };
    }

    /// The change that the adapter in force makes to a linear map.
    Optional<TorchParameters.Delta> delta(String name) {
        return deltas.computeIfAbsent(name, this::readDelta);
    }

    private Optional<TorchParameters.Delta> readDelta(String name) {
        return adapter.of(name)
                .map(
                        d -> {
                            int in = d.a().length / d.rank();
                            int out = d.b().length / d.rank();
                            return new TorchParameters.Delta(
                                    manager.create(d.a(), new Shape(d.rank(), in)),
                                    manager.create(d.b(), new Shape(out, d.rank())),
                                    d.scaling());
                        });
    }

    private NDArray load(Tensor tensor, WeightFormat format) {
        var shape = new Shape(tensor.shape());
        if (tensor.type().isInteger()) {
            return manager.create(tensor.longs(), shape);
        }
        int row = Math.toIntExact(shape.dimension() == 0 ? 1 : shape.tail());
        int rows = Math.max(1, CHUNK / Math.max(1, row));
        long total = tensor.elements();
        var array = manager.create(new Shape(total), DataType.FLOAT32);
        for (long from = 0; from < total; from += (long) rows * row) {
            var part = new float[(int) Math.min((long) rows * row, total - from)];
            tensor.read(from, part, 0, part.length);
            TorchRounding.round(part, row, format);
            try (var piece = manager.create(part)) {
                array.set(new NDIndex().addSliceDim(from, from + part.length), piece);
            }
        }
        try (array) {
            return array.reshape(shape);
        }
    }
}
