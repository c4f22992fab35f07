package studio.likeness.models.checkpoint;

import java.util.Objects;

/// Some rows of a tensor, in an order of their own.
record GatheredRows(String name, Tensor source, int[] rows) implements Tensor {
    GatheredRows {
        long all = source.shape().length == 0 ? 0 : source.shape()[0];
        for (int row : rows) {
            Objects.checkIndex((long) row, all);
        }
    }

    @Override
    public long[] shape() {
        var shape = source.shape();
        shape[0] = rows.length;
        return shape;
    }

    @Override
    public DType type() {
        return source.type();
    }

    @Override
    public String storage() {
        return source.storage();
    }

    @Override
    public long bytes() {
        return source.bytes() / source.shape()[0] * rows.length;
    }

    @Override
    public void read(long from, float[] into, int at, int count) {
        Objects.checkFromIndexSize(from, (long) count, elements());
        long width = source.elements() / source.shape()[0];
        int done = 0;
        while (done < count) {
            int row = (int) ((from + done) / width);
            long column = (from + done) % width;
            // neighbours that were neighbours are read at once
            int last = row;
            while (last + 1 < rows.length
                    && rows[last + 1] == rows[last] + 1
                    && (last + 1 - row) * width - column < count - done) {
                last++;
            }
            int some = (int) Math.min(count - done, (last + 1 - row) * width - column);
            source.read(rows[row] * width + column, into, at + done, some);
            done += some;
        }
    }
}
