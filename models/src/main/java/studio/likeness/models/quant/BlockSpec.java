package studio.likeness.models.quant;

/// How a row is cut into blocks of few bits ([NBits]).
///
/// @param bits 4 or 8
/// @param block numbers per block: a power of two from 16 on
/// @param symmetric without zero points: the middle code is zero
/// @param refined scales (and zero points) chosen to make the squared error small, not by the
///     extremes alone
public record BlockSpec(int bits, int block, boolean symmetric, boolean refined) {
    public BlockSpec {
        if ((bits != 4 && bits != 8) || block < 16 || Integer.bitCount(block) != 1) {
            throw new IllegalArgumentException(
                    "expected 4 or 8 bits and a block of 16, 32, 64…, found " + bits + "/" + block);
        }
    }

    /// The largest code: 15 or 255.
    int top() {
        return (1 << bits) - 1;
    }

    /// The code that stands for zero where there are no zero points.
    int middle() {
        return 1 << (bits - 1);
    }

    /// Blocks that a row of `in` numbers takes; the last may be partly padding.
    public int blocks(int in) {
        return Math.ceilDiv(in, block);
    }

    /// Bytes of one row's codes.
    public int rowBytes(int in) {
        return Math.multiplyExact(blocks(in), block / 8 * bits);
    }

    /// Bytes of one row's zero points; 0 when symmetric.
    public int zeroPointBytes(int in) {
        return symmetric ? 0 : bits == 4 ? Math.ceilDiv(blocks(in), 2) : blocks(in);
    }
}
