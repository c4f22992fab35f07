package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Jieba's dictionary (349,045 words with how often each was seen and its part of speech) as a tree
/// of characters in flat arrays: 20 MB rather than the 60 of as many strings.
final class WordTable {
    private static final String FILE = "chinese-words.xz";
    static final int ROOT = 0;
    static final int NONE = -1;

    // Open addressing: a key is a node and the character that leaves it.
    private static final int SLOTS = 1 << 20;
    private static final long EMPTY = -1;

    private final long[] keys = new long[SLOTS];
    private final int[] ends = new int[SLOTS];
    private int[] frequencies = new int[SLOTS / 2];
    private byte[] tags = new byte[SLOTS / 2];
    private final List<String> tagNames = new ArrayList<>();
    private int nodes = 1;
    private long total;
    private final double logTotal;

    WordTable() {
        Arrays.fill(keys, EMPTY);
        Tables.unpack(FILE, this::add);
        frequencies = Arrays.copyOf(frequencies, nodes);
        tags = Arrays.copyOf(tags, nodes);
        logTotal = Math.log((double) total);
    }

    private void add(String line) {
        int second = line.lastIndexOf(' ');
        int first = line.lastIndexOf(' ', second - 1);
        int node = ROOT;
        for (int i = 0; i < first; i++) {
            node = grow(node, line.charAt(i));
        }
        int frequency = Integer.parseInt(line, first + 1, second, 10);
        frequencies[node] = frequency;
        tags[node] = (byte) tag(line.substring(second + 1));
        total += frequency;
    }

    private int tag(String name) {
        int at = tagNames.indexOf(name);
        if (at < 0) {
            at = tagNames.size();
            tagNames.add(name);
        }
        return at;
    }

    private int grow(int node, char c) {
        int slot = slot(node, c);
        if (keys[slot] == EMPTY) {
            if (nodes == frequencies.length) {
                frequencies = Arrays.copyOf(frequencies, nodes * 3 / 2);
                tags = Arrays.copyOf(tags, nodes * 3 / 2);
            }
            keys[slot] = key(node, c);
            ends[slot] = nodes++;
        }
        return ends[slot];
    }

    private static long key(int node, char c) {
        return ((long) node << 16) | c;
    }

    private int slot(int node, char c) {
        long key = key(node, c);
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 44);
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }

    /// Where a character leads, or {@link #NONE} where no word goes on like that.
    int next(int node, char c) {
        int slot = slot(node, c);
        return keys[slot] == EMPTY ? NONE : ends[slot];
    }

    /// How often the word that ends here was seen; 0 where none does.
    int frequency(int node) {
        return frequencies[node];
    }

    private int node(CharSequence word) {
        int node = ROOT;
        for (int i = 0; i < word.length() && node != NONE; i++) {
            node = next(node, word.charAt(i));
        }
        return node;
    }

    boolean has(CharSequence word) {
        int node = node(word);
        return node != NONE && frequencies[node] > 0;
    }

    /// Part of speech, or `x`.
    String tag(CharSequence word) {
        int node = node(word);
        return node == NONE || node == ROOT || frequencies[node] == 0
                ? "x"
                : tagNames.get(tags[node]);
    }

    /// Ends of the words of the likeliest segmentation: `[i]` is where the word that starts at `i`
    /// ends, of equally likely ones the longer.
    int[] route(String text) {
        int length = text.length();
        var best = new double[length + 1];
        var ends = new int[length];
        for (int from = length - 1; from >= 0; from--) {
            best[from] = Double.NEGATIVE_INFINITY;
            int node = ROOT;
            for (int to = from; to < length; to++) {
                node = next(node, text.charAt(to));
                if (node == NONE) {
                    break;
                }
                if (frequencies[node] > 0) {
                    double chance = Math.log(frequencies[node]) - logTotal + best[to + 1];
                    if (chance >= best[from]) {
                        best[from] = chance;
                        ends[from] = to + 1;
                    }
                }
            }
            if (ends[from] == 0) {
                best[from] = -logTotal + best[from + 1];
                ends[from] = from + 1;
            }
        }
        return ends;
    }
}
