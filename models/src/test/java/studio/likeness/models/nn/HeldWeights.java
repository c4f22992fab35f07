package studio.likeness.models.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;

/// A checkpoint in memory.
final class HeldWeights implements TensorIndex {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Random random = new Random(7);

    private record Held(String name, long[] shape, float[] values) implements Tensor {
        @Override
        public DType type() {
            return DType.F32;
        }

        @Override
        public long bytes() {
            return 4L * values.length;
        }

        @Override
        public void read(long from, float[] into, int at, int count) {
            System.arraycopy(values, Math.toIntExact(from), into, at, count);
        }
    }

    HeldWeights put(String name, float[] values, long... shape) {
        tensors.put(name, new Held(name, shape, values));
        return this;
    }

    /// Numbers between -0.5 and 0.5, the same in every run.
    HeldWeights random(String name, long... shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        var values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return put(name, values, shape);
    }

    float[] floats(String name) {
        return get(name).floats().clone();
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    @Override
    public void close() {}
}
