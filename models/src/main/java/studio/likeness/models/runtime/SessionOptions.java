package studio.likeness.models.runtime;

import java.lang.foreign.MemorySegment;

/// An `OrtSessionOptions`, set up from a plan and for a device.
final class SessionOptions implements AutoCloseable {
    private final OrtOptions functions;
    private final MemorySegment handle;

    private SessionOptions(OrtOptions functions) {
        this.functions = functions;
        handle = functions.create();
    }

    static SessionOptions of(OnnxLibrary library, Device device, SessionPlan plan) {
        var options = new SessionOptions(library.options());
        try {
            options.apply(plan);
            switch (device) {
                case Device.Processor(int threads) ->
                        options.functions.threads(
                                options.handle,
                                Math.max(
                                        1,
                                        (threads == 0 ? ProcessorKind.cores() : threads)
                                                / plan.runs()));
                case Device.Cuda(int index) ->
                        CudaProvider.append(library, options.handle, index, plan.tf32());
            }
            return options;
        } catch (RuntimeException e) {
            options.close();
            throw e;
        }
    }

    private void apply(SessionPlan plan) {
        functions.optimization(handle, plan.optimization().level());
        configure("session.intra_op.allow_spinning", plan.spinning() ? "1" : "0");
        // Between two turns of a talk nobody should hear the fan.
        configure("session.force_spinning_stop", "1");
        if (!plan.patterns()) {
            functions.disablePatterns(handle);
        }
    }

    void configure(String key, String value) {
        functions.configure(handle, key, value);
    }

    MemorySegment handle() {
        return handle;
    }

    @Override
    public void close() {
        functions.release(handle);
    }
}
