package studio.likeness.models.training;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.nn.TorchDescent.Learnt;

/// Weights that are being learnt, as if they lay in a file.
record LearntTensors(Map<String, Learnt> weights) implements TensorIndex {
    private record Kept(String name, Learnt weight) implements Tensor {
        @Override
        public long[] shape() {
            return weight.shape();
        }

        @Override
        public DType type() {
            return DType.F32;
        }

        @Override
        public long bytes() {
            return 4L * weight.values().length;
        }

        @Override
        public void read(long from, float[] into, int at, int count) {
            System.arraycopy(weight.values(), Math.toIntExact(from), into, at, count);
        }
    }

    @Override
    public Set<String> names() {
        return weights.keySet();
    }

    @Override
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(weights.get(name)).map(weight -> new Kept(name, weight));
    }

    @Override
    public void close() {}
}
