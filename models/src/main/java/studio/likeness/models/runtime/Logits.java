package studio.likeness.models.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Where a decoder writes its logits: the processor's memory, kept from step to step.
final class Logits implements AutoCloseable {
    /// A prompt read with all its logits may take so many times more memory than is then needed.
    private static final int SPARE = 16;

    private final Binding binding;
    private final OrtValues values;
    private final Port port;
    private final int vocabulary;
    private Arena arena = Arena.ofShared();
    private MemorySegment memory = MemorySegment.NULL;
    private MemorySegment value = MemorySegment.NULL;
    private int capacity;
    private int rows;

    Logits(Binding binding, OrtValues values, Port port, int vocabulary) {
        this.binding = binding;
        this.values = values;
        this.port = port;
        this.vocabulary = vocabulary;
    }

    /// The next run gives so many rows.
    void prepare(int rows) {
        if (rows == this.rows) {
            return;
        }
        values.release(value);
        value = MemorySegment.NULL;
        this.rows = 0;
        long bytes = (long) vocabulary * port.type().bytes();
        if (rows > capacity || rows < capacity / SPARE) {
            arena.close();
            arena = Arena.ofShared();
            memory = arena.allocate(rows * bytes, 64);
            capacity = rows;
        }
        value =
                values.view(
                        values.processorMemory(),
                        memory,
                        rows * bytes,
                        port.type(),
                        1,
                        rows,
                        vocabulary);
        binding.output(port.name(), value);
        this.rows = rows;
    }

    /// The last rows of the last run, as many as the array holds.
    void read(float[] to) {
        long first = (long) rows * vocabulary - to.length;
        NativeArrays.readFloats(memory, port.type(), first, to, 0, to.length);
    }

    @Override
    public void close() {
        values.release(value);
        arena.close();
    }
}
