package studio.likeness.models.checkpoint;

/// A tensor with a number added to all of it.
record Shifted(String name, Tensor source, float shift) implements Tensor {
    @Override
    public long[] shape() {
        return source.shape();
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
        return source.bytes();
    }

    @Override
    public void read(long from, float[] into, int at, int count) {
        source.read(from, into, at, count);
        for (int i = at; i < at + count; i++) {
            into[i] += shift;
        }
    }
}
