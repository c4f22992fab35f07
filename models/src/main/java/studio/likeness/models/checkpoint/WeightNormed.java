package studio.likeness.models.checkpoint;

import java.util.Objects;
import studio.likeness.models.job.StudioException;

/// A weight kept as direction `v` and length `g` (Salimans and Kingma 2016): `w = g v / |v|`, the
/// length taken along all dimensions but the one that `g` has.
final class WeightNormed implements Tensor {
    private static final int CHUNK = 1 << 15;

    private final String name;
    private final Tensor v;
    private final Tensor g;
    private final long steps;
    private final long stride;
    private float[] factors = {};

    WeightNormed(String name, Tensor g, Tensor v) {
        this.name = name;
        this.g = g;
        this.v = v;
        var shape = v.shape();
        long[] lengths = g.shape();
        int axis = 0;
        for (int i = lengths.length - 1; i >= 0; i--) {
            if (lengths[i] != 1) {
                axis = i;
            }
        }
        steps = g.elements();
        boolean along =
                lengths.length == shape.length
                        && lengths[axis] == shape[axis]
                        && lengths[axis] == steps;
        if (steps != 1 && !along) {
            throw new StudioException("models.checkpoint.misfit", Quote.of(name));
        }
        long inner = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            inner *= shape[i];
        }
        stride = inner;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long[] shape() {
        return v.shape();
    }

    @Override
    public DType type() {
        return v.type();
    }

    @Override
    public long bytes() {
        return v.bytes();
    }

    @Override
    public void read(long from, float[] into, int at, int count) {
        Objects.checkFromIndexSize(from, (long) count, v.elements());
        var scale = factors();
        v.read(from, into, at, count);
        for (int i = 0; i < count; i++) {
            into[at + i] *= scale[(int) ((from + i) / stride % steps)];
        }
    }

    /// g / |v|, worked out when first needed.
    private synchronized float[] factors() {
        if (factors.length == 0) {
            var squares = new double[Math.toIntExact(steps)];
            long all = v.elements();
            var some = new float[(int) Math.min(CHUNK, all)];
            for (long from = 0; from < all; from += some.length) {
                int count = (int) Math.min(some.length, all - from);
                v.read(from, some, 0, count);
                for (int i = 0; i < count; i++) {
                    squares[(int) ((from + i) / stride % steps)] += (double) some[i] * some[i];
                }
            }
            var lengths = g.floats();
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = (float) (lengths[i] / Math.sqrt(squares[i]));
            }
            factors = lengths;
        }
        return factors;
    }
}
