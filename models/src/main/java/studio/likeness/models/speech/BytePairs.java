package studio.likeness.models.speech;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Text to ranks and back by byte pairs: in each word the two neighbours whose union has the lowest
/// rank become one, until no union has a rank (Sennrich et al. 2016, on bytes). Made for the tables
/// that come with the studio; those of downloaded models go through `language.tokenizer`, which
/// cannot say what bytes a token has.
final class BytePairs {
    /// GPT-2's idea of a word.
    private static final Pattern WORD =
            Pattern.compile(
                    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    // A byte a character, so that a string stands for bytes.
    private final Map<String, Integer> ranks = HashMap.newHashMap(60_000);
    private final List<byte[]> tokens = new ArrayList<>();

    private BytePairs() {}

    /// @param resource lines of base64 and rank, ranks in order from 0
    static BytePairs of(String resource) {
        var pairs = new BytePairs();
        try (var in = open(resource)) {
            for (var line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                pairs.add(line.substring(0, line.indexOf(' ')));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pairs;
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(BytePairs.class.getResourceAsStream(resource), resource);
    }

    private void add(String base64) {
        // Whisper's table has one token without bytes.
        var bytes = base64.equals("=") ? new byte[0] : Base64.getDecoder().decode(base64);
        ranks.put(new String(bytes, StandardCharsets.ISO_8859_1), tokens.size());
        tokens.add(bytes);
    }

    int size() {
        return tokens.size();
    }

    int[] encode(String text) {
        var ids = IntStream.builder();
        var words = WORD.matcher(text);
        while (words.find()) {
            var bytes = words.group().getBytes(StandardCharsets.UTF_8);
            word(new String(bytes, StandardCharsets.ISO_8859_1), ids);
        }
        return ids.build().toArray();
    }

    private void word(String word, IntStream.Builder ids) {
        var parts = new ArrayList<String>(word.length());
        for (int i = 0; i < word.length(); i++) {
            parts.add(word.substring(i, i + 1));
        }
        for (int at = lowest(parts); at >= 0; at = lowest(parts)) {
            parts.set(at, parts.get(at) + parts.remove(at + 1));
        }
        for (var part : parts) {
            ids.add(Objects.requireNonNull(ranks.get(part), "every byte has a rank"));
        }
    }

    /// The first of the pair to join next, or -1.
    private int lowest(List<String> parts) {
        int best = Integer.MAX_VALUE;
        int at = -1;
        for (int i = 0; i + 1 < parts.size(); i++) {
            var rank = ranks.get(parts.get(i) + parts.get(i + 1));
            if (rank != null && rank < best) {
                best = rank;
                at = i;
            }
        }
        return at;
    }

    /// What is no character of UTF-8 yet becomes U+FFFD; ids outside the table are left out.
    String decode(int... ids) {
        var bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            if (id >= 0 && id < tokens.size()) {
                bytes.writeBytes(tokens.get(id));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
