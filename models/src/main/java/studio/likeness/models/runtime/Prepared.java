package studio.likeness.models.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.home.FileTree;
import studio.likeness.models.job.StudioException;

/// A copy of a graph whose weights lie on disk as this kind of processor wants them, so that they
/// are mapped, not copied into memory: a 4-bit model then takes a tenth of its weights in memory of
/// its own, not 1.2 times them. It costs about 2.2 times the weights on disk, because ONNX Runtime
/// keeps the originals in it: it packs them anew at each opening, one by one, and takes the mapped
/// copy where both are the same. So a copy for another processor is useless, never wrong.
///
/// @param graph to be opened in place of the original, on the processor only
/// @param bytes on disk
public record Prepared(Path graph, long bytes) {
    private static final String GRAPH = "model.onnx";
    private static final String PART = "part-";
    private static final String WEIGHTS = "weights.bin";

    /// In bytes; smaller weights stay in the graph.
    private static final int LARGE = 1024;

    /// The copy for this processor and this ONNX Runtime, when it was made.
    ///
    /// @param copies folder of this one graph's copies
    public static Optional<Prepared> find(Path copies) {
        var folder = folder(copies);
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        try {
            long bytes = 0;
            for (var file : files(folder)) {
                bytes += Files.size(file);
            }
            return Optional.of(new Prepared(folder.resolve(GRAPH), bytes));
        } catch (IOException e) {
            throw unwritten(e, copies);
        }
    }

    /// What to open on a device: the copy where there is one for it, else the original.
    public static Path best(Path graph, Path copies, Device device) {
        return switch (device) {
            case Device.Processor _ -> find(copies).map(Prepared::graph).orElse(graph);
            case Device.Cuda _ -> graph;
        };
    }

    /// Makes it, in place of those for other processors and versions. Takes some seconds and about
    /// 1.6 times the weights in memory. When two make the same one at once, the first to be done
    /// wins.
    public static Prepared copy(Path graph, Path copies) {
        var made = find(copies);
        if (made.isPresent()) {
            return made.get();
        }
        try {
            removeOld(copies);
            var part = PART + ProcessHandle.current().pid() + "-";
            var fresh = Files.createTempDirectory(Files.createDirectories(copies), part);
            try {
                write(graph, fresh);
                if (Files.exists(fresh.resolve(WEIGHTS))) {
                    Realigned.write(fresh.resolve(GRAPH), WEIGHTS);
                }
                for (var file : files(fresh)) {
                    sync(file);
                }
                publish(fresh, folder(copies));
            } finally {
                FileTree.erase(fresh);
            }
        } catch (IOException e) {
            throw unwritten(e, copies);
        }
        return find(copies).orElseThrow();
    }

    private static void publish(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(folder)) {
                throw e;
            }
            // Another has just made the same.
        }
    }

    /// Other processors' and versions' copies, and what a crash left; not what others are making.
    private static void removeOld(Path copies) throws IOException {
        if (!Files.exists(copies)) {
            return;
        }
        for (var each : files(copies)) {
            var name = each.getFileName().toString();
            if (!each.equals(folder(copies)) && !(name.startsWith(PART) && isInTheMaking(name))) {
                FileTree.erase(each);
            }
        }
    }

    private static boolean isInTheMaking(String part) {
        var parts = part.split("-");
        try {
            return parts.length > 2 && ProcessHandle.of(Long.parseLong(parts[1])).isPresent();
        } catch (NumberFormatException _) {
            return false; // Made by an earlier version.
        }
    }

    private static void write(Path graph, Path folder) {
        var library = OnnxLibrary.get();
        try (var options = SessionOptions.of(library, Device.processor(), SessionPlan.usual())) {
            library.options().writeOptimized(options.handle(), folder.resolve(GRAPH));
            options.configure("session.optimized_model_external_initializers_file_name", WEIGHTS);
            options.configure(
                    "session.optimized_model_external_initializers_min_size_in_bytes",
                    Integer.toString(LARGE));
            options.configure("session.save_external_prepacked_constant_initializers", "1");
            var session = library.sessions().create(library.environment(), graph, options.handle());
            library.sessions().release(session);
        } catch (OrtFailure e) {
            throw NativeSession.unopened(e, String.valueOf(graph.getFileName()));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /// Else a power cut could leave a finished name over unfinished weights.
    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static Path folder(Path copies) {
        return copies.resolve("onnxruntime-" + OnnxLibrary.VERSION + "-" + ProcessorKind.name());
    }

    private static StudioException unwritten(IOException e, Path copies) {
        return new StudioException(e, "models.runtime.unprepared", copies, e.toString());
    }
}
