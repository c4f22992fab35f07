package studio.likeness.models.runtime;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.home.FileTree;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// The libraries of CUDA 12 that graphics cards are used with: a folder that is there whole or not
/// at all. Where they come from, archives or a folder, is for others to bring.
public final class GpuPack {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTE = "pack.json";

    private final Path folder;
    private final BooleanSupplier card;
    private final Predicate<String> installed;

    /// Of this machine.
    public GpuPack() {
        this(
                CudaProvider.pack(),
                () -> !Devices.cards().isEmpty(),
                name -> CudaProvider.loads(CudaProvider.pack(), name));
    }

    /// In another folder, of a machine with a card and nothing installed.
    public static GpuPack at(Path folder) {
        return new GpuPack(folder, () -> true, _ -> false);
    }

    /// @param card whether there is one
    /// @param installed whether the system has a library of that name
    GpuPack(Path folder, BooleanSupplier card, Predicate<String> installed) {
        this.folder = folder;
        this.card = card;
        this.installed = installed;
    }

    /// Whether cards can be used.
    public sealed interface State {
        /// There is no card.
        record NotNeeded() implements State {}

        /// None of the libraries is there.
        record Missing(List<String> names) implements State {}

        /// Some are there.
        record Partial(List<String> missing) implements State {}

        /// @param bytes of the pack; 0 when the system's own libraries serve
        /// @param source whence they came
        record Ready(long bytes, String source) implements State {}
    }

    /// What was put there.
    ///
    /// @param files sizes by name
    private record Note(String source, Map<String, Long> files) {}

    public State state() {
        var note = note();
        var here = new ArrayList<String>();
        var missing = new ArrayList<String>();
        boolean pack = true;
        for (var name : CudaProvider.LIBRARIES) {
            boolean kept = note.isPresent() && isWhole(name, note.get());
            pack &= kept;
            if (kept) {
                here.add(name);
            } else if (card.getAsBoolean() && installed.test(name)) {
                here.add(name);
            } else {
                missing.add(name);
            }
        }
        if (pack) {
            var known = note.orElseThrow();
            long bytes = known.files().values().stream().mapToLong(Long::longValue).sum();
            return new State.Ready(bytes, known.source());
        }
        if (!card.getAsBoolean()) {
            return new State.NotNeeded();
        }
        if (missing.isEmpty()) {
            return new State.Ready(0, "");
        }
        return here.isEmpty() ? new State.Missing(missing) : new State.Partial(missing);
    }

    private boolean isWhole(String name, Note note) {
        return Files.isRegularFile(folder.resolve(name))
                && folder.resolve(name).toFile().length() == note.files().getOrDefault(name, -1L);
    }

    private Optional<Note> note() {
        try {
            return Optional.of(JSON.readValue(Files.readString(folder.resolve(NOTE)), Note.class));
        } catch (JacksonException _) {
            return Optional.empty(); // nothing is known of what lies there
        } catch (IOException _) {
            return Optional.empty(); // there is none
        }
    }

    public Path folder() {
        return folder;
    }

    /// The names of what is needed, as this system calls them.
    public static List<String> libraries() {
        return CudaProvider.LIBRARIES;
    }

    /// As NVIDIA calls this system in its lists.
    public static String platform() {
        return OnnxLibrary.WINDOWS ? "windows-x86_64" : "linux-x86_64";
    }

    /// Unpacks what is needed of NVIDIA's archives (`.tar.xz`, `.zip`).
    ///
    /// @param source for people
    /// @throws StudioException when they lack something; then what was there before stays
    public void install(List<Path> archives, String source, Progress progress) {
        renew(source, fresh -> new PackArchives(fresh, progress).unpack(archives));
    }

    /// Copies what is needed from a folder that has the libraries, for example of an installed
    /// CUDA 12.
    public void copy(Path from, Progress progress) {
        renew(from.toString(), fresh -> copyAll(from, fresh, progress));
    }

    private static void copyAll(Path from, Path to, Progress progress) throws IOException {
        long total = 0;
        for (var name : CudaProvider.LIBRARIES) {
            if (Files.isRegularFile(from.resolve(name))) {
                total += from.resolve(name).toFile().length();
            }
        }
        PackArchives.requireRoom(to, total);
        long done = 0;
        for (var name : CudaProvider.LIBRARIES) {
            progress.at(done, total, PackArchives.UNPACKING);
            var file = from.resolve(name);
            if (Files.isRegularFile(file)) {
                try (var in = Files.newInputStream(file)) {
                    done += PackArchives.write(in::read, to.resolve(name), progress, done, total);
                }
            }
        }
    }

    /// What fills a new folder.
    private interface Filling {
        void fill(Path fresh) throws IOException;
    }

    private void renew(String source, Filling filling) {
        var fresh = folder.resolveSibling("." + folder.getFileName() + ".part");
        try {
            FileTree.erase(fresh);
            Files.createDirectories(fresh);
            try {
                filling.fill(fresh);
                var missing =
                        CudaProvider.LIBRARIES.stream()
                                .filter(name -> !Files.exists(fresh.resolve(name)))
                                .toList();
                if (!missing.isEmpty()) {
                    throw new StudioException(
                            "models.runtime.packLacks", String.join(", ", missing));
                }
                note(fresh, source);
                replace(fresh);
            } finally {
                FileTree.erase(fresh);
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.runtime.packUnwritten", folder, reason(e));
        }
    }

    private static void note(Path fresh, String source) throws IOException {
        var sizes = new TreeMap<String, Long>();
        for (var name : CudaProvider.LIBRARIES) {
            sizes.put(name, Files.size(fresh.resolve(name)));
        }
        AtomicFile.write(fresh.resolve(NOTE), JSON.writeValueAsString(new Note(source, sizes)));
    }

    private void replace(Path fresh) throws IOException {
        var old = folder.resolveSibling("." + folder.getFileName() + ".old");
        FileTree.erase(old);
        if (Files.exists(folder)) {
            AtomicFile.move(folder, old);
        }
        AtomicFile.move(fresh, folder);
        FileTree.erase(old);
    }

    /// @throws StudioException when the program uses it and the system does not let it go
    public void remove() {
        var old = folder.resolveSibling("." + folder.getFileName() + ".old");
        try {
            if (Files.exists(folder)) {
                FileTree.erase(old);
                AtomicFile.move(folder, old);
            }
            FileTree.erase(old);
        } catch (IOException e) {
            throw new StudioException(e, "models.runtime.packInUse", folder);
        }
    }

    /// Where a CUDA 12 is installed on this machine that has all that is needed.
    public static Optional<Path> installedCuda() {
        return installedCuda(
                Path.of("/usr/local"), Optional.ofNullable(System.getenv("CUDA_PATH")));
    }

    static Optional<Path> installedCuda(Path local, Optional<String> cudaPath) {
        var places = new ArrayList<Path>();
        cudaPath.map(Path::of)
                .ifPresent(
                        path -> {
                            places.add(path.resolve("bin"));
                            places.add(path.resolve("lib64"));
                        });
        try (Stream<Path> all = Files.isDirectory(local) ? Files.list(local) : Stream.empty()) {
            all.filter(path -> path.getFileName().toString().startsWith("cuda"))
                    .sorted()
                    .forEach(path -> places.add(path.resolve("lib64")));
        } catch (IOException _) {
            return Optional.empty(); // what may not be looked at cannot be used either
        }
        return places.stream().filter(GpuPack::hasAll).findFirst();
    }

    /// Whether a folder has all the libraries that are needed.
    public static boolean hasAll(Path place) {
        return CudaProvider.LIBRARIES.stream()
                .allMatch(name -> Files.isRegularFile(place.resolve(name)));
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
