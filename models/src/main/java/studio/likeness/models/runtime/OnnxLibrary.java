package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import studio.likeness.models.job.StudioException;

/// ONNX Runtime, loaded when first asked for and kept to the end of the process, as its own
/// environment wants to be.
final class OnnxLibrary {
    /// The one the table of functions and all our figures were checked with.
    static final String VERSION = "1.28.0";

    static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private static final String RESOURCES =
            "/ai/onnxruntime/native/" + (WINDOWS ? "win-x64/" : "linux-x64/");

    private final NativeLibraries files;
    private final MemorySegment environment;
    private final OrtOptions options;
    private final OrtValues values;
    private final OrtSessions sessions;
    private final OrtBindings bindings;

    private static final class Loaded {
        static final OnnxLibrary LIBRARY =
                new OnnxLibrary(
                        new NativeLibraries(
                                NativeLibraries.home().resolve("onnxruntime-" + VERSION)));
    }

    /// @throws StudioException when it cannot be unpacked or loaded
    static OnnxLibrary get() {
        try {
            return Loaded.LIBRARY;
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof StudioException why) {
                throw why;
            }
            throw e;
        } catch (NoClassDefFoundError e) {
            // The second and later attempts of a process whose first failed.
            throw new StudioException(e, "models.runtime.load", "ONNX Runtime");
        }
    }

    private OnnxLibrary(NativeLibraries files) {
        this.files = files;
        var file = files.unpacked(RESOURCES + System.mapLibraryName("onnxruntime"));
        var table = new OrtTable(load(file), VERSION);
        environment = environment(table);
        // Only the Windows build has anything to switch off; the call is there in all.
        var quiet = table.status(6, ADDRESS);
        table.check(() -> (MemorySegment) quiet.invokeExact(environment));
        options = new OrtOptions(table);
        values = new OrtValues(table);
        sessions = new OrtSessions(table, values);
        bindings = new OrtBindings(table);
    }

    @SuppressWarnings("restricted") // this package is the one place that links native functions
    private static SymbolLookup load(Path file) {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new StudioException(e, "models.runtime.load", file);
        }
    }

    /// One for the process.
    private static MemorySegment environment(OrtTable table) {
        var create = table.status(4, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        var logger = OrtLog.function(Arena.global());
        var name = Arena.global().allocateFrom("likeness");
        return table.make(
                out ->
                        (MemorySegment)
                                create.invokeExact(
                                        logger, MemorySegment.NULL, OrtLog.WARNING, name, out));
    }

    /// A path as the library's functions take it: wide characters on Windows.
    static MemorySegment path(Path path, SegmentAllocator allocator) {
        var text = path.toAbsolutePath().toString();
        return WINDOWS
                ? allocator.allocateFrom(text, StandardCharsets.UTF_16LE)
                : allocator.allocateFrom(JAVA_BYTE, (text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /// Unpacks the CUDA provider (622 MB) beside the library, which looks for it there.
    void unpackCuda() {
        files.unpacked(RESOURCES + System.mapLibraryName("onnxruntime_providers_shared"));
        files.unpacked(RESOURCES + System.mapLibraryName("onnxruntime_providers_cuda"));
    }

    MemorySegment environment() {
        return environment;
    }

    OrtOptions options() {
        return options;
    }

    OrtValues values() {
        return values;
    }

    OrtSessions sessions() {
        return sessions;
    }

    OrtBindings bindings() {
        return bindings;
    }
}
