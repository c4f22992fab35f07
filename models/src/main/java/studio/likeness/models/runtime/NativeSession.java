package studio.likeness.models.runtime;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import studio.likeness.models.job.StudioException;

/// An opened `OrtSession` with its threads. [Session] and [DecoderModel] are the two ways to use
/// one.
final class NativeSession implements AutoCloseable {
    private final String name;
    private final Device device;
    private final OnnxLibrary library;
    private final MemorySegment handle;
    private final SessionThreads threads;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private boolean closed;

    private NativeSession(
            String name, Device device, OnnxLibrary library, MemorySegment handle, int runs) {
        this.name = name;
        this.device = device;
        this.library = library;
        this.handle = handle;
        try {
            inputs = library.sessions().inputs(handle);
            outputs = library.sessions().outputs(handle);
        } catch (RuntimeException e) {
            library.sessions().release(handle);
            throw e;
        }
        threads = new SessionThreads("onnx " + name, runs);
    }

    /// @throws StudioException when the file is broken, there is too little memory, or the device
    ///     cannot be had
    static NativeSession open(Path graph, Device device, SessionPlan plan) {
        return open(
                String.valueOf(graph.getFileName()),
                device,
                plan,
                (library, options) ->
                        library.sessions().create(library.environment(), graph, options));
    }

    /// A graph that is no file.
    static NativeSession open(String name, byte[] graph, Device device, SessionPlan plan) {
        return open(
                name,
                device,
                plan,
                (library, options) ->
                        library.sessions().create(library.environment(), graph, options));
    }

    private static NativeSession open(
            String name,
            Device device,
            SessionPlan plan,
            BiFunction<OnnxLibrary, MemorySegment, MemorySegment> create) {
        var library = OnnxLibrary.get();
        try (var options = SessionOptions.of(library, device, plan)) {
            return new NativeSession(
                    name, device, library, create.apply(library, options.handle()), plan.runs());
        } catch (OrtFailure e) {
            throw unopened(e, name);
        }
    }

    static StudioException unopened(OrtFailure e, String name) {
        return e.kind() == OrtFailure.Kind.MEMORY
                ? new StudioException(e, "models.runtime.memory", name)
                : new StudioException(e, "models.runtime.broken", name);
    }

    /// Does some native work on a thread of the session.
    ///
    /// @param end asks it to end soon; called when the waiting thread is interrupted
    /// @throws CancellationException when it was ended so
    <T> T call(Supplier<T> work, Runnable end) {
        return threads.call(
                () -> {
                    try {
                        return work.get();
                    } catch (OrtFailure e) {
                        throw told(e);
                    }
                },
                end);
    }

    private RuntimeException told(OrtFailure e) {
        return switch (e.kind()) {
            case TERMINATED -> new CancellationException("ended while " + name + " ran");
            case MEMORY -> new StudioException(e, "models.runtime.memory", name);
            case FILE, OTHER -> new IllegalStateException(name + ": " + e.said(), e);
        };
    }

    OnnxLibrary library() {
        return library;
    }

    MemorySegment handle() {
        return handle;
    }

    Device device() {
        return device;
    }

    List<Port> inputs() {
        return inputs;
    }

    List<Port> outputs() {
        return outputs;
    }

    /// Waits for the work that was asked for before.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            threads.close();
            library.sessions().release(handle);
        }
    }

    @Override
    public String toString() {
        return name + " on " + device;
    }

    /// An input or output by its name.
    static Map<String, Port> byName(List<Port> ports) {
        var byName = new LinkedHashMap<String, Port>();
        ports.forEach(port -> byName.put(port.name(), port));
        return byName;
    }
}
