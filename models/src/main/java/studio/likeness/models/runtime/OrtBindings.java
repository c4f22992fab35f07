package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The functions on an `OrtIoBinding`: which tensors a run reads and writes, without copies.
final class OrtBindings {
    private final OrtTable table;
    private final MethodHandle run;
    private final MethodHandle create;
    private final MethodHandle release;
    private final MethodHandle bindInput;
    private final MethodHandle bindOutput;

    OrtBindings(OrtTable table) {
        this.table = table;
        run = table.status(133, ADDRESS, ADDRESS, ADDRESS);
        create = table.status(134, ADDRESS, ADDRESS);
        release = table.release(135);
        bindInput = table.status(136, ADDRESS, ADDRESS, ADDRESS);
        bindOutput = table.status(137, ADDRESS, ADDRESS, ADDRESS);
    }

    MemorySegment create(MemorySegment session) {
        return table.make(out -> (MemorySegment) create.invokeExact(session, out));
    }

    void release(MemorySegment binding) {
        table.free(release, binding);
    }

    /// On a card, a tensor of the processor's memory is copied now, not when the run begins.
    ///
    /// @param name ends with a zero byte
    void input(MemorySegment binding, MemorySegment name, MemorySegment value) {
        table.check(() -> (MemorySegment) bindInput.invokeExact(binding, name, value));
    }

    void output(MemorySegment binding, MemorySegment name, MemorySegment value) {
        table.check(() -> (MemorySegment) bindOutput.invokeExact(binding, name, value));
    }

    void run(MemorySegment session, MemorySegment runOptions, MemorySegment binding) {
        table.check(() -> (MemorySegment) run.invokeExact(session, runOptions, binding));
    }
}
