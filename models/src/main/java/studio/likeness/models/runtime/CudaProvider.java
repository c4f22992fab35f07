package studio.likeness.models.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// ONNX Runtime's CUDA provider. It is never replaced by the processor in silence: what keeps it
/// from loading is said.
final class CudaProvider {
    /// What it is linked with, in an order in which each finds those it needs itself.
    static final List<String> LIBRARIES =
            OnnxLibrary.WINDOWS
                    ? List.of(
                            "cudart64_12.dll",
                            "cublasLt64_12.dll",
                            "cublas64_12.dll",
                            "curand64_10.dll")
                    : List.of(
                            "libcudart.so.12",
                            "libcublasLt.so.12",
                            "libcublas.so.12",
                            "libcurand.so.10");

    private CudaProvider() {}

    /// What keeps cards from being used. Nothing is unpacked for the answer.
    ///
    /// @param pack folder of the GPU pack; the system's own libraries serve where it lacks one
    static Optional<StudioException> problem(Path pack) {
        if (CudaDriver.find().isEmpty()) {
            return Optional.of(
                    new StudioException("models.runtime.noDriver", CudaDriver.libraryName()));
        }
        var missing = missing(pack);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new StudioException(
                                "models.runtime.noCuda", String.join(", ", missing), pack));
    }

    static List<String> missing(Path pack) {
        return LIBRARIES.stream().filter(name -> !loads(pack, name)).toList();
    }

    static Path pack() {
        return NativeLibraries.home().resolve("cuda-12");
    }

    /// Once loaded, from wherever, the provider finds it by its name.
    @SuppressWarnings("restricted") // this package is the one place that links native functions
    static boolean loads(Path pack, String name) {
        try {
            var file = pack.resolve(name);
            if (Files.exists(file)) {
                SymbolLookup.libraryLookup(file, Arena.global());
            } else {
                SymbolLookup.libraryLookup(name, Arena.global());
            }
            return true;
        } catch (IllegalArgumentException _) {
            return false; // the answer, not a failure
        }
    }

    /// @throws StudioException that names what is missing
    static void append(OnnxLibrary library, MemorySegment options, int index, boolean tf32) {
        problem(pack())
                .ifPresent(
                        problem -> {
                            throw problem;
                        });
        library.unpackCuda();
        try {
            library.options()
                    .appendCuda(
                            options,
                            Map.of(
                                    "device_id",
                                    Integer.toString(index),
                                    "use_tf32",
                                    tf32 ? "1" : "0",
                                    // As much as is asked for, not the next power of two.
                                    "arena_extend_strategy",
                                    "kSameAsRequested"));
        } catch (OrtFailure e) {
            throw new StudioException(e, "models.runtime.cuda", e.said());
        }
    }
}
