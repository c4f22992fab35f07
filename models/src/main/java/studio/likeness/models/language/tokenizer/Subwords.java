package studio.likeness.models.language.tokenizer;

/// Cuts plain text into the ids of a vocabulary and puts it together again; knows no control
/// tokens. Safe for several threads.
interface Subwords extends AutoCloseable {
    /// @param first whether the text begins a prompt; some vocabularies put a blank before that
    int[] encode(String text, boolean first);

    /// Bytes that are no whole character become U+FFFD.
    String decode(int[] ids);

    @Override
    void close();

    /// A copy that libraries in other languages can read: half of a surrogate pair is no text.
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(
                        text.codePoints()
                                .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                                .toArray(),
                        0,
                        text.codePointCount(0, text.length()));
            }
        }
        return text;
    }
}
