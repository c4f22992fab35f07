package studio.likeness.models.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Tensors one after another along the first dimension.
record JoinedRows(String name, List<Tensor> parts) implements Tensor {
    JoinedRows {
        parts = List.copyOf(parts);
        var first = parts.getFirst().shape();
        for (var part : parts) {
            var shape = part.shape();
            if (shape.length != first.length
                    || !Arrays.equals(shape, 1, shape.length, first, 1, first.length)) {
                throw new IllegalArgumentException(
                        "expected rows like %s, found %s"
                                .formatted(Arrays.toString(first), Arrays.toString(shape)));
            }
        }
    }

    @Override
    public long[] shape() {
        var shape = parts.getFirst().shape();
        shape[0] = parts.stream().mapToLong(part -> part.shape()[0]).sum();
        return shape;
    }

    /// Of the parts, or float32 where they differ.
    @Override
    public DType type() {
        var first = parts.getFirst().type();
        return parts.stream().allMatch(part -> part.type() == first) ? first : DType.F32;
    }

    @Override
    public String storage() {
        return parts.getFirst().storage();
    }

    @Override
    public long bytes() {
        return parts.stream().mapToLong(Tensor::bytes).sum();
    }

    @Override
    public void read(long from, float[] into, int at, int count) {
        Objects.checkFromIndexSize(from, (long) count, elements());
        long start = 0;
        int done = 0;
        for (var part : parts) {
            long here = from + done - start;
            if (done < count && here < part.elements()) {
                int some = (int) Math.min(count - done, part.elements() - here);
                part.read(here, into, at + done, some);
                done += some;
            }
            start += part.elements();
        }
    }
}
