package studio.likeness.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import studio.likeness.models.quant.GgmlType;

/// A GGUF tensor in blocks. Rows are whole blocks, so the flattened tensor is too.
final class BlockTensor implements Tensor {
    /// Blocks decoded at a time: some 16 KB of the file.
    private static final int CHUNK = 128;

    private final String name;
    private final GgmlType kind;
    private final long[] shape;
    private final MemorySegment blocks;
    private final long elements;

    BlockTensor(String name, GgmlType kind, long[] shape, MemorySegment blocks) {
        this.name = name;
        this.kind = kind;
        this.shape = shape.clone();
        this.blocks = blocks;
        this.elements = Shapes.elements(shape).orElseThrow();
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
        return DType.BLOCKS;
    }

    @Override
    public String storage() {
        return kind.name();
    }

    @Override
    public long bytes() {
        return blocks.byteSize();
    }

    @Override
    public long elements() {
        return elements;
    }

    @Override
    public void read(long from, float[] into, int at, int count) {
        Objects.checkFromIndexSize(from, (long) count, elements);
        Objects.checkFromIndexSize(at, count, into.length);
        int size = kind.block();
        var raw = new byte[Math.min(CHUNK, count / size + 2) * kind.bytes()];
        int done = 0;
        int before = (int) (from % size);
        if (before > 0) {
            done = Math.min(count, size - before);
            part(raw, from / size, before, into, at, done);
        }
        while (count - done >= size) {
            int some = Math.min(raw.length / kind.bytes(), (count - done) / size);
            copy(raw, (from + done) / size, some);
            kind.decode(raw, 0, into, at + done, some);
            done += some * size;
        }
        if (done < count) {
            part(raw, (from + done) / size, 0, into, at + done, count - done);
        }
    }

    private void part(byte[] raw, long block, int from, float[] into, int at, int count) {
        var whole = new float[kind.block()];
        copy(raw, block, 1);
        kind.decode(raw, 0, whole, 0, 1);
        System.arraycopy(whole, from, into, at, count);
    }

    private void copy(byte[] raw, long block, int count) {
        MemorySegment.copy(
                blocks, ValueLayout.JAVA_BYTE, block * kind.bytes(), raw, 0, count * kind.bytes());
    }
}
