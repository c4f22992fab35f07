package studio.likeness.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.quant.LmFixture;

class GgufTest {
    @TempDir Path folder;
    private final LmFixture fixture = LmFixture.read("gguf");
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("model.bin");
        Files.write(file, Base64.getDecoder().decode(fixture.json().get("file_base64").asText()));
    }

    @Test
    void decodesEveryTypeToThePublishedFigures() {
        try (var index = Checkpoints.open(file)) {
            assertEquals(fixture.json().get("tensors").size(), index.names().size());
            for (var each : fixture.json().get("tensors")) {
                var tensor = index.get(each.get("name").asText());
                assertEquals(each.get("type").asText(), tensor.storage());
                assertEquals(each.get("bytes").asLong(), tensor.bytes());
                assertArrayEquals(
                        StreamSupport.stream(each.get("shape").spliterator(), false)
                                .mapToLong(dim -> dim.asLong())
                                .toArray(),
                        tensor.shape());
                var numbers = tensor.floats();
                for (var sample : each.get("samples")) {
                    close(sample.get(1).asDouble(), numbers[sample.get(0).asInt()], tensor);
                }
                for (int i = 0; i < 32; i++) {
                    close(each.get("first_32").get(i).asDouble(), numbers[i], tensor);
                }
                double sum = IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).sum();
                close(each.get("mean").asDouble(), sum / numbers.length, tensor);
            }
        }
    }

    /// The figures are given to seven digits.
    private static void close(double expected, double found, Tensor tensor) {
        assertEquals(expected, found, Math.abs(expected) * 1e-6 + 1e-9, tensor.name());
    }

    @Test
    void readsAnyRangeAsTheWholeDoes() {
        try (var index = Checkpoints.open(file)) {
            for (var name : index.names()) {
                var tensor = index.get(name);
                var whole = tensor.floats();
                for (int from : new int[] {0, 1, 31, 32, 200, 255, 256, 300}) {
                    for (int count : new int[] {0, 1, 30, 64, 212}) {
                        var part = new float[count + 2];
                        tensor.read(from, part, 1, count);
                        for (int i = 0; i < count; i++) {
                            assertEquals(whole[from + i], part[1 + i], name);
                        }
                    }
                }
            }
        }
    }

    @Test
    void showsItsMetadataWithTypes() {
        try (var index = Checkpoints.open(file)) {
            var meta = index.meta();
            fixture.json()
                    .get("metadata")
                    .properties()
                    .forEach(
                            field -> {
                                var found = meta.get(field.getKey());
                                if (field.getValue().isDouble()) {
                                    assertEquals(
                                            (float) field.getValue().asDouble(),
                                            (float) found.asDouble());
                                } else if (!field.getValue().isArray()) {
                                    assertEquals(field.getValue().asText(), found.asText());
                                }
                            });
            assertEquals(4, meta.at("/tokenizer.ggml.tokens/count").asInt());
        }
    }

    @Test
    void givesTheTokenizersData() {
        try (var index = (GgufIndex) Checkpoints.open(file)) {
            var tokens = index.tokens();
            assertEquals("gpt2", tokens.model());
            assertEquals(List.of("a", "b", "Ġc", "你"), tokens.tokens());
            assertArrayEquals(new int[] {1, 1, 1, 3}, tokens.types());
            assertEquals(3, tokens.special().eos().getAsInt());
            assertFalse(tokens.special().addBos());
            assertEquals("qwen2", index.architecture());
        }
    }
}
