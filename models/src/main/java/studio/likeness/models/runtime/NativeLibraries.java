package studio.likeness.models.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;

/// The one folder native libraries are loaded from. Each is unpacked once, out of the jar that
/// carries it; a note beside it keeps its size and hash. A start looks at the size only, so that
/// it need not read 27 MB (or 622 MB) again; [#intact] looks at everything.
final class NativeLibraries {
    private final Path folder;

    NativeLibraries(Path folder) {
        this.folder = folder;
    }

    /// The folder `likeness.natives` names, else the one in the user's home.
    static Path home() {
        var chosen = System.getProperty("likeness.natives");
        return chosen == null ? Home.ofUser().runtime() : Path.of(chosen).toAbsolutePath();
    }

    /// Makes a library of the class path a file.
    ///
    /// @param resource its whole name, for example `/ai/onnxruntime/native/linux-x64/x.so`
    Path unpacked(String resource) {
        var file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        try {
            if (!hasNotedSize(file)) {
                unpack(resource, file);
            }
            return file;
        } catch (IOException e) {
            throw new StudioException(e, "models.runtime.unpack", folder, reason(e));
        }
    }

    /// Whether a file is still, byte by byte, what was unpacked.
    boolean intact(Path file) throws IOException {
        if (!hasNotedSize(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return note(file).get(1).equals(hash(in, java.io.OutputStream.nullOutputStream()));
        }
    }

    private static boolean hasNotedSize(Path file) throws IOException {
        return Files.exists(file)
                && Files.exists(noteOf(file))
                && note(file).size() == 2
                && note(file).getFirst().equals(Long.toString(Files.size(file)));
    }

    private static List<String> note(Path file) throws IOException {
        return List.of(Files.readString(noteOf(file)).strip().split(" "));
    }

    private static Path noteOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".unpacked");
    }

    private void unpack(String resource, Path file) throws IOException {
        Files.createDirectories(folder);
        var fresh = Files.createTempFile(folder, file.getFileName().toString(), ".part");
        try (var in = NativeLibraries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("expected on the class path: " + resource);
            }
            String hash;
            try (var out = Files.newOutputStream(fresh)) {
                hash = hash(in, out);
            }
            sync(fresh);
            var size = Files.size(fresh);
            var note = Files.createTempFile(folder, file.getFileName().toString(), ".part");
            Files.writeString(note, size + " " + hash + "\n");
            replace(fresh, file);
            replace(note, noteOf(file));
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Another process may have been faster and have loaded its file already, which Windows then
    /// does not let go; what it unpacked is as good.
    private static void replace(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(file) || Files.size(file) != Files.size(fresh)) {
                throw e;
            }
            Files.deleteIfExists(fresh);
        }
    }

    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static String hash(InputStream in, java.io.OutputStream out) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(out);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
