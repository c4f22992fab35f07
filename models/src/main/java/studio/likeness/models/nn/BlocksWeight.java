package studio.likeness.models.nn;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.quant.BlockSpec;
import studio.likeness.models.quant.NBits;
import studio.likeness.models.quant.Packed;

/// A weight `[out, in]` kept in blocks of few bits, as MatMulNBits takes it: codes, scales and,
/// unless symmetric, zero points.
record BlocksWeight(GraphNumbers rows, int out, int in, BlockSpec spec, ElementType scaleType)
        implements WeightFile.Source {
    private static final int CHUNK = 1 << 20;

    private int rowsPerChunk() {
        return Math.clamp(CHUNK / in, 1, out);
    }

    @Override
    public long[] parts() {
        long codes = (long) out * spec.rowBytes(in);
        long scales = (long) out * spec.blocks(in) * scaleType.bytes();
        return spec.symmetric()
                ? new long[] {codes, scales}
                : new long[] {codes, scales, (long) out * spec.zeroPointBytes(in)};
    }

    @Override
    public int chunks() {
        return Math.ceilDiv(out, rowsPerChunk());
    }

    @Override
    public List<WeightFile.Piece> chunk(int index) {
        int first = index * rowsPerChunk();
        int count = Math.min(rowsPerChunk(), out - first);
        var numbers = new float[count * in];
        rows.read((long) first * in, numbers, 0, numbers.length);
        var packed = Packed.empty(spec, count, in);
        NBits.quantise(numbers, count, packed, 0);
        var pieces = new ArrayList<WeightFile.Piece>();
        pieces.add(piece(0, first, count, ByteBuffer.wrap(packed.codes())));
        pieces.add(piece(1, first, count, DenseWeight.bytes(packed.scales(), scaleType)));
        if (!spec.symmetric()) {
            pieces.add(piece(2, first, count, ByteBuffer.wrap(packed.zeroPoints())));
        }
        return pieces;
    }

    private static WeightFile.Piece piece(int part, int first, int count, ByteBuffer bytes) {
        return new WeightFile.Piece(part, (long) first * (bytes.remaining() / count), bytes);
    }
}
