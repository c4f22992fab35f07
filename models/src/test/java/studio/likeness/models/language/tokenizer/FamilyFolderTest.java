package studio.likeness.models.language.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.PromptFormat;
import studio.likeness.models.language.chat.PromptFormats;

/// Folders as families publish them, with the fixture's small vocabularies.
class FamilyFolderTest {
    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder(@TempDir Path made) {
        folder = made;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void pieces(String name, String kind) throws IOException {
        Files.write(folder.resolve(name), Fixture.sentencePieceFile(kind));
    }

    private PromptFormat format(Tokenizer tokenizer) {
        return PromptFormats.ofFolder(folder, tokenizer);
    }

    @Test
    void chatGlmKeepsBlanksTabsAndLineEnds() throws IOException {
        pieces("ice_text.model", "sentencepiece_unigram");
        write(
                "config.json",
                "{\"model_type\": \"chatglm\", \"bos_token_id\": 130004, \"eos_token_id\": 130005,"
                        + " \"mask_token_id\": 130000, \"gmask_token_id\": 130001}");
        try (var tokenizer = Tokenizers.open(folder)) {
            assertEquals("a\nb\tc   d", tokenizer.decode(tokenizer.encode("a\nb\tc   d")));
            assertEquals(OptionalInt.of(130_001), tokenizer.id("[gMASK]"));
            var format = format(tokenizer);
            assertEquals(java.util.Set.of(130_005), format.stops(tokenizer));
            var ids = format.encode(List.of(Message.user("[gMASK] 你好")), tokenizer, false);
            assertArrayEquals(
                    new int[] {130_001, 130_004},
                    Arrays.copyOfRange(ids, ids.length - 2, ids.length));
            assertEquals(1, Arrays.stream(ids).filter(id -> id == 130_001).count());
        }
    }

    @Test
    void chatGlm3PutsItsTokensAfterThePieces() throws IOException {
        pieces("tokenizer.model", "sentencepiece_bpe");
        write("config.json", "{\"model_type\": \"chatglm\", \"eos_token_id\": 2}");
        write(
                "tokenizer_config.json",
                "{\"additional_special_tokens\": [\"<|user|>\", \"<|observation|>\"]}");
        try (var tokenizer = Tokenizers.open(folder)) {
            assertEquals(OptionalInt.of(561), tokenizer.id("[gMASK]"));
            assertEquals(OptionalInt.of(566), tokenizer.id("<|user|>"));
            assertEquals(569, tokenizer.size());
            var format = format(tokenizer);
            assertEquals(java.util.Set.of(2, 566, 568), format.stops(tokenizer));
            var ids = format.encode(List.of(Message.user("the")), tokenizer, false);
            // Each text has its own blank before it: the line end's, then the word's.
            assertArrayEquals(new int[] {561, 563, 566, 441, 13, 264, 567}, ids);
        }
    }

    @Test
    void chatGlm2IsNotTakenForItsSuccessor() throws IOException {
        pieces("tokenizer.model", "sentencepiece_bpe");
        write("config.json", "{\"model_type\": \"chatglm\"}");
        try (var tokenizer = Tokenizers.open(folder)) {
            var ids = format(tokenizer).encode(List.of(Message.user("the")), tokenizer, false);
            assertArrayEquals(new int[] {561, 563}, Arrays.copyOf(ids, 2));
            assertEquals(
                    "[Round 1]\n\n问：the\n\n答：",
                    tokenizer.decode(Arrays.copyOfRange(ids, 2, ids.length)));
        }
    }

    @Test
    void internLm2FindsItsTokensUnderTheirOldNames() throws IOException {
        pieces("tokenizer.model", "sentencepiece_bpe");
        write("config.json", "{\"model_type\": \"internlm2\"}");
        write(
                "tokenizer_config.json",
                "{\"added_tokens_decoder\": {\"558\": {\"content\": \"<|im_end|>\", \"special\": true},"
                        + " \"559\": {\"content\": \"<|im_start|>\", \"special\": true}}}");
        try (var tokenizer = Tokenizers.open(folder)) {
            assertEquals(OptionalInt.of(559), tokenizer.id("<|im_start|>"));
            var format = format(tokenizer);
            assertEquals(java.util.Set.of(2, 558), format.stops(tokenizer));
            var ids = format.encode(List.of(Message.user("<|im_end|>")), tokenizer, false);
            assertArrayEquals(new int[] {1, 559}, Arrays.copyOf(ids, 2));
            assertEquals(1, Arrays.stream(ids).filter(id -> id == 558).count());
        }
    }

    @Test
    void glm4sRanksAreFoundUnderThePiecesName() throws IOException {
        write("tokenizer.model", ranks("12", "123", "你", "你好"));
        write("config.json", "{\"model_type\": \"chatglm\"}");
        try (var tokenizer = Tokenizers.open(folder)) {
            int first = tokenizer.id("<|endoftext|>").orElseThrow();
            assertEquals(260, first);
            assertArrayEquals(new int[] {257, 52}, tokenizer.encode("1234"));
            assertEquals("你好 12", tokenizer.decode(tokenizer.encode("你好 12")));
            var ids = format(tokenizer).encode(List.of(Message.user("12")), tokenizer, false);
            assertArrayEquals(new int[] {262, 264, 267, 10, 256, 268}, ids);
        }
    }

    @Test
    void llama3sRanksHaveItsHeaders() throws IOException {
        write("tokenizer.model", ranks("12", "123"));
        write("config.json", "{\"model_type\": \"llama\", \"eos_token_id\": [259, 267]}");
        try (var tokenizer = Tokenizers.open(folder)) {
            assertEquals(258, tokenizer.id("<|begin_of_text|>").orElseThrow());
            assertEquals(258 + 256, tokenizer.size());
            var format = format(tokenizer);
            assertTrue(format.stops(tokenizer).containsAll(List.of(259, 266, 267)));
            assertEquals(258, format.encode(List.of(Message.user("x")), tokenizer, false)[0]);
        }
    }

    /// All single bytes, then some longer tokens.
    private static String ranks(String... longer) {
        var single = java.util.stream.IntStream.range(0, 256).mapToObj(b -> new byte[] {(byte) b});
        var more =
                Stream.of(longer)
                        .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var tokens = Stream.concat(single, more).toList();
        return java.util.stream.IntStream.range(0, tokens.size())
                .mapToObj(rank -> Base64.getEncoder().encodeToString(tokens.get(rank)) + " " + rank)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void qwensVocabularyAndMergesAgreeWithTheReference() throws IOException {
        var kind = Fixture.read("tokenizers").path("byte_level_bpe");
        var json = new ObjectMapper();
        write("vocab.json", kind.path("vocab").toString());
        var merges = new StringBuilder("#version: 0.2\n");
        kind.path("merges").forEach(line -> merges.append(line.asText()).append('\n'));
        write("merges.txt", merges.toString());
        write("config.json", "{\"model_type\": \"qwen2\"}");
        write(
                "tokenizer_config.json",
                json.writeValueAsString(
                        Map.of(
                                "added_tokens_decoder",
                                Map.of(
                                        "516", Map.of("content", "<|endoftext|>", "special", true),
                                        "517", Map.of("content", "<|im_start|>", "special", true),
                                        "518", Map.of("content", "<|im_end|>", "special", true)),
                                "chat_template",
                                "You are Qwen, created by Alibaba Cloud.")));
        try (var tokenizer = Tokenizers.open(folder)) {
            for (var each : kind.path("cases")) {
                assertArrayEquals(
                        Fixture.ints(each.path("ids")),
                        tokenizer.encodePrompt(each.path("text").asText()));
            }
            var ids = format(tokenizer).encode(List.of(Message.user("x")), tokenizer, false);
            assertTrue(tokenizer.decode(ids).contains("created by Alibaba Cloud"));
        }
    }

    @Test
    void wordsOfBert() throws IOException {
        write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nun\n##happy\n好\n");
        try (var tokenizer = Tokenizers.open(folder)) {
            assertArrayEquals(new int[] {5, 6, 7, 7, 1}, tokenizer.encode("Unhappy好好x"));
            assertEquals("unhappy 好", tokenizer.decode(new int[] {2, 5, 6, 7, 3}));
        }
    }

    @Test
    void anUnknownFamilyIsReadByItsOwnTemplate() throws IOException {
        pieces("tokenizer.model", "sentencepiece_bpe");
        write("config.json", "{\"model_type\": \"unheard-of\"}");
        write(
                "chat_template.jinja",
                "{{ bos_token }}{% for m in messages %}[{{ m.role }}] {{ m.content }}{{ eos_token }}"
                        + "{% endfor %}");
        write(
                "tokenizer_config.json",
                "{\"bos_token\": {\"content\": \"<s>\"}, \"eos_token\": \"</s>\"}");
        try (var tokenizer = Tokenizers.open(folder)) {
            var ids = format(tokenizer).encode(List.of(Message.user("</s>hi")), tokenizer, false);
            assertEquals(1, ids[0]);
            assertEquals(2, ids[ids.length - 1]);
            assertEquals(1, Arrays.stream(ids).filter(id -> id == 2).count());
            assertEquals("[user] </s>hi", tokenizer.decode(ids));
        }
    }
}
