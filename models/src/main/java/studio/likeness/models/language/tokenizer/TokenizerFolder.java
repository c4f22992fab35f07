package studio.likeness.models.language.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.tokenizer.SentencePieceModel.Merge;

/// The files by which a published folder describes its tokenizer.
final class TokenizerFolder {
    /// Gemma's, the largest published, has 33 MB.
    private static final long LARGEST = 128L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final JsonNode config;
    private final JsonNode settings;

    TokenizerFolder(Path folder) {
        this.folder = folder;
        config = json("config.json");
        settings = json("tokenizer_config.json");
    }

    SubwordTokenizer open() {
        var whole = file("tokenizer.json");
        if (whole.isPresent()) {
            return TokenizerJson.open(read(whole.get()), List.of());
        }
        var pieces = first("tokenizer.model", "ice_text.model", "spiece.model");
        if (pieces.isPresent()) {
            var bytes = read(pieces.get());
            // GLM-4 and Llama 3 publish ranks under the name that others use for pieces.
            return Tiktoken.looksLike(bytes)
                    ? tiktoken(bytes)
                    : sentencePiece(bytes, named(pieces.get(), "ice_text.model"));
        }
        var ranks = ranks();
        if (ranks.isPresent()) {
            return tiktoken(read(ranks.get()));
        }
        var vocabulary = file("vocab.json");
        var merges = file("merges.txt");
        if (vocabulary.isPresent() && merges.isPresent()) {
            return byteLevel(read(vocabulary.get()), read(merges.get()));
        }
        var words = file("vocab.txt");
        if (words.isPresent()) {
            return wordPiece(read(words.get()));
        }
        throw new StudioException("models.language.tokenizer.none", folder.getFileName());
    }

    private SubwordTokenizer sentencePiece(byte[] bytes, boolean ice) {
        var model = SentencePieceModel.parse(bytes);
        boolean unigram = model.settings().unigram();
        boolean chatGlm = ice || unigram && is("chatglm");
        var added = added();
        if (chatGlm) {
            // Published inside the model; a cut-down one has them in its configuration only.
            configured(added, "[MASK]", "mask_token_id");
            configured(added, "[gMASK]", "gmask_token_id");
            configured(added, "<sop>", "bos_token_id");
            configured(added, "<eop>", "eos_token_id");
            model.pieces().forEach(piece -> added.remove(piece.text()));
        } else if (is("chatglm")) {
            append(added, model.pieces().size(), FamilyTokens.chatGlm());
        } else if (is("internlm2")) {
            // The first release kept the names of unused pieces for them.
            FamilyTokens.internLm2()
                    .forEach(
                            (token, old) -> {
                                for (int id = 0; id < model.pieces().size(); id++) {
                                    if (model.pieces().get(id).text().equals(old)) {
                                        added.putIfAbsent(token, Control.hidden(id, token));
                                    }
                                }
                            });
        }
        return SentencePieceFolder.open(model, List.copyOf(added.values()), chatGlm);
    }

    private SubwordTokenizer tiktoken(byte[] bytes) {
        var file = Tiktoken.parse(bytes);
        var split = file.split();
        var added = added();
        int next = file.tokens().size();
        switch (split) {
            case SINGLE_DIGITS -> append(added, next, FamilyTokens.qwen());
            case DIGITS_BY_THREE ->
                    append(
                            added,
                            next,
                            is("chatglm") || is("glm4") || next == FamilyTokens.GLM4_RANKS
                                    ? FamilyTokens.glm4()
                                    : FamilyTokens.llama3());
            case GPT2 -> append(added, next, List.of("<|endoftext|>"));
        }
        return TokenizerJson.open(
                MadeJson.byteLevel(
                        numbered(file.tokens()), file.merges(), MadeJson.Words.of(split, true)),
                List.copyOf(added.values()));
    }

    private SubwordTokenizer byteLevel(byte[] vocabulary, byte[] merges) {
        var ids = new LinkedHashMap<String, Integer>();
        try {
            JSON.readTree(vocabulary)
                    .properties()
                    .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt(-1)));
        } catch (IOException e) {
            throw new StudioException(e, "models.language.tokenizer.badJson");
        }
        var pairs = new ArrayList<Merge>();
        for (var line : lines(merges)) {
            var parts = line.split(" ", -1);
            // The first line may name a version.
            if (parts.length == 2 && !line.startsWith("#version")) {
                pairs.add(new Merge(parts[0], parts[1]));
            }
        }
        boolean qwen = is("qwen");
        return TokenizerJson.open(
                MadeJson.byteLevel(
                        ids,
                        pairs,
                        MadeJson.Words.of(qwen ? WordSplit.SINGLE_DIGITS : WordSplit.GPT2, false)),
                List.copyOf(added().values()));
    }

    private SubwordTokenizer wordPiece(byte[] words) {
        var ids = new LinkedHashMap<String, Integer>();
        var lines = lines(words);
        for (int id = 0; id < lines.size(); id++) {
            ids.putIfAbsent(lines.get(id), id);
        }
        return TokenizerJson.open(
                MadeJson.wordPiece(ids, settings.path("do_lower_case").asBoolean(true)),
                FamilyTokens.bert(ids));
    }

    /// Control tokens named beside the vocabulary, in the old way and the new.
    private Map<String, Control> added() {
        var added = new LinkedHashMap<String, Control>();
        settings.path("added_tokens_decoder")
                .properties()
                .forEach(
                        entry -> {
                            var token = entry.getValue();
                            var text = token.path("content").asText();
                            added.put(
                                    text,
                                    new Control(
                                            id(entry.getKey()),
                                            text,
                                            token.path("special").asBoolean(true),
                                            token.path("lstrip").asBoolean(),
                                            token.path("rstrip").asBoolean()));
                        });
        json("added_tokens.json")
                .properties()
                .forEach(
                        entry ->
                                added.putIfAbsent(
                                        entry.getKey(),
                                        Control.hidden(entry.getValue().asInt(), entry.getKey())));
        return added;
    }

    private void configured(Map<String, Control> added, String token, String field) {
        int id = config.path(field).asInt(-1);
        if (id >= 0) {
            added.putIfAbsent(token, Control.hidden(id, token));
        }
    }

    private static void append(Map<String, Control> added, int from, List<String> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            added.putIfAbsent(tokens.get(i), Control.hidden(from + i, tokens.get(i)));
        }
    }

    private static int id(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new StudioException(e, "models.language.tokenizer.badJson");
        }
    }

    /// Whether the folder says it is of a family.
    private boolean is(String family) {
        return Stream.of(
                        config.path("model_type").asText(),
                        settings.path("tokenizer_class").asText(),
                        config.path("architectures").path(0).asText())
                .anyMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith(family));
    }

    private static Map<String, Integer> numbered(List<String> tokens) {
        var ids = HashMap.<String, Integer>newHashMap(tokens.size());
        for (int id = 0; id < tokens.size(); id++) {
            ids.put(tokens.get(id), id);
        }
        return ids;
    }

    private static List<String> lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }

    private Optional<Path> ranks() {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".tiktoken")).sorted().findFirst();
        } catch (IOException e) {
            throw new StudioException(e, "models.language.tokenizer.unreadable", folder);
        }
    }

    private static boolean named(Path file, String name) {
        return file.endsWith(name);
    }

    private Optional<Path> first(String... names) {
        return Stream.of(names).flatMap(name -> file(name).stream()).findFirst();
    }

    private Optional<Path> file(String name) {
        return Optional.of(folder.resolve(name)).filter(Files::isRegularFile);
    }

    private JsonNode json(String name) {
        var file = file(name);
        if (file.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(read(file.get()));
        } catch (JsonProcessingException e) {
            throw new StudioException(e, "models.language.tokenizer.badJson");
        } catch (IOException e) {
            throw new StudioException(e, "models.language.tokenizer.unreadable", name);
        }
    }

    static byte[] read(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new StudioException(
                        "models.language.tokenizer.tooLarge", file.getFileName(), size >> 20);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new StudioException(
                    e, "models.language.tokenizer.unreadable", file.getFileName());
        }
    }
}
