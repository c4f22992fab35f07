package studio.likeness.models.language.tokenizer;

/// GPT-2's alphabet: a printable character for each byte, so that bytes can be written as text.
final class ByteLevel {
    private static final char[] ALPHABET = alphabet();

    private ByteLevel() {}

    static String write(byte[] bytes) {
        var text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            text.append(ALPHABET[b & 0xFF]);
        }
        return text.toString();
    }

    private static char[] alphabet() {
        var alphabet = new char[256];
        char next = 256;
        for (int b = 0; b < alphabet.length; b++) {
            boolean printable = b >= 33 && b <= 126 || b >= 161 && b <= 172 || b >= 174;
            alphabet[b] = printable ? (char) b : next++;
        }
        return alphabet;
    }
}
