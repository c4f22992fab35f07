package studio.likeness.models.library;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.likeness.models.library.Recognized.Kind;

/// Vocabularies without a network.
final class Tokenizers {
    private static final String CONTAINER = "tokenizer";
    private static final int MOST_TOKENS = 50_000_000;

    private Tokenizers() {}

    static Verdict sentencePiece() {
        return tokenizer("sentencepiece");
    }

    static Verdict tiktoken(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            var tokens = lines.filter(line -> !line.isBlank()).count();
            return tokenizer("tiktoken").with("vocabulary", tokens);
        }
    }

    private static Verdict tokenizer(String family) {
        return Verdict.known(family, Kind.TOKENIZER, CONTAINER, 0)
                .but("models.library.tokenizerAlone");
    }

    /// Hugging Face's `tokenizer.json`, known by its `model` with a `type` and a vocabulary; empty
    /// for other JSON. Read as a stream: such files have tens of megabytes.
    static Optional<Verdict> json(Path file) throws IOException {
        try (var json = new JsonFactory().createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean model = json.currentName().equals("model");
                json.nextToken();
                if (model && json.currentToken() == JsonToken.START_OBJECT) {
                    return model(json);
                }
                json.skipChildren();
            }
        }
        return Optional.empty();
    }

    private static Optional<Verdict> model(JsonParser json) throws IOException {
        var type = "";
        int vocabulary = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var field = json.currentName();
            json.nextToken();
            if (field.equals("type") && json.currentToken() == JsonToken.VALUE_STRING) {
                type = json.getText();
            } else if (field.equals("vocab")) {
                vocabulary = count(json);
            } else if (type.isEmpty() && field.equals("max_input_chars_per_word")) {
                type = "wordpiece"; // older files leave the type out
            } else {
                json.skipChildren();
            }
        }
        if (vocabulary == 0) {
            return Optional.empty();
        }
        var name = type.isEmpty() ? "tokenizer.json" : type.toLowerCase(Locale.ROOT);
        return Optional.of(tokenizer(name).with("vocabulary", vocabulary));
    }

    /// Entries of an object or an array.
    private static int count(JsonParser json) throws IOException {
        if (!json.currentToken().isStructStart()) {
            return 0;
        }
        int entries = 0;
        for (var token = json.nextToken();
                token != null && !token.isStructEnd() && entries < MOST_TOKENS;
                token = json.nextToken()) {
            if (token != JsonToken.FIELD_NAME) {
                entries++;
            }
            json.skipChildren();
        }
        return entries;
    }

    /// A folder that holds only the parts of a tokenizer.
    static Optional<Verdict> folder(List<String> names) {
        boolean pairs = names.contains("vocab.json") && names.contains("merges.txt");
        if (pairs) {
            return Optional.of(tokenizer("bpe"));
        }
        return names.contains("vocab.txt") ? Optional.of(tokenizer("wordpiece")) : Optional.empty();
    }
}
