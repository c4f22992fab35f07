package studio.likeness.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

/// Files that torch itself has written, where it is installed (Debian's `python3-torch`): every
/// tensor in every container, number by number.
@Tag("slow")
class TorchItselfTest {
    @TempDir static Path folder;

    @BeforeAll
    static void write() throws Exception {
        var script =
                Path.of(TorchItselfTest.class.getResource("/checkpoint/torch_files.py").toURI());
        boolean written = false;
        for (var python : List.of("/usr/bin/python3", "python3")) {
            written = written || (run(python, "-c", "import torch") == 0 && ran(python, script));
        }
        Assumptions.assumeTrue(written, "no python3 with torch");
    }

    private static boolean ran(String python, Path script) throws Exception {
        assertEquals(0, run(python, script.toString(), folder.toString()), "the script failed");
        return true;
    }

    /// @return 127 where there is no such program
    private static int run(String... command) throws InterruptedException {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("out.txt").toFile())
                            .start();
            assertTrue(process.waitFor(5, TimeUnit.MINUTES));
            return process.exitValue();
        } catch (IOException e) {
            return 127;
        }
    }

    private static List<Path> files(String ending) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void readsEveryTensorOfEveryContainer() throws IOException {
        var told = files(".json");
        assertEquals(11, told.size());
        int tensors = 0;
        for (var list : told) {
            var name = list.getFileName().toString().replace(".json", "");
            var file = folder.resolve(name);
            var numbers =
                    ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".f64")))
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asDoubleBuffer();
            try (var index = Checkpoints.open(file)) {
                var expected = new ObjectMapper().readTree(list.toFile());
                var names = new java.util.ArrayList<String>();
                for (var tensor : expected) {
                    var path = tensor.path("name").asText();
                    names.add(path);
                    var found = index.get(path);
                    var shape = new long[tensor.path("shape").size()];
                    int count = 1;
                    for (int i = 0; i < shape.length; i++) {
                        shape[i] = tensor.path("shape").path(i).asLong();
                        count *= (int) shape[i];
                    }
                    assertArrayEquals(shape, found.shape(), name + " " + path);
                    assertEquals(type(tensor.path("type").asText()), found.type(), path);
                    compare(name + " " + path, numbers, count, found);
                    tensors++;
                }
                assertEquals(
                        names.stream().sorted().toList(), index.names().stream().sorted().toList());
            }
        }
        System.out.println(tensors + " tensors of " + told.size() + " files, all equal");
    }

    private static void compare(
            String name, java.nio.DoubleBuffer expected, int count, Tensor found) {
        if (found.type() == DType.I64) {
            var longs = found.longs();
            for (int i = 0; i < count; i++) {
                assertEquals((long) expected.get(), longs[i], name);
            }
            return;
        }
        var floats = found.floats();
        assertEquals(count, floats.length, name);
        for (int i = 0; i < count; i++) {
            assertEquals((float) expected.get(), floats[i], name + " at " + i);
        }
    }

    private static DType type(String torch) {
        return switch (torch) {
            case "torch.float32" -> DType.F32;
            case "torch.float64" -> DType.F64;
            case "torch.float16" -> DType.F16;
            case "torch.bfloat16" -> DType.BF16;
            case "torch.int64" -> DType.I64;
            case "torch.int32" -> DType.I32;
            case "torch.uint8" -> DType.U8;
            case "torch.bool" -> DType.BOOL;
            default -> throw new IllegalArgumentException(torch);
        };
    }

    /// Such files would run code of their classes in Python.
    @Test
    void refusesWholeObjects() throws IOException {
        var whole = files(".refused");
        assertEquals(2, whole.size());
        for (var file : whole) {
            var refused = assertThrows(StudioException.class, () -> Checkpoints.open(file));
            assertEquals("models.checkpoint.foreignCode", refused.key(), file.toString());
        }
    }
}
