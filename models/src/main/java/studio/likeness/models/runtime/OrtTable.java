package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// ONNX Runtime's C functions: the struct `OrtApi` is a list of pointers whose order never changes,
/// so a function is known by its place. `onnxruntime_c_api.h` gives order and parameters.
@SuppressWarnings("restricted") // this package is the one place that links native functions
final class OrtTable {
    /// Of the table we ask for. Later versions only append to it.
    private static final int API_VERSION = 23;

    private static final long LENGTH = 300;
    private static final FunctionDescriptor TEXT = FunctionDescriptor.of(ADDRESS, ADDRESS);

    private final MemorySegment functions;
    private final String version;
    private final MethodHandle errorCode;
    private final MethodHandle errorMessage;
    private final MethodHandle releaseStatus;

    /// @throws IllegalStateException when the library is older than the table
    OrtTable(SymbolLookup library) {
        var getBase =
                Linker.nativeLinker()
                        .downcallHandle(
                                library.findOrThrow("OrtGetApiBase"),
                                FunctionDescriptor.of(ADDRESS));
        var base =
                run(() -> (MemorySegment) getBase.invokeExact())
                        .reinterpret(2 * ADDRESS.byteSize());
        var getApi =
                Linker.nativeLinker()
                        .downcallHandle(
                                base.getAtIndex(ADDRESS, 0),
                                FunctionDescriptor.of(ADDRESS, JAVA_INT));
        var getVersion =
                Linker.nativeLinker()
                        .downcallHandle(
                                base.getAtIndex(ADDRESS, 1), FunctionDescriptor.of(ADDRESS));
        version = text(run(() -> (MemorySegment) getVersion.invokeExact()));
        var table = run(() -> (MemorySegment) getApi.invokeExact(API_VERSION));
        if (table.equals(MemorySegment.NULL)) {
            throw new IllegalStateException(
                    "expected ONNX Runtime with API " + API_VERSION + ", found " + version);
        }
        functions = table.reinterpret(LENGTH * ADDRESS.byteSize());
        errorCode = handle(1, FunctionDescriptor.of(JAVA_INT, ADDRESS));
        errorMessage = handle(2, TEXT);
        releaseStatus = release(93);
    }

    /// As the library itself says, for example `1.28.0`.
    String version() {
        return version;
    }

    /// A function that returns a status; [#check] calls it.
    MethodHandle status(int index, MemoryLayout... parameters) {
        return handle(index, FunctionDescriptor.of(ADDRESS, parameters));
    }

    /// A function that gives an object back; it takes NULL too.
    MethodHandle release(int index) {
        return handle(index, FunctionDescriptor.ofVoid(ADDRESS));
    }

    private MethodHandle handle(int index, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(functions.getAtIndex(ADDRESS, index), descriptor);
    }

    /// One call of a function that returns a status.
    @FunctionalInterface
    interface Call<T> {
        @SuppressWarnings("ThrowSpecificExceptions") // what invokeExact declares
        T run() throws Throwable;
    }

    /// @throws OrtFailure when the status is not success
    void check(Call<MemorySegment> call) {
        var status = run(call);
        if (!status.equals(MemorySegment.NULL)) {
            try {
                int code = run(() -> (int) errorCode.invokeExact(status));
                throw new OrtFailure(
                        code, text(run(() -> (MemorySegment) errorMessage.invokeExact(status))));
            } finally {
                free(releaseStatus, status);
            }
        }
    }

    /// A call whose last parameter receives a pointer.
    @FunctionalInterface
    interface Making {
        @SuppressWarnings("ThrowSpecificExceptions") // what invokeExact declares
        MemorySegment into(MemorySegment out) throws Throwable;
    }

    MemorySegment make(Making call) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ADDRESS);
            check(() -> call.into(out));
            return out.get(ADDRESS, 0);
        }
    }

    void free(MethodHandle release, MemorySegment object) {
        run(
                () -> {
                    release.invokeExact(object);
                    return object;
                });
    }

    static String text(MemorySegment pointer) {
        return pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// The functions are C and throw nothing; what comes out is a mistake in the linking above.
    private static <T> T run(Call<T> function) {
        try {
            return function.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call failed", e);
        }
    }
}
