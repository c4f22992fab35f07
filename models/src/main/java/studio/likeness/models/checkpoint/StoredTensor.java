package studio.likeness.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Plain numbers in a mapped file, rows one after another or with strides (torch keeps transposed
/// tensors as they were).
final class StoredTensor implements Tensor {
    private final String name;
    private final DType type;
    private final long[] shape;
    private final long[] strides;
    private final boolean rowMajor;
    private final MemorySegment numbers;
    private final long elements;

    /// @param numbers from the tensor's first number on; its bounds have been checked
    StoredTensor(String name, DType type, long[] shape, long[] strides, MemorySegment numbers) {
        this.name = name;
        this.type = type;
        this.shape = shape.clone();
        this.strides = strides.clone();
        this.rowMajor = Shapes.isRowMajor(shape, strides);
        this.numbers = numbers;
        this.elements = Shapes.elements(shape).orElseThrow();
    }

    StoredTensor(String name, DType type, long[] shape, MemorySegment numbers) {
        this(name, type, shape, Shapes.rowMajor(shape), numbers);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public DType type() {
        return type;
    }

    @Override
    public long bytes() {
        return elements * type.bytes();
    }

    @Override
    public long elements() {
        return elements;
    }

    @Override
    public void read(long from, float[] into, int at, int count) {
        Objects.checkFromIndexSize(from, (long) count, elements);
        Objects.checkFromIndexSize(at, count, into.length);
        if (rowMajor) {
            Numbers.read(type, numbers, from * type.bytes(), into, at, count);
            return;
        }
        var walk = new Walk(from);
        for (int i = 0; i < count; i++) {
            Numbers.read(type, numbers, walk.next() * type.bytes(), into, at + i, 1);
        }
    }

    @Override
    public long[] longs() {
        if (!type.isInteger()) {
            return Tensor.super.longs();
        }
        var all = new long[Math.toIntExact(elements)];
        var walk = new Walk(0);
        for (int i = 0; i < all.length; i++) {
            all[i] = Numbers.whole(type, numbers, walk.next() * type.bytes());
        }
        return all;
    }

    /// Goes through the tensor in row-major order and says where each number lies.
    private final class Walk {
        private final long[] index;
        private long place;

        Walk(long from) {
            index = new long[shape.length];
            long rest = from;
            for (int i = shape.length - 1; i >= 0; i--) {
                index[i] = shape[i] == 0 ? 0 : rest % shape[i];
                rest = shape[i] == 0 ? 0 : rest / shape[i];
                place += index[i] * strides[i];
            }
        }

        long next() {
            long now = place;
            for (int i = shape.length - 1; i >= 0; i--) {
                place += strides[i];
                if (++index[i] < shape[i]) {
                    break;
                }
                place -= shape[i] * strides[i];
                index[i] = 0;
            }
            return now;
        }
    }
}
