package studio.likeness.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;

class TorchTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(TorchFile.Layout.class)
    void readsEveryLayoutByItsContent(TorchFile.Layout layout) throws IOException {
        var root = new LinkedHashMap<String, Object>();
        root.put("encoder.weight", TorchFile.Data.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        root.put("encoder.bias", TorchFile.Data.of(DType.F16, new float[] {0.5f, -2}, 2));
        root.put("steps", TorchFile.Data.of(DType.I64, new float[] {7}));
        var file = folder.resolve("weights.safetensors");
        TorchFile.write(file, layout, root);

        assertEquals(
                switch (layout) {
                    case ZIP -> CheckpointKind.TORCH_ZIP;
                    case STREAM -> CheckpointKind.TORCH_STREAM;
                    case TORCHSCRIPT -> CheckpointKind.TORCHSCRIPT;
                },
                Checkpoints.kind(file).orElseThrow());
        try (var index = Checkpoints.open(file)) {
            assertEquals(
                    List.of("encoder.weight", "encoder.bias", "steps"), List.copyOf(index.names()));
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, index.get("encoder.weight").floats());
            assertArrayEquals(new float[] {0.5f, -2}, index.get("encoder.bias").floats());
            assertArrayEquals(new long[] {7}, index.get("steps").longs());
            assertEquals(0, index.get("steps").shape().length);
        }
    }

    @Test
    void decodesTransposedTensorsInTheirOwnOrder() throws IOException {
        var transposed =
                new TorchFile.Data(
                        DType.F32,
                        new long[] {3, 2},
                        new long[] {1, 3},
                        new float[] {1, 2, 3, 4, 5, 6});
        TorchFile.write(folder.resolve("t"), TorchFile.Layout.ZIP, Map.of("t", transposed));
        try (var index = Checkpoints.open(folder.resolve("t"))) {
            assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, index.get("t").floats());
            var some = new float[3];
            index.get("t").read(2, some, 0, 3);
            assertArrayEquals(new float[] {2, 5, 3}, some);
        }
    }

    @Test
    void showsNestedStatesAndSettings() throws IOException {
        var config =
                new PickleWriter.Holder(
                        "utils",
                        "HParams",
                        Map.of(
                                "data",
                                new PickleWriter.Holder(
                                        "utils", "HParams", Map.of("sampling_rate", 32000))));
        var root = new LinkedHashMap<String, Object>();
        root.put("weight", Map.of("enc_p.w", TorchFile.Data.of(new float[] {9}, 1)));
        root.put("config", config);
        root.put("info", "e8_s400");
        root.put("rates", List.of(0.5, true));
        var bytes = TorchFile.bytes(TorchFile.Layout.ZIP, root);
        bytes[0] = '0';
        bytes[1] = '5';
        var file = Files.write(folder.resolve("x.pth"), bytes);

        assertEquals("05", Checkpoints.soVitsMark(file).orElseThrow());
        try (var index = Checkpoints.open(file)) {
            assertEquals(List.of("weight.enc_p.w"), List.copyOf(index.names()));
            assertEquals(32000, index.meta().at("/config/data/sampling_rate").asInt());
            assertEquals("e8_s400", index.meta().get("info").asText());
            assertEquals(0.5, index.meta().at("/rates/0").asDouble());
            assertFalse(index.meta().has("weight"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os.system",
                "posix.system",
                "builtins.eval",
                "__builtin__.exec",
                "builtins.getattr",
                "subprocess.Popen",
                "torch.hub.load",
                "torch.storage._load_from_bytes",
                "numpy.testing._private.utils.runstring",
                "webbrowser.open"
            })
    void refusesForeignCodeByName(String path) throws IOException {
        int dot = path.lastIndexOf('.');
        var pickle =
                new PickleWriter()
                        .global(path.substring(0, dot), path.substring(dot + 1))
                        .op('(')
                        .text("touch " + folder.resolve("ran"))
                        .op('t')
                        .op('R')
                        .bytes();
        var file = Files.write(folder.resolve("evil"), TorchFile.zip(pickle, List.of(), false));
        var refused = assertThrows(StudioException.class, () -> Checkpoints.open(file));
        assertEquals("models.checkpoint.foreignCode", refused.key());
        assertEquals(true, refused.sentence().contains(path), refused.sentence());
        assertFalse(Files.exists(folder.resolve("ran")));
    }

    @Test
    void looksPastTheSettingsOfAFairseqFile() throws IOException {
        var args =
                new PickleWriter.Holder(
                        "argparse",
                        "Namespace",
                        Map.of(
                                "task",
                                "hubert",
                                "model",
                                new PickleWriter.Holder(
                                        "fairseq.models.hubert.hubert", "HubertConfig", Map.of())));
        TorchFile.write(
                folder.resolve("f"),
                TorchFile.Layout.ZIP,
                Map.of("args", args, "model", Map.of("w", TorchFile.Data.of(new float[] {1}, 1))));
        try (var index = Checkpoints.open(folder.resolve("f"))) {
            assertArrayEquals(new float[] {1}, index.get("model.w").floats());
            assertEquals("hubert", index.meta().at("/args/task").asText());
        }
    }

    @Test
    void refusesATensorLargerThanItsStorage() throws IOException {
        var lying =
                new TorchFile.Data(
                        DType.F32, new long[] {3, 1000}, new long[] {1000, 1}, new float[6]);
        TorchFile.write(folder.resolve("l"), TorchFile.Layout.ZIP, Map.of("l", lying));
        var refused =
                assertThrows(StudioException.class, () -> Checkpoints.open(folder.resolve("l")));
        assertEquals("models.checkpoint.outside", refused.key());
    }

    @Test
    void readsNumpyArraysInsideThePickle() throws IOException {
        // as torch.save writes a dict of NumPy arrays: kmeans centres of so-vits-svc
        var pickle =
                new PickleWriter()
                        .op('}')
                        .text("centres")
                        .global("numpy.core.multiarray", "_reconstruct")
                        .op('(')
                        .global("numpy", "ndarray")
                        .tuple(0)
                        .op('U')
                        .op(1)
                        .op('b')
                        .op('t')
                        .op('R')
                        .op('(')
                        .whole(1)
                        .tuple(2, 2)
                        .global("numpy", "dtype")
                        .op('(')
                        .text("f4")
                        .op(0x89)
                        .op(0x88)
                        .op('t')
                        .op('R')
                        .op('(')
                        .whole(3)
                        .text("<")
                        .op('N')
                        .op('N')
                        .op('N')
                        .whole(-1)
                        .whole(-1)
                        .whole(0)
                        .op('t')
                        .op('b')
                        .op(0x88)
                        .global("_codecs", "encode")
                        .op('(')
                        .text(
                                new String(
                                        TorchFile.raw(DType.F32, new float[] {1, 2, 3, 4}),
                                        java.nio.charset.StandardCharsets.ISO_8859_1))
                        .text("latin1")
                        .op('t')
                        .op('R')
                        .op('t')
                        .op('b')
                        .op('s')
                        .bytes();
        var file = Files.write(folder.resolve("k"), TorchFile.zip(pickle, List.of(), false));
        try (var index = Checkpoints.open(file)) {
            // Fortran order: columns first
            assertArrayEquals(new float[] {1, 3, 2, 4}, index.get("centres").floats());
        }
    }
}
