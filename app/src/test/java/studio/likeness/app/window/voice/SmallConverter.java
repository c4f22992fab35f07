package studio.likeness.app.window.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import studio.likeness.models.bench.SyntheticConverter;
import studio.likeness.models.bench.SyntheticListener;

/// A so-vits-svc 4.1 of small keyed weights in the files that people have, and its ContentVec; what
/// it says means nothing.
public final class SmallConverter {
    private SmallConverter() {}

    /// `logs/44k/G_800.pth` beside its config.json, and `pretrain/checkpoint_best_legacy_500.pt`.
    public static List<Path> files(Path root) throws IOException {
        var logs = Files.createDirectories(root.resolve("logs/44k"));
        Files.writeString(logs.resolve("config.json"), SyntheticConverter.MINI.config().toString());
        var converter =
                SmallTorch.write(
                        logs.resolve("G_800.pth"),
                        Map.of(
                                "model",
                                new SmallTorch.State("", SyntheticConverter.MINI.weights()),
                                "iteration",
                                12L));
        var pretrain = Files.createDirectories(root.resolve("pretrain"));
        var content =
                SmallTorch.write(
                        pretrain.resolve("checkpoint_best_legacy_500.pt"),
                        Map.of(
                                "model",
                                new SmallTorch.State("", SyntheticListener.contentVec(2, 64))));
        return List.of(converter, content);
    }
}
