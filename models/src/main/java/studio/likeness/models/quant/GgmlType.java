package studio.likeness.models.quant;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// The number formats of GGUF files (specs/language.md section 12.1): numbers in blocks that share
/// their scales.
public enum GgmlType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q5_0(6, 32, 22),
    Q5_1(7, 32, 24),
    Q8_0(8, 32, 34),
    Q2_K(10, 256, 84),
    Q3_K(11, 256, 110),
    Q4_K(12, 256, 144),
    Q5_K(13, 256, 176),
    Q6_K(14, 256, 210),
    I8(24, 1, 1),
    I16(25, 1, 2),
    I32(26, 1, 4),
    I64(27, 1, 8),
    F64(28, 1, 8),
    BF16(30, 1, 2);

    private final int id;
    private final int block;
    private final int bytes;

    GgmlType(int id, int block, int bytes) {
        this.id = id;
        this.block = block;
        this.bytes = bytes;
    }

    /// As GGUF files number it.
    public int id() {
        return id;
    }

    /// Numbers in a block.
    public int block() {
        return block;
    }

    /// Bytes of a block.
    public int bytes() {
        return bytes;
    }

    public static Optional<GgmlType> of(int id) {
        return Arrays.stream(values()).filter(type -> type.id == id).findFirst();
    }

    /// Decodes whole blocks that begin at `from`.
    public void decode(byte[] data, int from, float[] into, int at, int blocks) {
        Objects.checkFromIndexSize(from, Math.multiplyExact(blocks, bytes), data.length);
        Objects.checkFromIndexSize(at, Math.multiplyExact(blocks, block), into.length);
        switch (this) {
            case F32, F16, BF16, F64, I8, I16, I32, I64 ->
                    Plain.decode(this, data, from, into, at, blocks);
            case Q4_0, Q4_1, Q5_0, Q5_1, Q8_0 ->
                    SmallBlocks.decode(this, data, from, into, at, blocks);
            case Q2_K, Q3_K, Q4_K, Q5_K, Q6_K -> KQuants.decode(this, data, from, into, at, blocks);
        }
    }

    /// Encodes whole blocks: F32, F16, BF16, Q4_0 and Q8_0, each number to the nearest that the
    /// block's extremes allow.
    ///
    /// @throws IllegalArgumentException for formats that are only read
    public void encode(float[] numbers, int from, byte[] into, int at, int blocks) {
        Objects.checkFromIndexSize(from, Math.multiplyExact(blocks, block), numbers.length);
        Objects.checkFromIndexSize(at, Math.multiplyExact(blocks, bytes), into.length);
        switch (this) {
            case F32, F16, BF16 -> Plain.encode(this, numbers, from, into, at, blocks);
            case Q4_0, Q8_0 -> SmallBlocks.encode(this, numbers, from, into, at, blocks);
            case Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, I8, I16, I32, I64, F64 ->
                    throw new IllegalArgumentException("not written by the studio: " + this);
        }
    }
}
