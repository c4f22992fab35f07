package studio.likeness.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.library.TextEmbedder;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.training.EncoderTraining.Settings;

class EncoderTrainingTest {
    private static final List<Intent> INTENTS =
            List.of(
                    intent("en", "tea", "Do you drink tea?", "Is tea your drink?", "You like tea?"),
                    intent("en", "sea", "Do you sail?", "Have you a boat?", "Are you a sailor?"),
                    intent("en", "dog", "Had you a dog?", "Any pets at home?", "Who barked there?"),
                    intent("zh", "cha", "您爱喝茶吗？", "平时喝什么茶？", "茶喝得多吗？"),
                    intent("zh", "hai", "您出过海吗？", "坐过船没有？", "大海您见过吗？"),
                    new Intent("", "zh", List.of(), List.of("今天几号？"), ""));

    @TempDir Path root;

    private static Intent intent(String language, String name, String... same) {
        return new Intent(name, language, List.of(same), List.of(), "");
    }

    private static Settings small(int steps) {
        return new Settings(1, 32, 2, 300, 32, steps, 8, 5e-3, 0.01, 0.1, 0.1, 0, 7);
    }

    private double train(String name, int steps) throws IOException {
        return new EncoderTraining(INTENTS, small(steps)).run(root.resolve(name), Progress.none());
    }

    @Test
    void learnsWhichTextsMeanTheSameAndIsAddedLikeAnyOtherModel() throws IOException {
        double before = train("untrained", 1);
        double after = train("trained", 60);
        assertTrue(after < 0.5 * before, before + " to " + after);

        var model =
                new Conversion(new Home(root.resolve("home")), "test")
                        .add(root.resolve("trained"), Options.usual(), Progress.none());
        try (var embedder = TextEmbedder.open(model, Device.processor())) {
            assertEquals(32, embedder.size());
            var asked = embedder.query("Are you a sailor?");
            var others = embedder.passages(List.of("Do you sail?", "Do you drink tea?", "茶喝得多吗？"));
            assertTrue(product(asked, others.get(0)) > product(asked, others.get(1)) + 0.2);
            assertTrue(product(asked, others.get(0)) > product(asked, others.get(2)) + 0.2);
        }
    }

    @Test
    void theSameTextsGiveTheSameNetwork() throws IOException {
        train("once", 5);
        train("again", 5);

        for (var file : List.of("model.safetensors", "vocab.txt", "config.json")) {
            assertArrayEquals(
                    Files.readAllBytes(root.resolve("once").resolve(file)),
                    Files.readAllBytes(root.resolve("again").resolve(file)),
                    file);
        }
    }

    @Test
    void joinsWhatOftenStandsTogetherAndKeepsEveryLetter() {
        var pieces =
                WordPieces.learn(List.of("winter winter winters", "Wind, winner", "冬天冬天冬天"), 200);

        assertEquals(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), pieces.subList(0, 5));
        assertTrue(pieces.containsAll(List.of("w", "##d", "冬", "天", ",", "winter")), pieces + "");
        assertTrue(pieces.stream().noneMatch("冬天"::equals)); // BERT splits Chinese itself
        assertTrue(pieces.stream().noneMatch("wind"::equals)); // once is not often
    }

    @Test
    void readsIntentsAndWhatNobodyShouldAnswer() throws IOException {
        var file =
                Files.writeString(
                        root.resolve("texts.jsonl"),
                        """
                        {"intent": "x", "language": "en", "same": ["a", "b"], "near": ["c"], "answer": "d"}
                        {"language": "en", "question": "e"}
                        """);

        assertEquals(
                List.of(
                        new Intent("x", "en", List.of("a", "b"), List.of("c"), "d"),
                        new Intent("", "en", List.of(), List.of("e"), "")),
                Intent.read(file));
    }

    private static double product(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
    }
}
