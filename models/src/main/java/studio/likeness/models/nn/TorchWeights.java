package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
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
    private final Map<Kept, NDArray> loaded = new HashMap<>();
    private final Map<String, Optional<TorchParameters.Delta>> deltas = new HashMap<>();

    private record Kept(String name, WeightFormat format) {}

    TorchWeights(NDManager manager, TensorIndex index, WeightPlan plan, Adapter adapter) {
        this.manager = manager;
        this.index = index;
        this.plan = plan;
        this.adapter = adapter;
    }

    boolean has(String name) {
        return index.has(name);
    }

    /// As published; a matrix or a kernel with float16's rounding where the plan keeps it so.
    NDArray exact(String name) {
        return loaded(name, denseFormat(name));
    }

    private WeightFormat denseFormat(String name) {
        var shape = index.get(name).shape();
        var stem =
                name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return shape.length > 1 && plan.formatOf(stem, shape) == WeightFormat.Dense.FLOAT16
                ? WeightFormat.Dense.FLOAT16
                : WeightFormat.Dense.FLOAT32;
    }

    /// `name.weight` of linear maps (of one, of several side by side, or an embedding), with what
    /// keeping them in the plan's format does to their numbers. The first one's format decides.
    List<NDArray> asKept(List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        long out = 0;
        for (var name : names) {
            out += index.get(name + SUFFIX).shape()[0];
        }
        var first = names.getFirst();
        long in = index.get(first + SUFFIX).shape()[1];
        var format = plan.formatOf(first, new long[] {out, in});
        return names.stream().map(name -> loaded(name + SUFFIX, format)).toList();
    }

    private NDArray loaded(String name, WeightFormat format) {
        return loaded.computeIfAbsent(new Kept(name, format), _ -> load(index.get(name), format));
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
