package studio.likeness.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

class HostileCheckpointTest {
    @TempDir Path folder;

    @Test
    void refusesHundredsOfHostileFilesWithOneSentence() throws IOException {
        refuse(600, 1);
    }

    @Tag("slow")
    @Test
    void refusesTenThousandHostileFilesWithOneSentence() throws IOException {
        refuse(9_500, 2);
        refuseEscapingParts(500);
    }

    @Test
    void refusesFoldersWhosePartsLieElsewhere() throws IOException {
        refuseEscapingParts(60);
    }

    private void refuse(int count, long seed) throws IOException {
        var hostile = new Hostile(seed);
        var file = folder.resolve("case.bin");
        var took = new long[count];
        int refused = 0;
        int foreign = 0;
        for (int i = 0; i < count; i++) {
            var each = hostile.next(i);
            Files.write(file, each.bytes());
            long start = System.nanoTime();
            try {
                use(file);
                assertFalse(each.certain(), () -> "opened: " + each.what());
            } catch (StudioException e) {
                refused++;
                foreign += e.key().endsWith("foreignCode") ? 1 : 0;
                assertFalse(e.sentence().contains("\n"), e.sentence());
                assertTrue(e.sentence().length() < 400, e.sentence());
                assertFalse(e.remedy().isEmpty(), e.key());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("at " + each.what() + " of seed " + seed, e);
            }
            took[i] = System.nanoTime() - start;
        }
        Arrays.sort(took);
        System.out.printf(
                "%,d hostile files: %,d refused (%,d for code), %,d harmless; "
                        + "median %.2f ms, 99 %% %.2f ms, longest %.1f ms%n",
                count,
                refused,
                foreign,
                count - refused,
                took[count / 2] / 1e6,
                took[count * 99 / 100] / 1e6,
                took[count - 1] / 1e6);
        assertTrue(refused > count * 0.7, () -> "too many opened");
        assertTrue(took[count / 2] < 50_000_000);
        assertFalse(Files.exists(Path.of("/tmp/ran")));
    }

    /// Opens it as the studio would, and looks at all it claims to hold.
    private static void use(Path file) {
        try (var index = Checkpoints.open(file)) {
            look(index);
            if (index instanceof GgufIndex gguf) {
                gguf.tokens();
                if (GgufNames.knows(gguf)) {
                    look(GgufNames.of(gguf));
                }
            }
        }
    }

    private static void look(TensorIndex index) {
        assertTrue(index.meta().toString().startsWith("{"));
        for (var name : index.names()) {
            var tensor = index.get(name);
            int some = (int) Math.min(16, tensor.elements());
            tensor.read(0, new float[16], 0, some);
            tensor.read(tensor.elements() - some, new float[16], 0, some);
        }
    }

    private void refuseEscapingParts(int count) throws IOException {
        var random = new Random(3);
        var secret = Files.writeString(folder.resolve("secret.safetensors"), "x");
        var model = Files.createDirectories(folder.resolve("model"));
        String[] ways = {
            "../secret.safetensors",
            "..",
            ".",
            "",
            secret.toString(),
            "/etc/passwd",
            "a/../../secret.safetensors",
            "..\\secret.safetensors",
            "C:\\secret.safetensors",
            "\\\\host\\share\\x",
            "file:///etc/passwd",
            "sub/part.safetensors",
            "x\u0000.safetensors",
            "absent.safetensors",
            "n".repeat(5000),
            "x\n/../secret"
        };
        var json = new com.fasterxml.jackson.databind.ObjectMapper();
        for (int i = 0; i < count; i++) {
            var index = json.createObjectNode();
            var way = ways[random.nextInt(ways.length)];
            index.putObject("weight_map").put("w" + i, way);
            Files.writeString(
                    model.resolve(
                            random.nextBoolean()
                                    ? "model.safetensors.index.json"
                                    : "pytorch_model.bin.index.json"),
                    index.toString());
            var refused = assertThrows(StudioException.class, () -> Checkpoints.open(model), way);
            assertTrue(
                    refused.key().endsWith("partOutside") || refused.key().endsWith("missingPart"),
                    refused.key());
            assertEquals(-1, refused.sentence().indexOf('\n'), way);
        }
    }
}
