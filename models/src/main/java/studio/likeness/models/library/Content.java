package studio.likeness.models.library;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a file is by its first bytes.
enum Content {
    SAFETENSORS,
    /// A zip, or one whose first two bytes say which GPT-SoVITS it holds: torch's present layout.
    ZIP,
    ENCRYPTED_ZIP,
    /// A pickle stream: torch's older layout.
    PICKLE,
    GGUF,
    ONNX,
    JSON,
    /// A SentencePiece model.
    SENTENCEPIECE,
    /// Ranks of byte sequences, a line each.
    TIKTOKEN,
    /// What git leaves in place of a file that is kept elsewhere.
    LFS_POINTER,
    /// A web page, often a download that asked for a password.
    WEB_PAGE,
    TEXT,
    EMPTY,
    OTHER;

    private static final int HEAD = 4096;
    private static final String LFS = "version https://git-lfs.github.com/spec/v1";

    /// GPT-SoVITS from its third version on writes its version over the letters `PK`.
    private static final Pattern GPT_SOVITS = Pattern.compile("0[0-6]");

    private static final Pattern RANK = Pattern.compile("[A-Za-z0-9+/]+=* \\d+");

    static Content of(Path file) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var head = new byte[(int) Math.min(HEAD, in.length())];
            in.readFully(head);
            return of(head, in.length());
        }
    }

    private static Content of(byte[] head, long length) {
        if (length == 0) {
            return EMPTY;
        }
        var start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("GGUF")) {
            return GGUF;
        }
        if (start.startsWith("PK") || isDisguisedZip(start)) {
            return head.length > 6 && (head[6] & 1) != 0 ? ENCRYPTED_ZIP : ZIP;
        }
        if (head.length > 2 && head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= 5) {
            return PICKLE;
        }
        if (head.length > 9 && head[8] == '{') {
            var header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (header > 1 && header <= length) {
                return SAFETENSORS;
            }
        }
        if (start.startsWith(LFS)) {
            return LFS_POINTER;
        }
        return isText(head) ? text(start) : binary(head);
    }

    private static boolean isDisguisedZip(String start) {
        return start.length() > 4
                && GPT_SOVITS.matcher(start.substring(0, 2)).matches()
                && start.startsWith("\3\4", 2);
    }

    private static Content text(String start) {
        var words = start.stripLeading().toLowerCase(Locale.ROOT);
        if (words.startsWith("<!doctype html") || words.startsWith("<html")) {
            return WEB_PAGE;
        }
        if (words.startsWith("{") || words.startsWith("[")) {
            return JSON;
        }
        var lines = start.split("\n", 5);
        if (lines.length > 3) {
            boolean ranks = true;
            for (int i = 0; i < 3; i++) {
                ranks &= RANK.matcher(lines[i].strip()).matches();
            }
            return ranks ? TIKTOKEN : TEXT;
        }
        return TEXT;
    }

    private static boolean isText(byte[] head) {
        for (var b : head) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        return true;
    }

    /// Both kinds are protobuf: an ONNX file begins with its version (a small number in field 1), a
    /// SentencePiece model with a piece (a message in field 1 that begins with a word).
    private static Content binary(byte[] head) {
        if (head.length > 4 && head[0] == 0x08 && head[1] > 0 && head[1] < 32) {
            return ONNX;
        }
        if (head.length > 4 && head[0] == 0x0A && head[1] > 2 && head[2] == 0x0A) {
            return SENTENCEPIECE;
        }
        return OTHER;
    }
}
