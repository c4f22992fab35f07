package studio.likeness.models.library;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Walks protobuf's wire format: fields are read or skipped as they come, so that large ones cost
/// nothing. Lengths that lie end in an IOException.
final class Protobuf {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int MESSAGE = 2;
    static final int FIXED32 = 5;

    /// More fields than any real file has.
    private static final int MOST = 1 << 22;

    private static final int LONGEST_NAME = 1 << 16;

    private final InputStream in;
    private final long length;
    private long at;
    private long end;
    private int seen;

    /// @param length of the whole
    Protobuf(InputStream in, long length) {
        this.in = new BufferedInputStream(in);
        this.length = length;
        end = length;
    }

    /// What is done with a field.
    interface Field {
        /// @return whether it was read; else it is skipped
        boolean read(int number, int wire) throws IOException;
    }

    /// All fields up to the end of the message.
    void fields(Field field) throws IOException {
        while (at < end) {
            if (++seen > MOST) {
                throw new IOException("more than " + MOST + " fields");
            }
            long tag = varint();
            int wire = (int) (tag & 7);
            if (!field.read((int) (tag >>> 3), wire)) {
                skip(wire);
            }
        }
    }

    /// The fields of a message within.
    void message(Field field) throws IOException {
        long outer = end;
        long size = size();
        end = at + size;
        fields(field);
        end = outer;
    }

    private void skip(int wire) throws IOException {
        switch (wire) {
            case VARINT -> varint();
            case FIXED64 -> pass(8);
            case MESSAGE -> pass(size());
            case FIXED32 -> pass(4);
            default -> throw new IOException("wire type " + wire);
        }
    }

    private void pass(long bytes) throws IOException {
        if (bytes > end - at) {
            throw new EOFException("at " + at + " of " + length);
        }
        in.skipNBytes(bytes);
        at += bytes;
    }

    /// Of the message, text or packed numbers that follow.
    private long size() throws IOException {
        long size = varint();
        if (size < 0 || size > end - at) {
            throw new EOFException(size + " bytes at " + at + " of " + length);
        }
        return size;
    }

    long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = at < end ? in.read() : -1;
            if (b < 0) {
                throw new EOFException("at " + at + " of " + length);
            }
            at++;
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new IOException("a number without end at " + at);
    }

    String text() throws IOException {
        long size = size();
        if (size > LONGEST_NAME) {
            throw new IOException("a name of " + size + " bytes");
        }
        at += size;
        return new String(in.readNBytes((int) size), StandardCharsets.UTF_8);
    }

    /// Numbers one by one or packed, as writers please.
    interface Numbers {
        void take(long value) throws IOException;
    }

    void numbers(int wire, Numbers numbers) throws IOException {
        if (wire == VARINT) {
            numbers.take(varint());
            return;
        }
        long outer = end;
        long size = size();
        end = at + size;
        while (at < end) {
            numbers.take(varint());
        }
        end = outer;
    }
}
