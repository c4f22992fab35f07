package studio.likeness.models.language.tokenizer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteOrder;

/// SentencePiece's compiled replacements: the length of a trie, a double-array trie (Darts) of
/// 32-bit units, then the replacing texts, each closed by a zero byte.
final class Charsmap {
    private static final int LEAF = 1 << 31;

    private Charsmap() {}

    /// The library follows the trie's links without looking; this looks.
    ///
    /// @throws IOException when a link leads out of the trie or a value out of the texts
    static void check(ByteString map) throws IOException {
        if (map.isEmpty()) {
            return;
        }
        var bytes = map.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
        if (length < 1024 || length % Integer.BYTES != 0 || length >= bytes.remaining()) {
            throw new IOException("a trie of " + length + " bytes in " + map.size());
        }
        int units = length / Integer.BYTES;
        int texts = bytes.remaining() - length;
        if (map.byteAt(map.size() - 1) != 0) {
            throw new IOException("the last replacement has no end");
        }
        for (int at = 0; at < units; at++) {
            int unit = bytes.getInt(Integer.BYTES + at * Integer.BYTES);
            if (unit < 0) {
                if ((unit & ~LEAF) >= texts) {
                    throw new IOException("a replacement lies beyond the texts");
                }
            } else {
                // Children lie at this unit's index, moved by its offset, with a byte mixed in.
                long child = at ^ (long) (unit >>> 10) << ((unit & 1 << 9) >>> 6);
                if ((child | 0xFF) >= units) {
                    throw new IOException("a link leads out of the trie");
                }
            }
        }
    }
}
