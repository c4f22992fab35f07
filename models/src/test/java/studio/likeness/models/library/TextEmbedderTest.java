package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.library.Conversion.Precision;
import studio.likeness.models.library.FamilyFolder.Form;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;

/// A bge-shaped encoder with keyed weights, added as a published folder is.
class TextEmbedderTest {
    private static final double TOLERANCE = 1e-4;

    @TempDir Path root;

    private final JsonNode fixture;

    TextEmbedderTest() throws IOException {
        fixture = Listings.fixture("bert_embed");
    }

    private ModelFolder added(String name, boolean firstToken) throws IOException {
        var source = FamilyFolder.write(fixture, Form.SAFETENSORS, root.resolve(name));
        Files.delete(source.resolve("tokenizer.json"));
        Files.write(source.resolve("vocab.txt"), vocabulary());
        var pooling = Files.createDirectory(source.resolve("1_Pooling"));
        Files.writeString(
                pooling.resolve("config.json"), "{\"pooling_mode_cls_token\": " + firstToken + "}");
        return new Conversion(new Home(root.resolve("home")), "test")
                .add(source, as(WeightChoice.FLOAT32), Progress.none());
    }

    private static Options as(WeightChoice weights) {
        return new Options(Optional.of(weights), Precision.CPU, 0, "");
    }

    /// Such that the fixture's second row is what a text comes to.
    private List<String> vocabulary() {
        var words =
                IntStream.range(0, 512)
                        .mapToObj(i -> "w" + i)
                        .collect(Collectors.toCollection(ArrayList::new));
        var row = row(1);
        words.set(0, "[PAD]");
        words.set(1, "[UNK]");
        words.set(row[0], "[CLS]");
        words.set(row[row.length - 1], "[SEP]");
        return words;
    }

    private int[] row(int i) {
        var ids = fixture.path("input_ids").path(i).valueStream().mapToInt(JsonNode::asInt);
        return ids.limit(fixture.path("lens").path(i).asInt()).toArray();
    }

    private String secondText() {
        var row = row(1);
        return IntStream.of(row)
                .limit(row.length - 1)
                .skip(1)
                .mapToObj(id -> "w" + id)
                .collect(Collectors.joining(" "));
    }

    private void same(int item, String pooling, float[] found) {
        var expected = fixture.path("outputs").path("items").path(item).path(pooling);
        assertEquals(expected.size(), found.length);
        for (int i = 0; i < found.length; i++) {
            assertEquals(expected.get(i).asDouble(), found[i], TOLERANCE);
        }
    }

    @Test
    void givesTheOriginalsVectorsOfATextAndOfABatchOfUnequalLengths() throws IOException {
        var model = added("bge-small-zh", true);
        try (var embedder = (EncoderEmbedder) TextEmbedder.open(model, Device.processor())) {
            assertEquals(128, embedder.size());
            same(1, "cls_norm", embedder.passages(List.of(secondText())).getFirst());
            assertEquals(row(1).length, embedder.tokens(List.of(secondText())));

            var both = embedder.vectors(List.of(row(0), row(1)));
            same(0, "cls_norm", both.get(0));
            same(1, "cls_norm", both.get(1));
            double cosine = fixture.path("outputs").path("cosine").path(0).path(1).asDouble();
            assertEquals(cosine, product(both.get(0), both.get(1)), TOLERANCE);
        }
    }

    @Test
    void takesTheMeanWhereTheFolderSaysSo() throws IOException {
        var model = added("other", false);
        try (var embedder = TextEmbedder.open(model, Device.processor())) {
            same(1, "mean_norm", embedder.passages(List.of(secondText())).getFirst());
            assertArrayEquals(
                    embedder.passages(List.of(secondText())).getFirst(),
                    embedder.query(secondText()),
                    1e-6f);
        }
    }

    @Test
    void asksWithThePrefixOfItsFamily() throws IOException {
        var model = added("bge-small-zh", true);
        try (var embedder = TextEmbedder.open(model, Device.processor())) {
            var asked = embedder.query("w7 w8");
            var plain = embedder.passages(List.of("w7 w8", "为这个句子生成表示以用于检索相关文章：w7 w8"));
            assertTrue(product(asked, plain.get(0)) < 0.999);
            assertEquals(1, product(asked, plain.get(1)), TOLERANCE);
        }
    }

    @Test
    void cutsWhatIsTooLongAndKeepsTheOrderOfManyTexts() throws IOException {
        var model = added("bge-small-zh", true);
        try (var embedder = TextEmbedder.open(model, Device.processor())) {
            var texts =
                    IntStream.range(0, 150)
                            .mapToObj(
                                    i -> String.join(" ", Collections.nCopies(1 + i % 90, "w" + i)))
                            .toList();
            assertEquals(64, embedder.tokens(List.of(texts.get(89))));
            var all = embedder.passages(texts);
            for (int i : new int[] {0, 1, 89, 90, 149}) {
                var alone = embedder.passages(List.of(texts.get(i))).getFirst();
                assertEquals(1, product(alone, all.get(i)), TOLERANCE, "text " + i);
            }
            assertEquals(List.of(), embedder.passages(List.of()));
        }
    }

    @Test
    void otherRoundingOfTheSameWeightsIsAnotherEmbedder() throws IOException {
        var exact = added("bge-small-zh", true);
        var rounded =
                new Conversion(new Home(root.resolve("home")), "test")
                        .add(
                                root.resolve("bge-small-zh"),
                                as(WeightChoice.FLOAT16),
                                Progress.none());
        try (var a = TextEmbedder.open(exact, Device.processor());
                var b = TextEmbedder.open(rounded, Device.processor())) {
            assertTrue(!a.id().equals(b.id()), a.id());
            var text = List.of(secondText());
            double near = product(a.passages(text).getFirst(), b.passages(text).getFirst());
            assertTrue(near > 0.999, "cosine " + near);
        }
    }

    @Test
    void refusesAModelThatWrites() throws IOException {
        var source =
                FamilyFolder.write(Listings.fixture("qwen2"), Form.SAFETENSORS, root.resolve("q"));
        var model =
                new Conversion(new Home(root.resolve("home")), "test")
                        .add(source, as(WeightChoice.FLOAT32), Progress.none());

        var refused =
                assertThrows(
                        StudioException.class, () -> TextEmbedder.open(model, Device.processor()));

        assertEquals("models.library.noEncoder", refused.key());
    }

    private static double product(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
    }

    @Test
    void vectorsHaveLengthOne() throws IOException {
        var model = added("bge-small-zh", true);
        try (var embedder = TextEmbedder.open(model, Device.processor())) {
            for (var vector : embedder.passages(Arrays.asList("w3", "w4 w5", ""))) {
                assertEquals(1, product(vector, vector), TOLERANCE);
            }
        }
    }
}
