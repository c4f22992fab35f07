package studio.likeness.models.language.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;

/// Damaged and made-up files: one sentence, never the end of the process.
class HostileTokenizerTest {
    private static final String JSON =
            """
            {"version": "1.0", "truncation": null, "added_tokens": [
             {"id": 6, "content": "<s>", "special": true, "lstrip": false, "rstrip": true}],
             "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"},
              {"type": "Replace", "pattern": {"String": " "}, "content": "_"}]},
             "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "\\\\p{L}+|\\\\s"},
              "behavior": "Isolated", "invert": false},
             "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true,
              "use_regex": true},
             "model": {"type": "BPE", "dropout": null, "unk_token": "?", "fuse_unk": false,
              "byte_fallback": false, "ignore_merges": false,
              "vocab": {"?": 0, "a": 1, "b": 2, "c": 3, "ab": 4, "_": 5},
              "merges": [["a", "b"]]}}
            """;

    private static final String RANKS = "YQ== 0\nYg== 1\nYw== 2\nYWI= 3\nYWJj 4\nMQ== 5\nIA== 6\n";

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "ranks.tiktoken", "vocab.txt"})
    void damagedTextFilesAreRefusedOrWork(String name, @TempDir Path folder) throws IOException {
        var whole =
                switch (name) {
                    case "tokenizer.json" -> JSON;
                    case "vocab.txt" -> "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\n##c\n";
                    default -> RANKS;
                };
        assertEquals(0, refused(folder.resolve(name), bytes(whole)), whole);
        var random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            var damaged = bytes(whole);
            for (int j = 0; j <= random.nextInt(4); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            var cut = random.nextInt(4) > 0 ? damaged.length : random.nextInt(damaged.length);
            refused += refused(folder.resolve(name), Arrays.copyOf(damaged, cut));
        }
        assertTrue(refused > (name.equals("vocab.txt") ? 0 : 300), refused + " refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentencepiece_bpe", "sentencepiece_unigram"})
    void damagedPiecesAreRefusedOrWork(String kind, @TempDir Path folder) throws IOException {
        var whole = Fixture.sentencePieceFile(kind);
        assertEquals(0, refused(folder.resolve("tokenizer.model"), whole));
        var random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            var damaged = whole.clone();
            for (int j = 0; j <= random.nextInt(6); j++) {
                // Half of the damage goes where the settings and the replacements lie.
                int from = random.nextBoolean() ? 0 : damaged.length * 3 / 4;
                damaged[from + random.nextInt(damaged.length - from)] = (byte) random.nextInt(256);
            }
            var cut = random.nextInt(4) > 0 ? damaged.length : random.nextInt(damaged.length);
            refused += refused(folder.resolve("tokenizer.model"), Arrays.copyOf(damaged, cut));
        }
        assertTrue(refused > 50, refused + " refused");
    }

    /// @return 1 when it was, 0 when the tokenizer works
    private static int refused(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        try (var tokenizer = Tokenizers.open(file.getParent())) {
            var ids = tokenizer.encode("abc ab 你好 <s> 😀");
            tokenizer.decode(ids);
            tokenizer.decode(new int[] {0, 3, -1, Integer.MAX_VALUE});
            return 0;
        } catch (StudioException e) {
            assertTrue(e.key().startsWith("models.language.tokenizer."), e.key());
            return 1;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tokenizer.json | {",
                "tokenizer.json | []",
                "tokenizer.json | {}",
                "tokenizer.json | {\"model\": {\"type\": \"Evil\", \"vocab\": {}}}",
                "tokenizer.json | {\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": -1}, \"merges\": []}}",
                "tokenizer.json | {\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 2000000000}, \"merges\": []}}",
                "tokenizer.json | {\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 1}, \"merges\": [\"x y\"]}}",
                "tokenizer.model | not a protobuf",
                "x.tiktoken | YQ== 0\\n!!! 1",
                "x.tiktoken | YQ== 7",
            })
    void nonsenseIsRefusedWithASentence(String name, String content, @TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve(name), content.replace("\\n", "\n"));
        var problem = assertThrows(StudioException.class, () -> Tokenizers.open(folder));
        assertTrue(problem.explanation().endsWith("."), problem.explanation());
    }

    @Test
    void nestingAndSizeAreBounded(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("tokenizer.json"), "{\"normalizer\": " + "[".repeat(1 << 20));
        assertThrows(StudioException.class, () -> Tokenizers.open(folder));
        try (var file =
                Files.newByteChannel(
                        folder.resolve("tokenizer.json"),
                        java.nio.file.StandardOpenOption.WRITE,
                        java.nio.file.StandardOpenOption.SPARSE)) {
            file.position(1L << 31);
            file.write(java.nio.ByteBuffer.wrap(new byte[1]));
        }
        var problem = assertThrows(StudioException.class, () -> Tokenizers.open(folder));
        assertEquals("models.language.tokenizer.tooLarge", problem.key());
    }

    @Test
    void anEmptyFolderSaysWhatIsMissing(@TempDir Path folder) {
        var problem = assertThrows(StudioException.class, () -> Tokenizers.open(folder));
        assertEquals("models.language.tokenizer.none", problem.key());
    }

    @Test
    void ggufListsThatDoNotFitAreRefused() {
        for (var each :
                List.of(
                        gguf("gpt2", "unheard-of", 3, 3, 0),
                        gguf("rwkv", "", 3, 3, 0),
                        gguf("gpt2", "qwen2", 3, 2, 0),
                        gguf("llama", "", 3, 3, 2),
                        gguf("llama", "", 0, 0, 0))) {
            assertThrows(StudioException.class, () -> Tokenizers.fromGguf(each), each.toString());
        }
    }

    private static GgufTokens gguf(String model, String pre, int tokens, int types, int scores) {
        return new GgufTokens(
                model,
                pre,
                IntStream.range(0, tokens).mapToObj(i -> "t" + i).toList(),
                new float[scores],
                IntStream.range(0, types).map(_ -> 1).toArray(),
                List.of(),
                GgufTokens.Blanks.usual());
    }

    @Test
    void halvesOfCharactersAndZerosAreText() {
        try (var bytes = Fixture.byteLevel();
                var pieces =
                        Tokenizers.sentencePiece(
                                SentencePieceModel.parse(
                                        Fixture.sentencePieceFile("sentencepiece_bpe")))) {
            for (var tokenizer : List.of(bytes, pieces)) {
                assertEquals("a\uFFFDb", tokenizer.decode(tokenizer.encode("a\uD83Db")));
                assertEquals("a\0b", tokenizer.decode(tokenizer.encode("a\0b")));
                var every =
                        IntStream.range(1, 0x11000)
                                .filter(c -> c < 0xD800 || c > 0xDFFF)
                                .filter(c -> Character.isLetter(c) && c < 0x3000)
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining());
                assertEquals(
                        java.text.Normalizer.normalize(every, java.text.Normalizer.Form.NFC),
                        java.text.Normalizer.normalize(
                                tokenizer.decode(tokenizer.encode(every)),
                                java.text.Normalizer.Form.NFC));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
