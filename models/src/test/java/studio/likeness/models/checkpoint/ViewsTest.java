package studio.likeness.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.job.StudioException;

class ViewsTest {
    @TempDir Path folder;

    @Test
    void showsASubTreeWithItsSettings() throws IOException {
        var file = folder.resolve("m");
        TorchFile.write(
                file,
                TorchFile.Layout.ZIP,
                Map.of(
                        "model",
                        Map.of("a.w", TorchFile.Data.of(new float[] {1}, 1), "step", 3),
                        "optimizer",
                        Map.of("a.w", TorchFile.Data.of(new float[] {2}, 1))));
        try (var model = Views.under(Checkpoints.open(file), "model")) {
            assertEquals(List.of("a.w"), List.copyOf(model.names()));
            assertEquals("a.w", model.get("a.w").name());
            assertArrayEquals(new float[] {1}, model.get("a.w").floats());
            assertEquals(3, model.meta().get("step").asInt());
            assertThrows(StudioException.class, () -> model.get("b"));
        }
    }

    @Test
    void takesAPrefixOff() {
        var index =
                Views.withoutPrefix(
                        InMemory.index(InMemory.tensor("module.w", new float[] {1}, 1)), "module.");
        assertEquals("w", index.get("w").name());
    }

    @Test
    void gathersAndJoinsRows() {
        var a = InMemory.tensor("a", new float[] {0, 1, 10, 11, 20, 21}, 3, 2);
        var b = InMemory.tensor("b", new float[] {30, 31}, 1, 2);
        var joined = Views.joined("ab", List.of(a, b));
        assertArrayEquals(new long[] {4, 2}, joined.shape());
        var gathered = Views.rows("g", joined, new int[] {3, 1, 2, 0});
        assertArrayEquals(new float[] {30, 31, 10, 11, 20, 21, 0, 1}, gathered.floats());
        for (int from = 0; from < 8; from++) {
            for (int count = 0; count <= 8 - from; count++) {
                var part = new float[count];
                gathered.read(from, part, 0, count);
                for (int i = 0; i < count; i++) {
                    assertEquals(gathered.floats()[from + i], part[i]);
                }
            }
        }
        assertThrows(IndexOutOfBoundsException.class, () -> Views.rows("g", joined, new int[] {4}));
    }

    @ParameterizedTest
    @CsvSource({
        "conv.weight_g,conv.weight_v",
        "conv.parametrizations.weight.original0,conv.parametrizations.weight.original1"
    })
    void foldsWeightNorm(String g, String v) {
        // lengths 5 and 13 made 10 and 26
        var index =
                Views.withoutWeightNorm(
                        InMemory.index(
                                InMemory.tensor(g, new float[] {10, 26}, 2, 1, 1),
                                InMemory.tensor(v, new float[] {3, 4, 5, 12}, 2, 1, 2),
                                InMemory.tensor("conv.bias", new float[] {1, 2}, 2)));
        assertEquals(List.of("conv.weight", "conv.bias"), List.copyOf(index.names()));
        assertArrayEquals(new float[] {6, 8, 10, 24}, index.get("conv.weight").floats(), 1e-5f);
    }

    @Test
    void foldsWeightNormAlongTheLastDimension() {
        // HuBERT's positional convolution: one length per tap
        var index =
                Views.withoutWeightNorm(
                        InMemory.index(
                                InMemory.tensor("c.weight_g", new float[] {10, 26}, 1, 1, 2),
                                InMemory.tensor("c.weight_v", new float[] {3, 5, 4, 12}, 2, 1, 2)));
        assertArrayEquals(new float[] {6, 10, 8, 24}, index.get("c.weight").floats(), 1e-5f);
    }
}
