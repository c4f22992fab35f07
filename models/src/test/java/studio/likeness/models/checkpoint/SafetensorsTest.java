package studio.likeness.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.job.StudioException;

class SafetensorsTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8"})
    void readsBackWhatItWrote(DType type) throws IOException {
        var numbers = new float[] {0, 1, -2, 3, 64, -128};
        var file = folder.resolve("any.name");
        SafetensorsWriter.write(
                file,
                List.of(SafetensorsWriter.Entry.of("a.weight", type, numbers, 2, 3)),
                Map.of("format", "pt"));

        assertEquals(CheckpointKind.SAFETENSORS, Checkpoints.kind(file).orElseThrow());
        try (var index = Checkpoints.open(file)) {
            var tensor = index.get("a.weight");
            assertEquals(type, tensor.type());
            assertArrayEquals(new long[] {2, 3}, tensor.shape());
            assertArrayEquals(numbers, tensor.floats());
            var some = new float[4];
            tensor.read(2, some, 1, 3);
            assertArrayEquals(new float[] {0, -2, 3, 64}, some);
            assertEquals("pt", index.meta().get("format").asText());
        }
    }

    @Test
    void keepsWholeNumbersExact() throws IOException {
        long large = (1L << 60) + 1;
        var header =
                "{\"n\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}"
                        .getBytes(StandardCharsets.UTF_8);
        var bytes =
                ByteBuffer.allocate(16 + header.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .putLong(large);
        var file = Files.write(folder.resolve("n"), bytes.array());
        try (var index = Checkpoints.open(file)) {
            assertArrayEquals(new long[] {large}, index.get("n").longs());
        }
    }

    @Test
    void readsAFolderOfPartsAsOne() throws IOException {
        var tensors = new ArrayList<SafetensorsWriter.Entry>();
        for (int i = 0; i < 5; i++) {
            var numbers = new float[100];
            numbers[0] = i;
            tensors.add(SafetensorsWriter.Entry.of("layer." + i, DType.F32, numbers, 10, 10));
        }
        SafetensorsWriter.writeParts(folder, tensors, 900);
        assertTrue(Files.exists(folder.resolve("model-00001-of-00003.safetensors")));
        try (var index = Checkpoints.open(folder)) {
            assertEquals(5, index.names().size());
            assertEquals(3, index.get("layer.3").floats()[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "../evil.safetensors,partOutside",
        "/etc/passwd,partOutside",
        "C:evil,partOutside",
        "absent.safetensors,missingPart"
    })
    void refusesPartsOutsideTheFolder(String name, String key) throws IOException {
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\":{\"a\":\"" + name + "\"}}");
        var refused = assertThrows(StudioException.class, () -> Checkpoints.open(folder));
        assertEquals("models.checkpoint." + key, refused.key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,12]}}|wrongSize",
                "{'a':{'dtype':'F32','shape':[99],'data_offsets':[0,396]}}|wrongSize",
                "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}|wrongSize",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}}|wrongSize",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}|wrongSize",
                "{'a':{'dtype':'F4','shape':[2],'data_offsets':[0,8]}}|unknownType",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                        + "'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}|overlap",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                        + "'a':{'dtype':'F32','shape':[2],'data_offsets':[8,16]}}|damaged",
                "{'a':{'dtype':'F32','shape':[[[[[[[[[[[[2]]]]]]]]]]]],'data_offsets':[0,8]}}|damaged",
                "{'a':[1]}|damaged",
                "{'a':|damaged",
            })
    void refusesHeadersThatLie(String header, String key) throws IOException {
        var text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var bytes =
                ByteBuffer.allocate(8 + text.length + 16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .put(text);
        var file = Files.write(folder.resolve("bad"), bytes.array());
        var refused = assertThrows(StudioException.class, () -> Checkpoints.open(file));
        assertEquals("models.checkpoint." + key, refused.key());
    }

    @Test
    void refusesAHeaderLongerThanTheFile() throws IOException {
        var bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(99_000_000).put((byte) '{');
        var file = Files.write(folder.resolve("bomb"), bytes.array());
        var refused = assertThrows(StudioException.class, () -> Checkpoints.open(file));
        assertEquals("models.checkpoint.damaged", refused.key());
    }

    @Test
    void readsFloatsOfEightBits() throws IOException {
        var header =
                ("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]},"
                                + "\"b\":{\"dtype\":\"F8_E5M2\",\"shape\":[4],"
                                + "\"data_offsets\":[4,8]}}")
                        .getBytes(StandardCharsets.UTF_8);
        var bytes =
                ByteBuffer.allocate(16 + header.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .put(new byte[] {0x38, (byte) 0xb8, 0x7e, 0x01})
                        .put(new byte[] {0x3c, (byte) 0xbc, 0x7b, 0x7c});
        var file = Files.write(folder.resolve("f8"), bytes.array());
        try (var index = Checkpoints.open(file)) {
            assertArrayEquals(new float[] {1, -1, 448, 0.001953125f}, index.get("a").floats());
            assertArrayEquals(
                    new float[] {1, -1, 57344, Float.POSITIVE_INFINITY}, index.get("b").floats());
        }
    }
}
