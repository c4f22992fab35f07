package studio.likeness.models.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/// What a session's runs read and write, set once and changed where needed. Used on the session's
/// thread.
final class Binding implements AutoCloseable {
    private final OrtBindings functions;
    private final NativeSession session;
    private final MemorySegment handle;
    private final Arena arena = Arena.ofShared();
    private final Map<String, MemorySegment> names = new HashMap<>();

    Binding(NativeSession session) {
        this.session = session;
        functions = session.library().bindings();
        handle = functions.create(session.handle());
    }

    /// A tensor of the processor's memory is copied to a card now, not when a run begins.
    void input(String name, MemorySegment value) {
        functions.input(handle, nativeName(name), value);
    }

    void output(String name, MemorySegment value) {
        functions.output(handle, nativeName(name), value);
    }

    void run(MemorySegment runOptions) {
        functions.run(session.handle(), runOptions, handle);
    }

    private MemorySegment nativeName(String name) {
        return names.computeIfAbsent(name, arena::allocateFrom);
    }

    @Override
    public void close() {
        functions.release(handle);
        arena.close();
    }
}
