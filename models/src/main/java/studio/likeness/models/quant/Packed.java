package studio.likeness.models.quant;

/// Rows of a weight `[out, in]` in few bits, laid out as ONNX Runtime's MatMulNBits takes them. Row
/// after row in all three arrays, so parts made for ranges of rows are simply written one after
/// another.
///
/// @param codes `[rows, blocks, block * bits / 8]`; at 4 bits the even element is the low nibble
/// @param scales `[rows, blocks]`
/// @param zeroPoints `[rows, ceil(blocks * bits / 8)]`, packed as the codes; empty when symmetric
public record Packed(
        BlockSpec spec, int rows, int in, byte[] codes, float[] scales, byte[] zeroPoints) {
    public Packed {
        if (codes.length != Math.multiplyExact(rows, spec.rowBytes(in))
                || scales.length != rows * spec.blocks(in)
                || zeroPoints.length != rows * spec.zeroPointBytes(in)) {
            throw new IllegalArgumentException(
                    "expected arrays for %d rows of %d as %s, found %d codes, %d scales, %d zero points"
                            .formatted(
                                    rows,
                                    in,
                                    spec,
                                    codes.length,
                                    scales.length,
                                    zeroPoints.length));
        }
    }

    /// Room for `rows` rows.
    public static Packed empty(BlockSpec spec, int rows, int in) {
        return new Packed(
                spec,
                rows,
                in,
                new byte[Math.multiplyExact(rows, spec.rowBytes(in))],
                new float[Math.multiplyExact(rows, spec.blocks(in))],
                new byte[Math.multiplyExact(rows, spec.zeroPointBytes(in))]);
    }

    public long bytes() {
        return codes.length + 4L * scales.length + zeroPoints.length;
    }

    int zeroPoint(int row, int block) {
        if (spec.symmetric()) {
            return spec.middle();
        }
        int at = row * spec.zeroPointBytes(in);
        if (spec.bits() == 8) {
            return zeroPoints[at + block] & 0xff;
        }
        int pair = zeroPoints[at + block / 2];
        return (block % 2 == 0 ? pair : pair >> 4) & 15;
    }

    void zeroPoint(int row, int block, int code) {
        int at = row * spec.zeroPointBytes(in);
        if (spec.bits() == 8) {
            zeroPoints[at + block] = (byte) code;
            return;
        }
        int i = at + block / 2;
        // a last nibble without a block of its own reads as the middle
        int other = block % 2 == 0 ? spec.middle() << 4 : zeroPoints[i] & 15;
        zeroPoints[i] = (byte) (block % 2 == 0 ? (other | code) : (other | (code << 4)));
    }
}
