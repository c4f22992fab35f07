package studio.likeness.models.language.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import studio.likeness.models.job.StudioException;

/// A `tokenizer.json` on its way to the library: its vocabulary is noted down, its control tokens
/// are taken out (the library would find them in a user's text), and what pads, cuts or frames
/// texts is dropped. The model's large tables pass through without being held.
final class TokenizerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The library's steps that are known to neither end the process nor reach outside it.
    private static final Set<String> STEPS =
            Set.of(
                    "BPE",
                    "Unigram",
                    "WordPiece",
                    "WordLevel",
                    "Sequence",
                    "NFC",
                    "NFD",
                    "NFKC",
                    "NFKD",
                    "Lowercase",
                    "Strip",
                    "StripAccents",
                    "Replace",
                    "Prepend",
                    "Append",
                    "Nmt",
                    "Precompiled",
                    "BertNormalizer",
                    "ByteLevel",
                    "Whitespace",
                    "WhitespaceSplit",
                    "BertPreTokenizer",
                    "Metaspace",
                    "Punctuation",
                    "Split",
                    "Digits",
                    "CharDelimiterSplit",
                    "UnicodeScripts",
                    "ByteFallback",
                    "Fuse",
                    "BPEDecoder",
                    "CTC",
                    "");

    private final Vocabulary.Builder vocabulary = new Vocabulary.Builder();
    private final List<Control> controls = new ArrayList<>();
    private boolean blankFirst;

    private TokenizerJson() {}

    /// @param more control tokens that the file itself does not name
    static SubwordTokenizer open(byte[] file, List<Control> more) {
        var json = new TokenizerJson();
        byte[] plain;
        try {
            plain = json.rewrite(file, more);
        } catch (IOException | IllegalArgumentException e) {
            throw new StudioException(e, "models.language.tokenizer.badJson");
        }
        return new SubwordTokenizer(
                HuggingFaceSubwords.open(plain, json.blankFirst),
                json.vocabulary.build(),
                new Controls(json.controls));
    }

    private byte[] rewrite(byte[] file, List<Control> more) throws IOException {
        controls.addAll(more);
        var out = new ByteArrayOutputStream(file.length);
        try (var in = JSON.createParser(file);
                var to = new JsonFactory().createGenerator(out)) {
            expect(in.nextToken(), JsonToken.START_OBJECT);
            to.writeStartObject();
            to.writeStringField("version", "1.0");
            boolean model = false;
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                var field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "model" -> {
                        to.writeFieldName(field);
                        copyModel(in, to);
                        model = true;
                    }
                    case "added_tokens" -> {
                        to.writeFieldName(field);
                        JSON.writeTree(to, plainTokens(JSON.readTree(in)));
                    }
                    case "normalizer", "pre_tokenizer", "decoder" -> {
                        JsonNode step = JSON.readTree(in);
                        checkSteps(step);
                        if (field.equals("pre_tokenizer")) {
                            takeFirstBlank(step);
                        }
                        to.writeFieldName(field);
                        JSON.writeTree(to, step);
                    }
                    default -> in.skipChildren();
                }
            }
            to.writeEndObject();
            if (!model) {
                throw new IOException("no model");
            }
        }
        return out.toByteArray();
    }

    /// Those that are text; the others are noted as controls.
    private ArrayNode plainTokens(JsonNode added) throws IOException {
        var plain = JSON.createArrayNode();
        for (var token : added) {
            var content = token.path("content").asText();
            int id = token.path("id").asInt(-1);
            if (content.isEmpty() || id < 0 || id >= Vocabulary.MOST) {
                throw new IOException("an added token without a text or an id");
            }
            boolean special = token.path("special").asBoolean();
            if (special || Control.steers(content)) {
                controls.add(
                        new Control(
                                id,
                                content,
                                special,
                                token.path("lstrip").asBoolean(),
                                token.path("rstrip").asBoolean()));
            } else {
                vocabulary.put(id, content);
                plain.add(token);
            }
        }
        return plain;
    }

    private void copyModel(JsonParser in, JsonGenerator to) throws IOException {
        expect(in.currentToken(), JsonToken.START_OBJECT);
        to.writeStartObject();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            var field = in.currentName();
            to.writeFieldName(field);
            var value = in.nextToken();
            if (field.equals("vocab") && value == JsonToken.START_OBJECT) {
                copyVocabulary(in, to);
            } else if (field.equals("vocab") && value == JsonToken.START_ARRAY) {
                copyScores(in, to);
            } else if (field.equals("dropout")) {
                // Left on by mistake it would make texts come out differently each time.
                in.skipChildren();
                to.writeNull();
            } else {
                if (field.equals("type") && !STEPS.contains(in.getText())) {
                    throw new IOException("a model of type " + in.getText());
                }
                to.copyCurrentStructure(in);
            }
        }
        to.writeEndObject();
    }

    private void copyVocabulary(JsonParser in, JsonGenerator to) throws IOException {
        to.writeStartObject();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            var piece = in.currentName();
            expect(in.nextToken(), JsonToken.VALUE_NUMBER_INT);
            int id = in.getIntValue();
            vocabulary.put(id, piece);
            to.writeNumberField(piece, id);
        }
        to.writeEndObject();
    }

    /// Unigram: `[[piece, score], …]`, ids in order.
    private void copyScores(JsonParser in, JsonGenerator to) throws IOException {
        to.writeStartArray();
        for (int id = 0; in.nextToken() == JsonToken.START_ARRAY; id++) {
            expect(in.nextToken(), JsonToken.VALUE_STRING);
            vocabulary.put(id, in.getText());
            to.writeStartArray();
            to.writeString(in.getText());
            in.nextToken();
            to.writeNumber(in.getDoubleValue());
            expect(in.nextToken(), JsonToken.END_ARRAY);
            to.writeEndArray();
        }
        to.writeEndArray();
    }

    private static void checkSteps(JsonNode step) throws IOException {
        if (step.isObject() && step.has("type") && !STEPS.contains(step.path("type").asText())) {
            throw new IOException("a step of type " + step.path("type").asText());
        }
        for (var part : step) {
            checkSteps(part);
        }
        var charsmap = step.path("precompiled_charsmap");
        if (charsmap.isTextual()) {
            Charsmap.check(com.google.protobuf.ByteString.copyFrom(charsmap.binaryValue()));
        }
    }

    /// "Only at the start of a prompt" is for us to do: the library sees one text at a time.
    private void takeFirstBlank(JsonNode step) {
        if (step instanceof ObjectNode object
                && step.path("type").asText().equals("Metaspace")
                && step.path("prepend_scheme").asText().equals("first")) {
            object.put("prepend_scheme", "never");
            object.put("add_prefix_space", false);
            blankFirst = true;
        }
        for (var part : step) {
            takeFirstBlank(part);
        }
    }

    private static void expect(JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException("expected " + expected + ", found " + found);
        }
    }
}
