package studio.likeness.corpus.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.likeness.models.job.StudioException;

/// Reads a text file of unknown encoding: UTF-8 or UTF-16 by its mark, else UTF-8, else GB18030.
/// Anything else is refused rather than guessed, since a wrong guess becomes words the person never
/// said.
final class TextFile {
    static final int MAX_MEBIBYTES = 64;

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset GB2312 = Charset.forName("GB2312");

    /// Control characters but tab and line feed, and the invisible ones that reorder or hide text.
    private static final Pattern UNPRINTABLE =
            Pattern.compile(
                    "[\\p{Cc}&&[^\\t\\n]]|[\\u200B\\u2028-\\u202E\\u2060-\\u2069\\uFEFF\\uFFFE\\uFFFF]|\\p{Cs}");

    private TextFile() {}

    /// The text, with line feeds only and nothing unprintable.
    ///
    /// @throws StudioException when it is too large, empty, binary or in no encoding known here
    static String read(Path file) {
        var text = printable(decode(bytes(file)));
        if (text.isBlank()) {
            throw new StudioException("corpus.imports.empty");
        }
        return text;
    }

    static String printable(String text) {
        var lines = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        return UNPRINTABLE.matcher(lines).replaceAll("");
    }

    private static byte[] bytes(Path file) {
        int limit = MAX_MEBIBYTES << 20;
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(limit + 1); // asking for the size first would trust it
            if (bytes.length > limit) {
                throw new StudioException("corpus.imports.tooLarge", MAX_MEBIBYTES);
            }
            return bytes;
        } catch (AccessDeniedException e) {
            throw new StudioException(e, "corpus.imports.denied");
        } catch (IOException e) {
            throw new StudioException(e, "corpus.imports.unreadable");
        }
    }

    private static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return strictly(bytes, StandardCharsets.UTF_16)
                    .filter(text -> text.indexOf('\0') < 0)
                    .orElseThrow(() -> new StudioException("corpus.imports.damagedUtf16"));
        }
        for (byte b : bytes) {
            if (b == 0) {
                throw new StudioException("corpus.imports.binary");
            }
        }
        var utf8 = strictly(bytes, StandardCharsets.UTF_8);
        if (utf8.isPresent()) {
            return utf8.get();
        }
        if (isMostlyUtf8(bytes)) {
            throw new StudioException("corpus.imports.damagedUtf8");
        }
        return strictly(bytes, GB18030)
                .filter(TextFile::isLikelyChinese)
                .orElseThrow(() -> new StudioException("corpus.imports.encoding"));
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty(); // that it does not decode is the answer
        }
    }

    /// A UTF-8 file with a few bad bytes also decodes as GB18030, into nonsense.
    private static boolean isMostlyUtf8(byte[] bytes) {
        int good = 0;
        int bad = 0;
        var text = new String(bytes, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\uFFFD') {
                bad++;
            } else if (c > 0x7F) {
                good++;
            }
        }
        return good >= bad;
    }

    /// Western 8-bit text often decodes as GB18030 too, but into rare characters: everyday Chinese
    /// lies in the GB 2312 part, traditional texts at least by half.
    private static boolean isLikelyChinese(String text) {
        var everyday = GB2312.newEncoder();
        int foreign = 0;
        int known = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7F) {
                foreign++;
                if (everyday.canEncode(c)) {
                    known++;
                }
            }
        }
        return known * 2 >= foreign;
    }
}
