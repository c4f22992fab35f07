package studio.likeness.models.checkpoint;

import java.util.Arrays;

/// A tensor that still lies in its file: nothing is read before it is asked for. Valid while its
/// [TensorIndex] is open; safe for several threads.
public interface Tensor {
    /// As published, for example `model.layers.0.mlp.up_proj.weight`.
    String name();

    /// Outermost dimension first, as torch prints it (GGUF's order is turned round).
    long[] shape();

    DType type();

    /// What the file calls the type, for people: `BF16`, `Q4_K`.
    default String storage() {
        return type().name();
    }

    /// Bytes it takes in the file.
    long bytes();

    default long elements() {
        return Arrays.stream(shape()).reduce(1, Math::multiplyExact);
    }

    /// Decodes `count` numbers, row-major from element `from`, to float32.
    ///
    /// @throws IndexOutOfBoundsException when the range leaves the tensor or the array
    void read(long from, float[] into, int at, int count);

    /// The whole of a small tensor.
    default float[] floats() {
        var all = new float[Math.toIntExact(elements())];
        read(0, all, 0, all.length);
        return all;
    }

    /// The whole of a small integer tensor, exactly.
    default long[] longs() {
        var floats = floats();
        var all = new long[floats.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (long) floats[i];
        }
        return all;
    }
}
