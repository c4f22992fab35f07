package studio.likeness.corpus.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The central directory of a zip file, with what `java.util.zip` does not tell: duplicates, links
/// and encryption. Source: PKWARE APPNOTE 6.3, sections 4.3.12 to 4.3.16.
///
/// @param packedBytes of all entries together, as the directory claims
record ZipDirectory(List<Entry> entries, long packedBytes) {
    /// One entry as the directory describes it.
    ///
    /// @param plainFile false for links, folders and devices, where the archive says what it is
    record Entry(String name, boolean plainFile, boolean encrypted, int method) {}

    /// Why a file has no readable directory.
    enum Fault {
        /// It does not begin like a zip file.
        NOT_A_ZIP,
        /// It begins like one, and its end is missing.
        CUT_SHORT,
        /// The directory contradicts itself.
        DAMAGED,
        TOO_MANY
    }

    /// A file without a readable directory.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final Fault fault;

        Unreadable(Fault fault) {
            super(fault.toString());
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;

    /// A fixed part of 46 bytes, and names of at most some 80 with what zip programs add.
    private static final int ENTRY_LENGTH = 256;

    /// Where the directory lies.
    private record Span(long start, long length, long count) {}

    ZipDirectory {
        entries = List.copyOf(entries);
    }

    static ZipDirectory read(Path file, int mostEntries) throws IOException, Unreadable {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < 4 || bytes(in, 0, 4).getInt() != LOCAL) {
                throw new Unreadable(Fault.NOT_A_ZIP);
            }
            var span = span(in);
            if (span.count() > mostEntries || span.length() > (long) mostEntries * ENTRY_LENGTH) {
                throw new Unreadable(Fault.TOO_MANY);
            }
            return entries(bytes(in, span.start(), (int) span.length()), span.count());
        } catch (EOFException _) {
            throw new Unreadable(Fault.CUT_SHORT);
        }
    }

    private static Span span(RandomAccessFile in) throws IOException, Unreadable {
        int tail = (int) Math.min(in.length(), END_LENGTH + LONGEST_COMMENT);
        long tailStart = in.length() - tail;
        var bytes = bytes(in, tailStart, tail);
        for (int at = tail - END_LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == END
                    && Short.toUnsignedInt(bytes.getShort(at + 20)) == tail - END_LENGTH - at) {
                return span(in, bytes.position(at).slice(), tailStart + at);
            }
        }
        throw new Unreadable(Fault.CUT_SHORT);
    }

    private static Span span(RandomAccessFile in, ByteBuffer end, long endStart)
            throws IOException, Unreadable {
        end.order(ByteOrder.LITTLE_ENDIAN);
        long count = Short.toUnsignedLong(end.getShort(10));
        long length = Integer.toUnsignedLong(end.getInt(12));
        long start = Integer.toUnsignedLong(end.getInt(16));
        long directoryEnd = endStart;
        if (count == 0xffff || length == 0xffffffffL || start == 0xffffffffL) {
            var locator = bytes(in, Math.max(0, endStart - 20), 20);
            if (locator.getInt(0) != LOCATOR_64) {
                throw new Unreadable(Fault.DAMAGED);
            }
            directoryEnd = locator.getLong(8);
            if (directoryEnd < 0 || directoryEnd > endStart - 56) {
                throw new Unreadable(Fault.DAMAGED);
            }
            var end64 = bytes(in, directoryEnd, 56);
            if (end64.getInt(0) != END_64) {
                throw new Unreadable(Fault.DAMAGED);
            }
            count = end64.getLong(32);
            length = end64.getLong(40);
            start = end64.getLong(48);
        }
        // Nothing between the directory and its end, so that every program sees the same entries.
        if (count < 0 || length < 0 || start < 0 || start != directoryEnd - length) {
            throw new Unreadable(Fault.DAMAGED);
        }
        return new Span(start, length, count);
    }

    private static ZipDirectory entries(ByteBuffer bytes, long count) throws Unreadable {
        var entries = new ArrayList<Entry>();
        long packed = 0;
        while (bytes.remaining() >= 46) {
            int at = bytes.position();
            if (bytes.getInt(at) != CENTRAL) {
                throw new Unreadable(Fault.DAMAGED);
            }
            int nameLength = Short.toUnsignedInt(bytes.getShort(at + 28));
            int length =
                    46
                            + nameLength
                            + Short.toUnsignedInt(bytes.getShort(at + 30))
                            + Short.toUnsignedInt(bytes.getShort(at + 32));
            if (length > bytes.remaining()) {
                throw new Unreadable(Fault.DAMAGED);
            }
            entries.add(entry(bytes, at, nameLength));
            long packedHere = Integer.toUnsignedLong(bytes.getInt(at + 20));
            // Four gigabytes or more are told elsewhere; java.util.zip checks those.
            packed += packedHere == 0xffffffffL ? 0 : packedHere;
            bytes.position(at + length);
        }
        if (bytes.hasRemaining() || entries.size() != count) {
            throw new Unreadable(Fault.DAMAGED);
        }
        return new ZipDirectory(entries, packed);
    }

    private static Entry entry(ByteBuffer bytes, int at, int nameLength) throws Unreadable {
        int flags = bytes.getShort(at + 8);
        boolean unix = bytes.get(at + 5) == 3;
        int attributes = bytes.getInt(at + 38);
        int type = unix ? attributes >>> 16 & 0xf000 : 0;
        boolean folder = (attributes & 0x10) != 0;
        // The type of file is 8 for plain ones, and left out by most programs that know no links.
        boolean plain = !folder && (type == 0 || type == 0x8000);
        var name = name(bytes, at + 46, nameLength);
        if (name == null) {
            throw new Unreadable(Fault.DAMAGED);
        }
        return new Entry(name, plain, (flags & 1) != 0, bytes.getShort(at + 10));
    }

    private static @Nullable String name(ByteBuffer bytes, int start, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.slice(start, length))
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static ByteBuffer bytes(RandomAccessFile in, long start, int length)
            throws IOException {
        var bytes = new byte[length];
        in.seek(start);
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
