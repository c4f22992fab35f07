package studio.likeness.models.language.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import studio.likeness.models.language.tokenizer.SentencePieceModel.Merge;

/// The reference tokenizers and what they made of some texts.
public final class Fixture {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Fixture() {}

    public static JsonNode read(String name) {
        try (var file = Fixture.class.getResourceAsStream("/parity/lm/" + name + ".json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException("no fixture " + name, e);
        }
    }

    static byte[] sentencePieceFile(String kind) {
        return Base64.getDecoder()
                .decode(read("tokenizers").path(kind).path("model_base64").asText());
    }

    /// Qwen's kind: 516 pieces, then `<|endoftext|>`, `<|im_start|>`, `<|im_end|>`.
    public static Tokenizer byteLevel() {
        var kind = read("tokenizers").path("byte_level_bpe");
        return Tokenizers.byteLevel(
                numbers(kind.path("vocab")),
                merges(kind),
                kind.path("pretokenise_regex").asText(),
                true,
                numbers(kind.path("added_tokens")));
    }

    /// The same with further control tokens after these.
    public static Tokenizer byteLevel(List<String> controls) {
        var kind = read("tokenizers").path("byte_level_bpe");
        var added = numbers(kind.path("added_tokens"));
        controls.forEach(token -> added.put(token, 516 + added.size()));
        return Tokenizers.byteLevel(
                numbers(kind.path("vocab")),
                merges(kind),
                kind.path("pretokenise_regex").asText(),
                true,
                added);
    }

    static List<Merge> merges(JsonNode kind) {
        return StreamSupport.stream(kind.path("merges").spliterator(), false)
                .map(line -> line.asText().split(" ", 2))
                .map(parts -> new Merge(parts[0], parts[1]))
                .toList();
    }

    static Map<String, Integer> numbers(JsonNode object) {
        var numbers = new LinkedHashMap<String, Integer>();
        object.properties().forEach(e -> numbers.put(e.getKey(), e.getValue().asInt()));
        return numbers;
    }

    static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }
}
