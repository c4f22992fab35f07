package studio.likeness.models.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What keys or values of one layer look like, `[1, heads, rows, size]`, and how tensors of them
/// are made, seen and copied. Float16 is copied in pairs, in the clothes of float32.
record KvTensor(Port past, Port present, DeviceMemory memory) {
    private int heads() {
        return Math.toIntExact(past.shape()[1]);
    }

    private int size() {
        return Math.toIntExact(past.shape()[3]);
    }

    MemorySegment create(int rows) {
        return memory.create(past.type(), 1, heads(), rows, size());
    }

    /// @return a tensor of so many rows over the beginning of another's memory
    MemorySegment view(MemorySegment tensor, int rows) {
        return memory.view(tensor, past.type(), 1, heads(), rows, size());
    }

    /// Copies the first rows; there may be more or fewer of them in the target.
    void copy(Stretch stretch, MemorySegment from, int rows, MemorySegment to, int rowsThere) {
        var x = memory.view(from, ElementType.FLOAT32, 1, heads(), rows, floats());
        var y = memory.view(to, ElementType.FLOAT32, 1, heads(), rowsThere, floats());
        try {
            stretch.copy(x, y, rowsThere - rows);
        } finally {
            memory.release(x);
            memory.release(y);
        }
    }

    /// Copies rows from Java.
    void load(Stretch stretch, Array.Floats from, MemorySegment to, int rowsThere) {
        past.check(from);
        int rows = Math.toIntExact(from.shape()[2]);
        try (var arena = Arena.ofConfined()) {
            var numbers = arena.allocate(Math.max(1, (long) from.size() * past.type().bytes()), 64);
            NativeArrays.write(from, past.type(), numbers);
            var x = memory.processorView(numbers, ElementType.FLOAT32, 1, heads(), rows, floats());
            var y = memory.view(to, ElementType.FLOAT32, 1, heads(), rowsThere, floats());
            try {
                stretch.copy(x, y, rowsThere - rows);
            } finally {
                memory.release(x);
                memory.release(y);
            }
        }
    }

    private long floats() {
        return (long) size() * past.type().bytes() / Float.BYTES;
    }

    void release(MemorySegment tensor) {
        memory.release(tensor);
    }
}
