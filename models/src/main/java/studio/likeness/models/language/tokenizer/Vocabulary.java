package studio.likeness.models.language.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/// Pieces by id and ids by piece. All text lies in one array: 150,000 strings would be ten times
/// as large.
final class Vocabulary {
    /// More than any published vocabulary; ids above it are a broken file.
    static final int MOST = 2_000_000;

    private static final int FREE = -1;

    private final byte[] text;
    private final int[] starts;
    private final int[] lengths;

    /// Ids, hashed by their piece, in open addressing.
    private final int[] table;

    private Vocabulary(byte[] text, int[] starts, int[] lengths) {
        this.text = text;
        this.starts = starts;
        this.lengths = lengths;
        table = new int[Integer.highestOneBit(Math.max(4, starts.length)) * 4];
        Arrays.fill(table, FREE);
        for (int id = 0; id < starts.length; id++) {
            if (lengths[id] >= 0) {
                insert(id);
            }
        }
    }

    static final class Builder {
        private byte[] text = new byte[1 << 16];
        private int used;
        private int[] starts = new int[1 << 12];
        private int[] lengths = filled(1 << 12);
        private int size;

        /// @throws IllegalArgumentException for an id out of range
        void put(int id, String piece) {
            if (id < 0 || id >= MOST) {
                throw new IllegalArgumentException(
                        "expected an id below " + MOST + ", found " + id);
            }
            if (id >= starts.length) {
                int capacity = Math.max(id + 1, starts.length * 2);
                int before = lengths.length;
                starts = Arrays.copyOf(starts, capacity);
                lengths = Arrays.copyOf(lengths, capacity);
                Arrays.fill(lengths, before, capacity, FREE);
            }
            var bytes = piece.getBytes(StandardCharsets.UTF_8);
            if (used + bytes.length > text.length) {
                text = Arrays.copyOf(text, Math.max(used + bytes.length, text.length * 2));
            }
            System.arraycopy(bytes, 0, text, used, bytes.length);
            starts[id] = used;
            lengths[id] = bytes.length;
            used += bytes.length;
            size = Math.max(size, id + 1);
        }

        Vocabulary build() {
            return new Vocabulary(
                    Arrays.copyOf(text, used),
                    Arrays.copyOf(starts, size),
                    Arrays.copyOf(lengths, size));
        }

        private static int[] filled(int length) {
            var lengths = new int[length];
            Arrays.fill(lengths, FREE);
            return lengths;
        }
    }

    /// Ids are below this; not every id has a piece.
    int size() {
        return starts.length;
    }

    /// Empty for an id without a piece.
    String piece(int id) {
        return id < 0 || id >= starts.length || lengths[id] < 0
                ? ""
                : new String(text, starts[id], lengths[id], StandardCharsets.UTF_8);
    }

    OptionalInt id(String piece) {
        var bytes = piece.getBytes(StandardCharsets.UTF_8);
        for (int at = slot(bytes, 0, bytes.length); table[at] != FREE; at = next(at)) {
            int id = table[at];
            if (Arrays.equals(text, starts[id], starts[id] + lengths[id], bytes, 0, bytes.length)) {
                return OptionalInt.of(id);
            }
        }
        return OptionalInt.empty();
    }

    private void insert(int id) {
        int at = slot(text, starts[id], lengths[id]);
        while (table[at] != FREE) {
            at = next(at);
        }
        table[at] = id;
    }

    private int slot(byte[] bytes, int start, int length) {
        int hash = 1;
        for (int i = start; i < start + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        return (hash ^ hash >>> 15) * 0x9E3779B1 >>> 8 & table.length - 1;
    }

    private int next(int at) {
        return at + 1 & table.length - 1;
    }
}
