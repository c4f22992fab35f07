package studio.likeness.models.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// An input that the processor fills anew before each run. While its shape stays, nothing is
/// allocated.
final class BoundInput implements AutoCloseable {
    private static final long ALIGNMENT = 64;

    private final Binding binding;
    private final OrtValues values;
    private final Port port;
    private Arena arena = Arena.ofShared();
    private MemorySegment memory = MemorySegment.NULL;
    private MemorySegment value = MemorySegment.NULL;
    private long[] shape = {-1};

    BoundInput(Binding binding, OrtValues values, Port port) {
        this.binding = binding;
        this.values = values;
        this.port = port;
    }

    void set(Array array) {
        port.check(array);
        long bytes = Math.max(1, (long) array.size() * port.type().bytes());
        boolean moved = bytes > memory.byteSize();
        if (moved || !Arrays.equals(shape, array.shape())) {
            releaseValue();
            if (moved) {
                arena.close();
                arena = Arena.ofShared();
                memory = arena.allocate(Long.highestOneBit(bytes) * 2, ALIGNMENT);
            }
            value =
                    values.view(
                            values.processorMemory(), memory, bytes, port.type(), array.shape());
            shape = array.shape().clone();
        }
        NativeArrays.write(array, port.type(), memory);
        binding.input(port.name(), value);
    }

    private void releaseValue() {
        values.release(value);
        value = MemorySegment.NULL;
    }

    /// Before its binding.
    @Override
    public void close() {
        releaseValue();
        arena.close();
    }
}
