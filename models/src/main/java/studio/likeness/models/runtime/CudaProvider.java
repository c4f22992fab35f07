package studio.likeness.models.runtime;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import studio.likeness.models.job.StudioException;

/// ONNX Runtime's CUDA provider. It is never replaced by the processor in silence: what keeps it
/// from loading is said.
final class CudaProvider {
    private CudaProvider() {}

    /// @throws StudioException that names what is missing
    static void append(OnnxLibrary library, MemorySegment options, int index, boolean tf32) {
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
            throw new StudioException(e, "models.runtime.cuda", e.getMessage());
        }
    }
}
