package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import studio.likeness.models.job.StudioException;

/// ONNX Runtime, loaded when first asked for and kept to the end of the process, as its own
/// environment wants to be.
final class OnnxLibrary {
    /// The one the table of functions and all our figures were checked with.
    static final String VERSION = "1.28.0";

    private static final System.Logger LOG = System.getLogger(OnnxLibrary.class.getName());
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private static final String RESOURCES =
            "/ai/onnxruntime/native/" + (WINDOWS ? "win-x64/" : "linux-x64/");

    /// `ORT_LOGGING_LEVEL_WARNING` and `ORT_LOGGING_LEVEL_ERROR`.
    private static final int WARNING = 2;

    private static final int ERROR = 3;

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

    @SuppressWarnings("restricted") // this package is the one place that links native functions
    private OnnxLibrary(NativeLibraries files) {
        this.files = files;
        var file = files.unpacked(RESOURCES + System.mapLibraryName("onnxruntime"));
        var table = new OrtTable(load(file));
        if (!table.version().equals(VERSION)) {
            throw new StudioException("models.runtime.version", VERSION, table.version());
        }
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

    /// One for the process. It hands us what it has to say from warnings on.
    @SuppressWarnings("restricted") // this package is the one place that links native functions
    private static MemorySegment environment(OrtTable table) {
        var logger =
                Linker.nativeLinker()
                        .upcallStub(
                                onMessage(),
                                FunctionDescriptor.ofVoid(
                                        ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
                                Arena.global());
        var create = table.status(4, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        var name = Arena.global().allocateFrom("likeness");
        return table.make(
                out ->
                        (MemorySegment)
                                create.invokeExact(logger, MemorySegment.NULL, WARNING, name, out));
    }

    private static java.lang.invoke.MethodHandle onMessage() {
        try {
            var lookup = MethodHandles.lookup();
            return lookup.findStatic(
                    OnnxLibrary.class,
                    "onMessage",
                    MethodType.methodType(
                            void.class,
                            MemorySegment.class,
                            int.class,
                            MemorySegment.class,
                            MemorySegment.class,
                            MemorySegment.class,
                            MemorySegment.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this class has no onMessage", e);
        }
    }

    /// Called by the library, from any thread. What it throws would end the process, so nothing
    /// gets out. A message may name files and numbers of a user's own, so it is told to developers
    /// only; the place in ONNX Runtime's source that spoke is told to all.
    @SuppressWarnings("UnusedMethod") // found by name, above
    private static void onMessage(
            MemorySegment parameter,
            int severity,
            MemorySegment category,
            MemorySegment logId,
            MemorySegment place,
            MemorySegment message) {
        try {
            LOG.log(
                    severity >= ERROR ? Level.WARNING : Level.DEBUG,
                    "ONNX Runtime speaks at {0}",
                    OrtTable.text(place));
            LOG.log(Level.DEBUG, () -> OrtTable.text(message));
        } catch (Throwable e) {
            // Nothing to do about a logger that fails while a native run waits for it.
            assert e != null;
        }
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
