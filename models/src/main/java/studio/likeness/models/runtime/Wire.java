package studio.likeness.models.runtime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Changes single fields of a protobuf message and copies the others as they are, whatever they
/// mean.
final class Wire {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int WITH_LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    private final byte[] message;
    private int at;

    private Wire(byte[] message) {
        this.message = message;
    }

    /// @param field number of a message, text or bytes; each occurrence is changed
    static byte[] changed(byte[] message, int field, UnaryOperator<byte[]> change) {
        var in = new Wire(message);
        var out = new ByteArrayOutputStream(message.length);
        while (in.at < message.length) {
            int start = in.at;
            long tag = in.varint();
            if (tag >>> 3 == field && (tag & 7) == WITH_LENGTH) {
                int length = Math.toIntExact(in.varint());
                var fresh = change.apply(Arrays.copyOfRange(message, in.at, in.at + length));
                in.at += length;
                writeVarint(out, tag);
                writeVarint(out, fresh.length);
                out.writeBytes(fresh);
            } else {
                in.skip((int) (tag & 7));
                out.write(message, start, in.at - start);
            }
        }
        return out.toByteArray();
    }

    private void skip(int kind) {
        switch (kind) {
            case VARINT -> varint();
            case EIGHT_BYTES -> at += 8;
            case WITH_LENGTH -> {
                int length = Math.toIntExact(varint());
                at += length;
            }
            case FOUR_BYTES -> at += 4;
            default ->
                    throw new IllegalArgumentException(
                            "expected a protobuf message, found wire type " + kind + " at " + at);
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static void writeVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
