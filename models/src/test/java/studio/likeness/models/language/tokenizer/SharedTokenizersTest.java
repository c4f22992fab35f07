package studio.likeness.models.language.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Published tokenizers, where the shared data is at hand.
@Tag("slow")
class SharedTokenizersTest {
    private static final Path SHARED =
            Path.of(System.getenv().getOrDefault("LIKENESS_SHARED", "../../shared"));

    private static final List<String> TEXTS =
            List.of(
                    "Hello, world! It's 2025; we'll pay $1,234.56 (or 1000000).",
                    "你好，世界！请问今天天气怎么样？第12345章。",
                    "emoji 😀👍🏽👨‍👩‍👧‍👦🇨🇳 and 𠮷野家 ½ ①②③",
                    "def f(x):\n\tif x  >  0:\n\t\treturn {'a': [1, 2]}\n\n\n# done\r\n",
                    "   leading,   inner    and trailing   ",
                    "<|im_start|>system\nnot a token<|im_end|><s></s>[INST]<|endoftext|>[CLS]",
                    "中文English混排test123，标点。",
                    "tabs\tand\u00a0odd\u3000blanks\u200b");

    @BeforeEach
    void onlyWithTheSharedData() {
        Assumptions.assumeTrue(Files.isDirectory(SHARED.resolve("data/tokenizers")));
    }

    private static Path file(String name) {
        return SHARED.resolve("data/tokenizers").resolve(name);
    }

    /// A folder as published, made of one of the shared files.
    private static Path folder(Path folder, String name) throws IOException {
        var file = file(name);
        var named =
                name.endsWith("-tokenizer.json") ? "tokenizer.json" : file.getFileName().toString();
        Files.copy(file, folder.resolve(named));
        return folder;
    }

    @ParameterizedTest
    @CsvSource({
        "gpt2/tokenizer.json, 50295",
        "phi3/tokenizer.json, 32045",
        "llama2/tokenizer.model, 32000",
        "qwen/qwen.tiktoken, 151851",
        "whisper/multilingual.tiktoken, 50258",
        "whisper/gpt2.tiktoken, 50257"
    })
    void textsComeBackAsTheyWent(String name, int size, @TempDir Path folder) throws IOException {
        long started = System.nanoTime();
        try (var tokenizer = Tokenizers.open(folder(folder, name))) {
            double loaded = (System.nanoTime() - started) / 1e6;
            assertEquals(size, tokenizer.size());
            for (var text : TEXTS) {
                var ids = tokenizer.encode(text);
                assertEquals(text, tokenizer.decode(ids), name);
                assertTrue(Arrays.stream(ids).allMatch(id -> id >= 0 && id < tokenizer.size()));
            }
            speed(name, tokenizer, loaded);
        }
    }

    private static void speed(String name, Tokenizer tokenizer, double loaded) throws IOException {
        var chapter = Files.readString(SHARED.resolve("data/documents/hongloumeng_003.utf8.txt"));
        var ids = tokenizer.encode(chapter);
        assertEquals(chapter, tokenizer.decode(ids));
        long started = System.nanoTime();
        int rounds = 5;
        for (int i = 0; i < rounds; i++) {
            tokenizer.encode(chapter);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: loaded in %.0f ms, %d tokens, %.2f million tokens per second%n",
                name,
                loaded,
                ids.length,
                ids.length * rounds / seconds / 1e6);
    }

    @Test
    void controlTokensAreOnlyFoundInPrompts(@TempDir Path folder) throws IOException {
        try (var qwen = Tokenizers.open(folder(folder, "qwen/qwen.tiktoken"))) {
            int start = qwen.id("<|im_start|>").orElseThrow();
            assertEquals(151_644, start);
            assertEquals(151_643, qwen.id("<|endoftext|>").orElseThrow());
            assertArrayEquals(
                    new int[] {start, 872, 198, 151_645},
                    qwen.encodePrompt("<|im_start|>user\n<|im_end|>"));
            assertTrue(
                    Arrays.stream(qwen.encode("<|im_start|>user\n<|im_end|>"))
                            .noneMatch(id -> id >= 151_643));
            assertEquals("user\n", qwen.decode(new int[] {start, 872, 198, 151_645}));
        }
    }

    @Test
    void digitsStandAloneInQwenAndTogetherInGpt2(@TempDir Path one, @TempDir Path other)
            throws IOException {
        try (var qwen = Tokenizers.open(folder(one, "qwen/qwen.tiktoken"));
                var whisper = Tokenizers.open(folder(other, "whisper/gpt2.tiktoken"))) {
            assertEquals(4, qwen.encode("2025").length);
            assertEquals(2, whisper.encode("2025").length);
        }
    }

    /// The same vocabulary in two forms: read by two libraries, it gives the same ids.
    @Test
    void llamasPiecesAndItsTokenizerJsonAgree(@TempDir Path one, @TempDir Path other)
            throws IOException {
        try (var pieces = Tokenizers.open(folder(one, "llama2/tokenizer.model"));
                var json = Tokenizers.open(folder(other, "phi3/tokenizer.json"))) {
            for (var text : TEXTS) {
                assertArrayEquals(pieces.encode(text), json.encode(text), text);
            }
            var chapter =
                    Files.readString(SHARED.resolve("data/documents/hongloumeng_003.utf8.txt"));
            assertArrayEquals(pieces.encode(chapter), json.encode(chapter));
        }
    }

    /// Merging by rank and merging by a `tokenizer.json` with merges: the same ids.
    @Test
    void gpt2sRanksAndItsTokenizerJsonAgree(@TempDir Path one, @TempDir Path other)
            throws IOException {
        try (var ranks = Tokenizers.open(folder(one, "whisper/gpt2.tiktoken"));
                var json = Tokenizers.open(folder(other, "gpt2/tokenizer.json"))) {
            for (var text : TEXTS) {
                // The json also has tokens for runs of blanks.
                if (!text.contains("  ") && !text.contains("\n\t\t")) {
                    assertArrayEquals(ranks.encode(text), json.encode(text), text);
                }
            }
        }
    }

    @Test
    void phi3SwallowsWhatItsReferenceSwallows(@TempDir Path folder) throws IOException {
        try (var phi3 = Tokenizers.open(folder(folder, "phi3/tokenizer.json"))) {
            int assistant = phi3.id("<|assistant|>").orElseThrow();
            int user = phi3.id("<|user|>").orElseThrow();
            var ids = phi3.encodePrompt("<|user|>\nHi<|end|>\n<|assistant|>\n");
            assertEquals(user, ids[0]);
            assertEquals(assistant, ids[ids.length - 1]);
        }
    }

    @Test
    void wordPieceCutsCasedWords(@TempDir Path folder) throws IOException {
        try (var bert = Tokenizers.open(folder(folder, "bert/bert-base-cased-tokenizer.json"))) {
            assertEquals(28_996, bert.size());
            assertEquals(101, bert.id("[CLS]").orElseThrow());
            assertArrayEquals(new int[] {8667, 117, 1362, 106}, bert.encode("Hello, world!"));
            assertEquals("Hello, world!", bert.decode(bert.encode("Hello, world!")));
        }
    }
}
