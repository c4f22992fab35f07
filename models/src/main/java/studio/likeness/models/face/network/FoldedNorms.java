package studio.likeness.models.face.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;

/// A checkpoint whose batch norms have become part of the convolutions before them: the kernels of
/// each output channel times `a = weight / sqrt(variance + 1e-5)`, and the bias
/// `(bias - mean) a + shift`. Closing it closes what it shows.
final class FoldedNorms implements TensorIndex {
    private final TensorIndex source;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /// @param layers those whose norms are folded, by name
    FoldedNorms(TensorIndex source, Map<String, Layer> layers) {
        this.source = source;
        source.names().forEach(name -> tensors.put(name, source.get(name)));
        layers.forEach(this::fold);
    }

    private void fold(String at, Layer layer) {
        var norm = Layer.norm(at);
        if (!source.has(norm + ".running_var")) {
            return;
        }
        var factors = factors(norm);
        var kernels = source.get(Layer.convolution(at) + ".weight");
        var bias = source.get(Layer.convolution(at) + ".bias");
        long area = (long) layer.kernel() * layer.kernel();
        long stride = layer.kind() == Layer.Kind.TRANSPOSED ? area : area * layer.in();
        tensors.put(kernels.name(), new Folded(kernels, scaled(kernels, factors, stride)));
        tensors.put(bias.name(), new Folded(bias, made(shifted(bias, norm, factors))));
        tensors.keySet().removeIf(name -> name.startsWith(norm + "."));
    }

    private double[] factors(String norm) {
        var weight = source.get(norm + ".weight").floats();
        var variance = source.get(norm + ".running_var").floats();
        var factors = new double[weight.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = Layer.factor(weight[i], variance[i]);
        }
        return factors;
    }

    private float[] shifted(Tensor bias, String norm, double[] factors) {
        var values = bias.floats();
        var mean = source.get(norm + ".running_mean").floats();
        var shift = source.get(norm + ".bias").floats();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((values[i] - (double) mean[i]) * factors[i] + shift[i]);
        }
        return values;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    @Override
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    @Override
    public void close() {
        source.close();
    }

    /// @param stride numbers from one channel's to the next one's
    private static Reading scaled(Tensor kernels, double[] factors, long stride) {
        return (from, into, at, count) -> {
            kernels.read(from, into, at, count);
            for (int i = 0; i < count; i++) {
                int channel = (int) ((from + i) / stride % factors.length);
                into[at + i] = (float) (into[at + i] * factors[channel]);
            }
        };
    }

    private static Reading made(float[] values) {
        return (from, into, at, count) -> {
            Objects.checkFromIndexSize(from, count, (long) values.length);
            System.arraycopy(values, (int) from, into, at, count);
        };
    }

    /// As [Tensor#read] gives numbers.
    private interface Reading {
        void read(long from, float[] into, int at, int count);
    }

    /// @param source which it stands for
    private record Folded(Tensor source, Reading numbers) implements Tensor {
        @Override
        public String name() {
            return source.name();
        }

        @Override
        public long[] shape() {
            return source.shape();
        }

        @Override
        public DType type() {
            return DType.F32;
        }

        @Override
        public long bytes() {
            return source.elements() * DType.F32.bytes();
        }

        @Override
        public void read(long from, float[] into, int at, int count) {
            numbers.read(from, into, at, count);
        }
    }
}
