package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Map;

/// The functions that make an `OrtSessionOptions`.
final class OrtOptions {
    private final OrtTable table;
    private final MethodHandle create;
    private final MethodHandle optimizedPath;
    private final MethodHandle disablePatterns;
    private final MethodHandle disableArena;
    private final MethodHandle optimization;
    private final MethodHandle intraThreads;
    private final MethodHandle release;
    private final MethodHandle configure;
    private final MethodHandle appendCuda;
    private final MethodHandle createCuda;
    private final MethodHandle updateCuda;
    private final MethodHandle releaseCuda;

    OrtOptions(OrtTable table) {
        this.table = table;
        create = table.status(10, ADDRESS);
        optimizedPath = table.status(11, ADDRESS, ADDRESS);
        disablePatterns = table.status(17, ADDRESS);
        disableArena = table.status(19, ADDRESS);
        optimization = table.status(23, ADDRESS, JAVA_INT);
        intraThreads = table.status(24, ADDRESS, JAVA_INT);
        release = table.release(100);
        configure = table.status(130, ADDRESS, ADDRESS, ADDRESS);
        appendCuda = table.status(204, ADDRESS, ADDRESS);
        createCuda = table.status(205, ADDRESS);
        updateCuda = table.status(206, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        releaseCuda = table.release(208);
    }

    MemorySegment create() {
        return table.make(out -> (MemorySegment) create.invokeExact(out));
    }

    void release(MemorySegment options) {
        table.free(release, options);
    }

    /// Where the graph is written as it is after optimisation.
    void writeOptimized(MemorySegment options, Path file) {
        try (var arena = Arena.ofConfined()) {
            var path = OnnxLibrary.path(file, arena);
            table.check(() -> (MemorySegment) optimizedPath.invokeExact(options, path));
        }
    }

    void disablePatterns(MemorySegment options) {
        table.check(() -> (MemorySegment) disablePatterns.invokeExact(options));
    }

    void disableArena(MemorySegment options) {
        table.check(() -> (MemorySegment) disableArena.invokeExact(options));
    }

    /// @param level `GraphOptimizationLevel`
    void optimization(MemorySegment options, int level) {
        table.check(() -> (MemorySegment) optimization.invokeExact(options, level));
    }

    void threads(MemorySegment options, int threads) {
        table.check(() -> (MemorySegment) intraThreads.invokeExact(options, threads));
    }

    /// @param key of `onnxruntime_session_options_config_keys.h`
    void configure(MemorySegment options, String key, String value) {
        try (var arena = Arena.ofConfined()) {
            var nativeKey = arena.allocateFrom(key);
            var nativeValue = arena.allocateFrom(value);
            table.check(
                    () -> (MemorySegment) configure.invokeExact(options, nativeKey, nativeValue));
        }
    }

    /// @throws OrtFailure when the CUDA provider or what it needs cannot be loaded
    void appendCuda(MemorySegment options, Map<String, String> settings) {
        var cuda = table.make(out -> (MemorySegment) createCuda.invokeExact(out));
        try (var arena = Arena.ofConfined()) {
            var keys = arena.allocate(ADDRESS, settings.size());
            var values = arena.allocate(ADDRESS, settings.size());
            int at = 0;
            for (var setting : settings.entrySet()) {
                keys.setAtIndex(ADDRESS, at, arena.allocateFrom(setting.getKey()));
                values.setAtIndex(ADDRESS, at++, arena.allocateFrom(setting.getValue()));
            }
            long count = settings.size();
            table.check(() -> (MemorySegment) updateCuda.invokeExact(cuda, keys, values, count));
            table.check(() -> (MemorySegment) appendCuda.invokeExact(options, cuda));
        } finally {
            table.free(releaseCuda, cuda);
        }
    }
}
