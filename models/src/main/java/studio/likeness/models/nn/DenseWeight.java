package studio.likeness.models.nn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A weight kept number by number, as float32 or float16.
record DenseWeight(GraphNumbers numbers, ElementType type) implements WeightFile.Source {
    private static final int CHUNK = 1 << 20;

    @Override
    public long[] parts() {
        return new long[] {numbers.count() * type.bytes()};
    }

    @Override
    public int chunks() {
        return Math.toIntExact(Math.ceilDiv(numbers.count(), CHUNK));
    }

    @Override
    public List<WeightFile.Piece> chunk(int index) {
        long from = (long) index * CHUNK;
        var stretch = new float[(int) Math.min(CHUNK, numbers.count() - from)];
        numbers.read(from, stretch, 0, stretch.length);
        var bytes = bytes(stretch, type);
        return List.of(new WeightFile.Piece(0, from * type.bytes(), bytes));
    }

    /// Little-endian.
    static ByteBuffer bytes(float[] numbers, ElementType type) {
        var bytes =
                ByteBuffer.allocate(Math.multiplyExact(numbers.length, type.bytes()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        if (type == ElementType.FLOAT32) {
            bytes.asFloatBuffer().put(numbers);
            return bytes;
        }
        var halves = new short[numbers.length];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = Float.floatToFloat16(numbers[i]);
        }
        bytes.asShortBuffer().put(halves);
        return bytes;
    }
}
