package studio.likeness.models.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Opens weights as others publish them. What a file is, its bytes say, never its name.
public final class Checkpoints {
    private Checkpoints() {}

    /// Opens a file, or a folder with one checkpoint in one or several parts. Only directories and
    /// headers are read; nothing in the file is executed.
    ///
    /// @throws StudioException when it is none, is damaged, or asks for anything but weights
    public static TensorIndex open(Path path) {
        if (Files.isDirectory(path)) {
            return Folder.open(path);
        }
        return read(MappedFile.open(path));
    }

    /// What kind of checkpoint the file is; empty when it begins like none.
    public static Optional<CheckpointKind> kind(Path path) {
        try (var file = MappedFile.open(path)) {
            return kind(file);
        }
    }

    /// The two digits that GPT-SoVITS writes in place of a zip's first two bytes to tell its
    /// versions (`05` is v2Pro); empty for every other file.
    public static Optional<String> soVitsMark(Path path) {
        try (var file = MappedFile.open(path)) {
            return Zip.is(file) && file.u8(0) != 'P'
                    ? Optional.of(file.utf8(0, 2))
                    : Optional.empty();
        }
    }

    static Optional<CheckpointKind> kind(MappedFile file) {
        if (Gguf.is(file)) {
            return Optional.of(CheckpointKind.GGUF);
        }
        if (Zip.is(file)) {
            return TorchZip.kind(file);
        }
        if (TorchStream.is(file)) {
            return Optional.of(CheckpointKind.TORCH_STREAM);
        }
        return Safetensors.is(file) ? Optional.of(CheckpointKind.SAFETENSORS) : Optional.empty();
    }

    static TensorIndex read(MappedFile file) {
        try {
            var kind =
                    kind(file)
                            .orElseThrow(
                                    () ->
                                            new StudioException(
                                                    "models.checkpoint.notACheckpoint",
                                                    file.name()));
            return switch (kind) {
                case SAFETENSORS -> Safetensors.read(file);
                case TORCH_ZIP, TORCHSCRIPT -> TorchZip.read(file);
                case TORCH_STREAM -> TorchStream.read(file);
                case GGUF -> Gguf.read(file);
            };
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
