package studio.likeness.models.checkpoint;

/// The same tensor under another name.
record Renamed(String name, Tensor source) implements Tensor {
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
    public long elements() {
        return source.elements();
    }

    @Override
    public void read(long from, float[] into, int at, int count) {
        source.read(from, into, at, count);
    }

    @Override
    public long[] longs() {
        return source.longs();
    }
}
