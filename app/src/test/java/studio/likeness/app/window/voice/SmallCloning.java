package studio.likeness.app.window.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.bench.SyntheticCloning;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.PickleWriter;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.TorchFile;

/// A GPT-SoVITS v2 of small keyed weights in the files that people have; what it says means
/// nothing.
public final class SmallCloning {
    private static final SyntheticCloning SHAPE = SyntheticCloning.MINI;

    private SmallCloning() {}

    /// `.ckpt`, `.pth` and the folder of chinese-hubert-base.
    public static List<Path> files(Path folder) throws IOException {
        return List.of(semantic(folder), sound(folder), hubert(folder));
    }

    private static Path semantic(Path folder) throws IOException {
        var file = Files.createDirectories(folder).resolve("xiaoming-e15.ckpt");
        var all = new LinkedHashMap<String, Object>();
        all.put("weight", state(SHAPE.semantic(), "model.", DType.F16));
        all.put(
                "config",
                Map.of("model", Map.of("head", 2L, "embedding_dim", (long) SHAPE.width())));
        all.put("info", "GPT-e15");
        TorchFile.write(file, TorchFile.Layout.ZIP, all);
        return file;
    }

    private static Path sound(Path folder) throws IOException {
        var blocks = List.of(1L, 3L, 5L);
        var model = new LinkedHashMap<String, Object>();
        model.put("n_heads", 2L);
        model.put("upsample_rates", List.of(10L, 8L, 2L, 2L, 2L));
        model.put("upsample_kernel_sizes", List.of(16L, 16L, 8L, 2L, 2L));
        model.put("resblock_kernel_sizes", List.of(3L, 7L, 11L));
        model.put("resblock_dilation_sizes", List.of(blocks, blocks, blocks));
        var data = Map.of("sampling_rate", 32_000L, "filter_length", 2048L, "hop_length", 640L);
        var config = new LinkedHashMap<String, Object>();
        config.put("data", new PickleWriter.Holder("utils", "HParams", data));
        config.put("model", new PickleWriter.Holder("utils", "HParams", model));
        var all = new LinkedHashMap<String, Object>();
        all.put("weight", state(SHAPE.sound(732, false), "", DType.F16));
        all.put("config", new PickleWriter.Holder("utils", "HParams", config));
        all.put("info", "8epoch_96iteration");
        var file = folder.resolve("xiaoming_e8_s96.pth");
        TorchFile.write(file, TorchFile.Layout.ZIP, all);
        return file;
    }

    private static Path hubert(Path root) throws IOException {
        var folder = Files.createDirectories(root.resolve("chinese-hubert-base"));
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\": \"hubert\", \"hidden_size\": %d}".formatted(SHAPE.content()));
        TorchFile.write(
                folder.resolve("pytorch_model.bin"),
                TorchFile.Layout.ZIP,
                state(SHAPE.hubert(), "", DType.F32));
        return folder;
    }

    private static Map<String, Object> state(TensorIndex weights, String prefix, DType type) {
        var state = new LinkedHashMap<String, Object>();
        for (var name : weights.names()) {
            var tensor = weights.get(name);
            state.put(prefix + name, TorchFile.Data.of(type, tensor.floats(), tensor.shape()));
        }
        return state;
    }
}
