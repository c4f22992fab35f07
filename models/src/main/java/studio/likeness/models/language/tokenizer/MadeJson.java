package studio.likeness.models.language.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Writes `tokenizer.json` for vocabularies published in other forms.
final class MadeJson {
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /// How text is cut into words.
    ///
    /// @param regex what a word looks like
    /// @param composed whether text is brought to the normal form NFC first
    /// @param wholeFirst whether a word that is a piece is taken whole, whatever the merges say
    record Words(String regex, boolean composed, boolean wholeFirst) {
        static Words of(WordSplit split, boolean wholeFirst) {
            return new Words(split.regex(), split.composed(), wholeFirst);
        }
    }

    private MadeJson() {}

    /// @param vocabulary byte-level pieces and their ids
    static byte[] byteLevel(
            Map<String, Integer> vocabulary, List<SentencePieceModel.Merge> merges, Words words) {
        return write(
                json -> {
                    if (words.composed()) {
                        json.writeObjectFieldStart("normalizer");
                        json.writeStringField("type", "NFC");
                        json.writeEndObject();
                    }
                    json.writeObjectFieldStart("pre_tokenizer");
                    json.writeStringField("type", "Sequence");
                    json.writeArrayFieldStart("pretokenizers");
                    json.writeStartObject();
                    json.writeStringField("type", "Split");
                    json.writeObjectFieldStart("pattern");
                    json.writeStringField("Regex", words.regex());
                    json.writeEndObject();
                    json.writeStringField("behavior", "Isolated");
                    json.writeBooleanField("invert", false);
                    json.writeEndObject();
                    json.writeStartObject();
                    bytes(json);
                    json.writeEndObject();
                    json.writeEndArray();
                    json.writeEndObject();
                    json.writeObjectFieldStart("decoder");
                    bytes(json);
                    json.writeEndObject();
                    json.writeObjectFieldStart("model");
                    json.writeStringField("type", "BPE");
                    json.writeBooleanField("ignore_merges", words.wholeFirst());
                    vocabulary(json, vocabulary);
                    json.writeArrayFieldStart("merges");
                    for (var merge : merges) {
                        json.writeArray(new String[] {merge.left(), merge.right()}, 0, 2);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    private static void bytes(JsonGenerator json) throws IOException {
        json.writeStringField("type", "ByteLevel");
        json.writeBooleanField("add_prefix_space", false);
        json.writeBooleanField("trim_offsets", false);
        json.writeBooleanField("use_regex", false);
    }

    /// BERT's: words by blanks and punctuation, then the longest known pieces.
    static byte[] wordPiece(Map<String, Integer> vocabulary, boolean lowerCase) {
        return write(
                json -> {
                    json.writeObjectFieldStart("normalizer");
                    json.writeStringField("type", "BertNormalizer");
                    json.writeBooleanField("clean_text", true);
                    json.writeBooleanField("handle_chinese_chars", true);
                    json.writeNullField("strip_accents");
                    json.writeBooleanField("lowercase", lowerCase);
                    json.writeEndObject();
                    json.writeObjectFieldStart("pre_tokenizer");
                    json.writeStringField("type", "BertPreTokenizer");
                    json.writeEndObject();
                    json.writeObjectFieldStart("decoder");
                    json.writeStringField("type", "WordPiece");
                    json.writeStringField("prefix", "##");
                    json.writeBooleanField("cleanup", true);
                    json.writeEndObject();
                    json.writeObjectFieldStart("model");
                    json.writeStringField("type", "WordPiece");
                    json.writeStringField("unk_token", "[UNK]");
                    json.writeStringField("continuing_subword_prefix", "##");
                    json.writeNumberField("max_input_chars_per_word", 100);
                    vocabulary(json, vocabulary);
                    json.writeEndObject();
                });
    }

    private static void vocabulary(JsonGenerator json, Map<String, Integer> vocabulary)
            throws IOException {
        json.writeObjectFieldStart("vocab");
        for (var piece : vocabulary.entrySet()) {
            json.writeNumberField(piece.getKey(), piece.getValue());
        }
        json.writeEndObject();
    }

    private static byte[] write(Body body) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }
}
