package studio.likeness.models.runtime;

import java.lang.foreign.MemorySegment;

/// Where a session's device keeps its tensors. Tensors are made and released on the session's
/// thread.
final class DeviceMemory implements AutoCloseable {
    private final OrtValues values;
    private final MemorySegment memory;
    private final MemorySegment allocator;
    private final boolean card;

    DeviceMemory(NativeSession session) {
        values = session.library().values();
        switch (session.device()) {
            case Device.Processor _ -> {
                card = false;
                memory = values.processorMemory();
                // Not the session's arena, which would keep for ever what a long talk needed once.
                allocator = values.processorAllocator();
            }
            case Device.Cuda(int index) -> {
                card = true;
                memory = values.cudaMemory(index);
                allocator = values.allocator(session.handle(), memory);
            }
        }
    }

    /// A tensor with memory of its own, its numbers not set.
    MemorySegment create(ElementType type, long... shape) {
        return values.create(allocator, type, shape);
    }

    /// The beginning of a tensor's memory as a tensor of another shape, as long as that one lives.
    MemorySegment view(MemorySegment tensor, ElementType type, long... shape) {
        return values.view(memory, values.data(tensor), bytes(type, shape), type, shape);
    }

    /// The same over the processor's memory, wherever the session runs.
    MemorySegment processorView(MemorySegment numbers, ElementType type, long... shape) {
        return values.view(values.processorMemory(), numbers, bytes(type, shape), type, shape);
    }

    private static long bytes(ElementType type, long... shape) {
        return Math.max(1, NativeArrays.size(shape) * (long) type.bytes());
    }

    void release(MemorySegment tensor) {
        values.release(tensor);
    }

    @Override
    public void close() {
        if (card) {
            values.releaseAllocator(allocator);
            values.releaseMemory(memory);
        }
    }
}
