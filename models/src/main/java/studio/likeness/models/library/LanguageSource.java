package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.checkpoint.GgufIndex;
import studio.likeness.models.checkpoint.GgufNames;
import studio.likeness.models.checkpoint.TensorIndex;

/// A published model, opened: its weights under its family's names, and what its config says.
///
/// @param folder what lies beside the weights
/// @param gguf the same file as GGUF has it, when it is one
record LanguageSource(TensorIndex weights, JsonNode config, Path folder, Optional<GgufIndex> gguf)
        implements AutoCloseable {

    /// Enough numbers of each tensor to tell two trainings of one network apart.
    private static final int SAMPLED = 16;

    static LanguageSource open(Path path) {
        var folder = Files.isDirectory(path) ? path : folderOf(path);
        var index = Checkpoints.open(path);
        try {
            if (index instanceof GgufIndex gguf) {
                var named = GgufNames.of(gguf);
                return new LanguageSource(named, named.meta(), folder, Optional.of(gguf));
            }
            var config = ConfigFile.read(folder, ConfigFile.CONFIG);
            return new LanguageSource(index, config, folder, Optional.empty());
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private static Path folderOf(Path file) {
        var parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("expected a file in a folder, found " + file);
        }
        return parent;
    }

    /// Of names, shapes, types and some of the numbers: the same wherever the weights lie.
    String fingerprint() {
        var sha256 = sha256();
        for (var name : weights.names()) {
            var tensor = weights.get(name);
            var line = name + Arrays.toString(tensor.shape()) + tensor.storage() + "\n";
            sha256.update(line.getBytes(StandardCharsets.UTF_8));
            int count = (int) Math.min(SAMPLED, tensor.elements());
            var numbers = new float[count];
            tensor.read(tensor.elements() - count, numbers, 0, count);
            sha256.update(Arrays.toString(numbers).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
