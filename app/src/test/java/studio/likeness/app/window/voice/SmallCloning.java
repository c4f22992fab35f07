package studio.likeness.app.window.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import studio.likeness.models.bench.SyntheticCloning;

/// A GPT-SoVITS v2 of small keyed weights in the files that people have; what it says means
/// nothing.
public final class SmallCloning {
    private static final SyntheticCloning SHAPE = SyntheticCloning.MINI;

    private SmallCloning() {}

    /// `.ckpt`, `.pth` and the folder of chinese-hubert-base.
    public static List<Path> files(Path folder) throws IOException {
        Files.createDirectories(folder);
        var sizes = Map.of("head", 2L, "embedding_dim", (long) SHAPE.width());
        var codes =
                SmallTorch.write(
                        folder.resolve("xiaoming-e15.ckpt"),
                        Map.of(
                                "weight",
                                new SmallTorch.State("model.", SHAPE.semantic()),
                                "config",
                                Map.of("model", sizes),
                                "info",
                                "GPT-e15"));
        var sound =
                SmallTorch.write(
                        folder.resolve("xiaoming_e8_s96.pth"),
                        Map.of(
                                "weight",
                                new SmallTorch.State("", SHAPE.sound(732, false)),
                                "config",
                                Map.of("data", data(), "model", model()),
                                "info",
                                "8epoch_96iteration"));
        var hubert = Files.createDirectories(folder.resolve("chinese-hubert-base"));
        Files.writeString(
                hubert.resolve("config.json"),
                "{\"model_type\": \"hubert\", \"hidden_size\": %d}".formatted(SHAPE.content()));
        SmallTorch.write(
                hubert.resolve("pytorch_model.bin"), new SmallTorch.State("", SHAPE.hubert()));
        return List.of(codes, sound, hubert);
    }

    private static Map<String, Object> data() {
        return Map.of("sampling_rate", 32_000L, "filter_length", 2048L, "hop_length", 640L);
    }

    private static Map<String, Object> model() {
        var blocks = List.of(1L, 3L, 5L);
        return Map.of(
                "n_heads", 2L,
                "upsample_rates", List.of(10L, 8L, 2L, 2L, 2L),
                "upsample_kernel_sizes", List.of(16L, 16L, 8L, 2L, 2L),
                "resblock_kernel_sizes", List.of(3L, 7L, 11L),
                "resblock_dilation_sizes", List.of(blocks, blocks, blocks));
    }
}
