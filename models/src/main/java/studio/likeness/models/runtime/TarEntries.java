package studio.likeness.models.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The regular files of a tar archive, one after another (POSIX ustar, with the long names of pax
/// and GNU). Links, devices and folders are passed over: nothing here needs them.
final class TarEntries {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 1 << 16;

    private final InputStream in;
    private long left;
    private long padding;

    TarEntries(InputStream in) {
        this.in = in;
    }

    /// A regular file.
    record Entry(String name, long bytes) {}

    /// The next one; what was not read of the last is passed over. Empty at the end.
    Optional<Entry> next() throws IOException {
        var longName = "";
        while (true) {
            in.skipNBytes(left + padding);
            left = 0;
            padding = 0;
            var header = in.readNBytes(BLOCK);
            if (header.length < BLOCK || isZero(header)) {
                return Optional.empty();
            }
            check(header);
            begin(number(header, 124, 12));
            switch (header[156]) {
                case '0', 0 -> {
                    var name = longName.isEmpty() ? name(header) : longName;
                    return Optional.of(new Entry(name, left));
                }
                case 'L' -> longName = text(content(), 0, LONGEST_NAME);
                case 'x' -> longName = pathOf(content()).orElse(longName);
                default -> {
                    if (header[156] != 'g') {
                        longName = "";
                    }
                }
            }
        }
    }

    private void begin(long bytes) {
        left = bytes;
        padding = (BLOCK - bytes % BLOCK) % BLOCK;
    }

    private byte[] content() throws IOException {
        if (left > LONGEST_NAME) {
            throw new IOException("a tar header of " + left + " bytes");
        }
        var bytes = new byte[(int) left];
        if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
            throw new EOFException();
        }
        left = 0;
        return bytes;
    }

    /// Of the file that [#next] gave: as `InputStream.read`.
    int read(byte[] buffer) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
            throw new EOFException();
        }
        left -= n;
        return n;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void check(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException("no tar header");
        }
    }

    /// In octal digits, or in binary when the first bit is set.
    private static long number(byte[] header, int at, int length) throws IOException {
        long value = 0;
        if ((header[at] & 0x80) != 0) {
            for (int i = at + length - 8; i < at + length; i++) {
                value = value << 8 | header[i] & 0xff;
            }
        } else {
            for (var digit : text(header, at, length).strip().toCharArray()) {
                if (digit < '0' || digit > '7') {
                    throw new IOException("no number in a tar header");
                }
                value = value << 3 | digit - '0';
            }
        }
        if (value < 0 || value > 1L << 50) {
            throw new IOException("a tar entry of " + value + " bytes");
        }
        return value;
    }

    private static String name(byte[] header) {
        var name = text(header, 0, 100);
        var prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes, int at, int length) {
        int end = at;
        while (end < Math.min(bytes.length, at + length) && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }

    /// Records of a pax header: `26 path=...\n`.
    private static Optional<String> pathOf(byte[] records) {
        for (var record : new String(records, StandardCharsets.UTF_8).split("\n", -1)) {
            int at = record.indexOf(" path=");
            if (at > 0 && record.substring(0, at).matches("[0-9]+")) {
                return Optional.of(record.substring(at + 6));
            }
        }
        return Optional.empty();
    }
}
