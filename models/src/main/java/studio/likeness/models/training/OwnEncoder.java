package studio.likeness.models.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.library.Conversion.Precision;
import studio.likeness.models.library.TextEmbedder;
import studio.likeness.models.library.WeightChoice;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;

/// The studio's own text encoder, written by [EncoderTraining] and kept with the program as a
/// published one would lie on disk. It goes the way of all models: converted once, then opened.
public final class OwnEncoder {
    private static final String PLACE = "own/";
    private static final String WEIGHTS = "model.safetensors";
    private static final List<String> FILES =
            List.of("config.json", "vocab.txt", "1_Pooling/config.json", WEIGHTS);

    private OwnEncoder() {}

    /// @param home where it is kept ready, apart from the models that the user adds
    /// @throws StudioException when the disk is full or this machine cannot run it
    public static TextEmbedder open(Home home) {
        var own = new Home(home.root().resolve("own"));
        var id = "questions-" + fingerprint();
        var folder = find(new ModelFolders(own), id).orElseGet(() -> convert(own, id));
        return TextEmbedder.open(folder, Device.processor());
    }

    private static Optional<ModelFolder> find(ModelFolders folders, String id) {
        return folders.list().stream().filter(folder -> folder.id().equals(id)).findFirst();
    }

    private static ModelFolder convert(Home home, String id) {
        try {
            var source = Files.createTempDirectory(Files.createDirectories(home.root()), ".own");
            try {
                for (var file : FILES) {
                    var to = source.resolve(file);
                    Files.createDirectories(to.resolveSibling("."));
                    try (var in = resource(file)) {
                        Files.copy(in, to);
                    }
                }
                var exact = new Options(Optional.of(WeightChoice.FLOAT32), Precision.CPU, 0, id);
                return new Conversion(home, "own").add(source, exact, Progress.none());
            } finally {
                remove(source);
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.library.cannotConvert", id);
        }
    }

    private static void remove(Path folder) throws IOException {
        for (var file : FILES) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder.resolve("1_Pooling"));
        Files.delete(folder);
    }

    private static InputStream resource(String file) {
        var in = OwnEncoder.class.getResourceAsStream(PLACE + file);
        if (in == null) {
            throw new IllegalStateException("the resource " + PLACE + file + " is missing");
        }
        return in;
    }

    private static String fingerprint() {
        try (var in = resource(WEIGHTS)) {
            var hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
