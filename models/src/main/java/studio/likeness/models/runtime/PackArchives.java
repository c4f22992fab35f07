package studio.likeness.models.runtime;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Takes the libraries out of NVIDIA's archives, and nothing else: no name of an archive becomes a
/// path.
final class PackArchives {
    static final String UNPACKING = "models.runtime.unpacking";

    /// A decoder that wants more is not fed.
    private static final int XZ_MEMORY_KIB = 256 << 10;

    private static final long LARGEST_LIBRARY = 4L << 30;
    private static final long MARGIN_BYTES = 32 << 20;
    private static final int BUFFER = 1 << 18;

    private final Path folder;
    private final Progress progress;
    private long done;

    PackArchives(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /// As `InputStream.read`.
    interface Source {
        int read(byte[] buffer) throws IOException;
    }

    void unpack(List<Path> archives) throws IOException {
        for (var archive : archives) {
            try {
                if (archive.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                    zip(archive);
                } else {
                    tar(archive);
                }
            } catch (IOException e) {
                // A disk that is full and an archive that is damaged look alike: it tells more.
                throw new StudioException(
                        e,
                        "models.runtime.packArchive",
                        archive.getFileName(),
                        String.valueOf(e.getMessage()));
            }
        }
    }

    private void tar(Path archive) throws IOException {
        try (var file = new BufferedInputStream(new FileInputStream(archive.toFile()), BUFFER);
                var xz = new XZInputStream(file, XZ_MEMORY_KIB)) {
            var entries = new TarEntries(xz);
            for (var entry = entries.next(); entry.isPresent(); entry = entries.next()) {
                var library = library(entry.get().name());
                if (library.isPresent()) {
                    keep(library.get(), entry.get().bytes(), entries::read);
                }
                progress.at(done, 0, UNPACKING);
            }
        }
    }

    private void zip(Path archive) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                var library =
                        entry.isDirectory() ? Optional.<String>empty() : library(entry.getName());
                if (library.isPresent()) {
                    try (var in = zip.getInputStream(entry)) {
                        keep(library.get(), entry.getSize(), in::read);
                    }
                }
                progress.at(done, 0, UNPACKING);
            }
        }
    }

    /// Which of the libraries a file of an archive is. On Linux `libcudart.so.12` is a link to
    /// `libcudart.so.12.6.77`: the file is what is wanted, under the name of the link.
    static Optional<String> library(String path) {
        var steps = path.replace('\\', '/').split("/");
        var name = steps[steps.length - 1];
        if (List.of(steps).contains("stubs")) {
            return Optional.empty(); // for linkers only
        }
        return CudaProvider.LIBRARIES.stream()
                .filter(
                        library ->
                                name.equalsIgnoreCase(library)
                                        || (library.contains(".so.")
                                                && name.startsWith(library + ".")))
                .findFirst();
    }

    private void keep(String library, long bytes, Source source) throws IOException {
        if (bytes < 0 || bytes > LARGEST_LIBRARY) {
            throw new IOException(library + ": " + bytes);
        }
        requireRoom(folder, bytes);
        long written = write(source, folder.resolve(library), progress, done, 0);
        if (written != bytes) {
            throw new IOException(library + ": " + written + " of " + bytes);
        }
        done += written;
    }

    static void requireRoom(Path folder, long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes + MARGIN_BYTES) {
            throw new StudioException(
                    "models.runtime.packRoom",
                    Math.ceilDiv(bytes + MARGIN_BYTES, 1_000_000L),
                    free / 1_000_000,
                    folder);
        }
    }

    /// @return how many bytes
    static long write(Source source, Path file, Progress progress, long before, long total)
            throws IOException {
        var buffer = new byte[BUFFER];
        long written = 0;
        try (var out = new FileOutputStream(file.toFile())) {
            for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
                out.write(buffer, 0, n);
                written += n;
                if (written > LARGEST_LIBRARY) {
                    throw new IOException(file.getFileName() + ": " + written);
                }
                progress.at(before + written, total, UNPACKING);
            }
            out.getFD().sync();
        }
        return written;
    }
}
