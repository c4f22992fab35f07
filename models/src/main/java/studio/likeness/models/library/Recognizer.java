package studio.likeness.models.library;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.checkpoint.GgufIndex;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Recognized.Kind;

/// Says what a file or folder is, by what is in it and never by what it is called. Only headers are
/// read, so that twenty gigabytes take no longer than twenty megabytes; nothing is executed.
public final class Recognizer {

    /// Never fails for what lies there, however damaged: the reason is part of the answer.
    ///
    /// @throws StudioException when nothing lies there, or it may not be read
    public Recognized recognize(Path path) {
        if (!Files.exists(path)) {
            throw new StudioException("models.library.noSuchPath", path);
        }
        try {
            return Files.isDirectory(path)
                    ? new FolderContents(path, this).recognize()
                    : file(path);
        } catch (IOException e) {
            throw new StudioException(e, "models.library.unreadable", path.getFileName());
        }
    }

    private Recognized file(Path file) throws IOException {
        var folder = Optional.ofNullable(file.toAbsolutePath().getParent());
        if (folder.isPresent() && Shards.isPart(folder.get(), file)) {
            return recognize(folder.get());
        }
        return answer(file, Files.size(file), folder, inside(file, folder));
    }

    /// One file by itself.
    ///
    /// @param folder where its config lies, if anywhere
    Verdict inside(Path file, Optional<Path> folder) throws IOException {
        var name = file.getFileName();
        try {
            return switch (Content.of(file)) {
                case SAFETENSORS -> weights(file, folder, "safetensors");
                case GGUF -> weights(file, folder, "gguf");
                case ZIP, PICKLE -> weights(file, folder, "torch");
                case ENCRYPTED_ZIP -> Verdict.not("zip", "models.library.encrypted", name);
                case ONNX -> Graphs.verdict(file);
                case SENTENCEPIECE -> Tokenizers.sentencePiece();
                case TIKTOKEN -> Tokenizers.tiktoken(file);
                case JSON ->
                        Tokenizers.json(file)
                                .orElseGet(
                                        () -> Verdict.not("json", "models.library.noModel", name));
                case LFS_POINTER -> Verdict.not("git-lfs", "models.library.lfsPointer", name);
                case WEB_PAGE -> Verdict.not("html", "models.library.webPage", name);
                case EMPTY -> Verdict.not("", "models.library.emptyFile", name);
                case TEXT, OTHER -> Verdict.not("", "models.library.noModel", name);
            };
        } catch (StudioException e) {
            return Verdict.not("", "models.library.cannotOpen", name, e.explanation());
        }
    }

    /// An opened checkpoint: a file, or a folder of parts.
    Verdict weights(Path path, Optional<Path> folder, String container) {
        try (var index = Checkpoints.open(path)) {
            if (index instanceof GgufIndex gguf) {
                return Ggufs.verdict(gguf);
            }
            var none = MissingNode.getInstance();
            var verdict =
                    Weights.verdict(
                            index,
                            container,
                            folder.map(f -> ConfigFile.read(f, ConfigFile.CONFIG)).orElse(none),
                            folder.map(f -> ConfigFile.read(f, ConfigFile.ADAPTER)).orElse(none));
            return Files.isRegularFile(path)
                    ? Checkpoints.soVitsMark(path).map(m -> verdict.with("mark", m)).orElse(verdict)
                    : verdict;
        }
    }

    static Recognized answer(Path path, long bytes, Optional<Path> folder, Verdict verdict)
            throws IOException {
        Optional<Path> licence = Optional.empty();
        var all = verdict;
        if (folder.isPresent() && verdict.kind() != Kind.UNKNOWN) {
            licence = Licences.file(folder.get());
            var named = Licences.name(folder.get());
            if (named.isPresent()) {
                all = verdict.with("licence", named.get());
            }
        }
        return new Recognized(
                path,
                all.family(),
                all.kind(),
                all.container(),
                bytes,
                all.parameters(),
                all.facts(),
                licence,
                all.use(),
                all.whyNot());
    }
}
