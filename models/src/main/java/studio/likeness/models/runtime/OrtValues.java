package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/// The functions on tensors, their memory and their types.
final class OrtValues {
    /// `OrtMemTypeDefault`.
    private static final int DEFAULT_MEMORY = 0;

    /// `OrtDeviceAllocator` and `OrtArenaAllocator`.
    private static final int DEVICE_ALLOCATOR = 0;

    private static final int ARENA_ALLOCATOR = 1;

    /// What ONNX Runtime's own allocations have.
    private static final long ALIGNMENT = 64;

    private final OrtTable table;
    private final MethodHandle createTensor;
    private final MethodHandle createView;
    private final MethodHandle data;
    private final MethodHandle tensorInfo;
    private final MethodHandle elementType;
    private final MethodHandle rank;
    private final MethodHandle sizes;
    private final MethodHandle symbols;
    private final MethodHandle shapeOf;
    private final MethodHandle createMemory;
    private final MethodHandle createProcessorMemory;
    private final MethodHandle allocatorFree;
    private final MethodHandle defaultAllocator;
    private final MethodHandle releaseMemory;
    private final MethodHandle releaseValue;
    private final MethodHandle releaseTypeInfo;
    private final MethodHandle releaseShape;
    private final MethodHandle createAllocator;
    private final MethodHandle releaseAllocator;
    private final MemorySegment processorMemory;

    OrtValues(OrtTable table) {
        this.table = table;
        createTensor = table.status(48, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS);
        createView =
                table.status(
                        49, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS);
        data = table.status(51, ADDRESS, ADDRESS);
        tensorInfo = table.status(55, ADDRESS, ADDRESS);
        elementType = table.status(60, ADDRESS, ADDRESS);
        rank = table.status(61, ADDRESS, ADDRESS);
        sizes = table.status(62, ADDRESS, ADDRESS, JAVA_LONG);
        symbols = table.status(63, ADDRESS, ADDRESS, JAVA_LONG);
        shapeOf = table.status(65, ADDRESS, ADDRESS);
        createMemory = table.status(68, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
        createProcessorMemory = table.status(69, JAVA_INT, JAVA_INT, ADDRESS);
        allocatorFree = table.status(76, ADDRESS, ADDRESS);
        defaultAllocator = table.status(78, ADDRESS);
        releaseMemory = table.release(94);
        releaseValue = table.release(96);
        releaseTypeInfo = table.release(98);
        releaseShape = table.release(99);
        createAllocator = table.status(131, ADDRESS, ADDRESS, ADDRESS);
        releaseAllocator = table.release(132);
        processorMemory =
                table.make(
                        out ->
                                (MemorySegment)
                                        createProcessorMemory.invokeExact(
                                                ARENA_ALLOCATOR, DEFAULT_MEMORY, out));
    }

    /// Memory of the processor; it lives as long as the library.
    MemorySegment processorMemory() {
        return processorMemory;
    }

    /// To be given back with [#releaseMemory].
    MemorySegment cudaMemory(int index) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom("Cuda");
            return table.make(
                    out ->
                            (MemorySegment)
                                    createMemory.invokeExact(
                                            name, DEVICE_ALLOCATOR, index, DEFAULT_MEMORY, out));
        }
    }

    void releaseMemory(MemorySegment memory) {
        table.free(releaseMemory, memory);
    }

    /// The library's own; it is never released.
    MemorySegment processorAllocator() {
        return table.make(out -> (MemorySegment) defaultAllocator.invokeExact(out));
    }

    /// Of a session on a card; to be given back before the session.
    MemorySegment allocator(MemorySegment session, MemorySegment memory) {
        return table.make(out -> (MemorySegment) createAllocator.invokeExact(session, memory, out));
    }

    void releaseAllocator(MemorySegment allocator) {
        table.free(releaseAllocator, allocator);
    }

    void free(MemorySegment allocator, MemorySegment pointer) {
        table.check(() -> (MemorySegment) allocatorFree.invokeExact(allocator, pointer));
    }

    /// A tensor with memory of its own, its numbers not set.
    MemorySegment create(MemorySegment allocator, ElementType type, long... shape) {
        try (var arena = Arena.ofConfined()) {
            var sizes = arena.allocateFrom(JAVA_LONG, shape);
            return table.make(
                    out ->
                            (MemorySegment)
                                    createTensor.invokeExact(
                                            allocator,
                                            sizes,
                                            (long) shape.length,
                                            type.code(),
                                            out));
        }
    }

    /// A tensor over memory that somebody else owns and keeps for as long.
    ///
    /// @param at may be an address on a card
    MemorySegment view(
            MemorySegment memory, MemorySegment at, long bytes, ElementType type, long... shape) {
        try (var arena = Arena.ofConfined()) {
            var sizes = arena.allocateFrom(JAVA_LONG, shape);
            return table.make(
                    out ->
                            (MemorySegment)
                                    createView.invokeExact(
                                            memory,
                                            at,
                                            bytes,
                                            sizes,
                                            (long) shape.length,
                                            type.code(),
                                            out));
        }
    }

    /// A tensor of the processor's memory with these numbers, for as long as the arena lives.
    MemorySegment tensor(Array array, ElementType type, Arena arena) {
        // Never of no bytes: an empty tensor wants an address too.
        var memory = arena.allocate(Math.max(1, (long) array.size() * type.bytes()), ALIGNMENT);
        NativeArrays.write(array, type, memory);
        return view(processorMemory, memory, memory.byteSize(), type, array.shape());
    }

    /// Where a tensor's numbers lie, perhaps on a card.
    MemorySegment data(MemorySegment value) {
        return table.make(out -> (MemorySegment) data.invokeExact(value, out));
    }

    void release(MemorySegment value) {
        table.free(releaseValue, value);
    }

    /// A copy of a tensor in the processor's memory.
    @SuppressWarnings("restricted") // the size is the tensor's own
    Array read(MemorySegment value) {
        var info = table.make(out -> (MemorySegment) shapeOf.invokeExact(value, out));
        try {
            var shape = shape(info);
            var type = type(info);
            long bytes = (long) NativeArrays.size(shape) * type.bytes();
            return NativeArrays.read(data(value).reinterpret(bytes), type, shape);
        } finally {
            table.free(releaseShape, info);
        }
    }

    /// @param typeInfo released here
    Port port(String name, MemorySegment typeInfo) {
        try {
            var info = table.make(out -> (MemorySegment) tensorInfo.invokeExact(typeInfo, out));
            if (info.equals(MemorySegment.NULL)) {
                throw new IllegalArgumentException(
                        "expected a tensor, found another thing: " + name);
            }
            return new Port(name, type(info), shape(info), symbols(info));
        } finally {
            table.free(releaseTypeInfo, typeInfo);
        }
    }

    private ElementType type(MemorySegment info) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(JAVA_INT);
            table.check(() -> (MemorySegment) elementType.invokeExact(info, out));
            return ElementType.of(out.get(JAVA_INT, 0));
        }
    }

    private long rank(MemorySegment info) {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(JAVA_LONG);
            table.check(() -> (MemorySegment) rank.invokeExact(info, out));
            return out.get(JAVA_LONG, 0);
        }
    }

    private long[] shape(MemorySegment info) {
        long rank = rank(info);
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(JAVA_LONG, rank);
            table.check(() -> (MemorySegment) sizes.invokeExact(info, out, rank));
            return out.toArray(JAVA_LONG);
        }
    }

    private List<String> symbols(MemorySegment info) {
        long rank = rank(info);
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ADDRESS, rank);
            table.check(() -> (MemorySegment) symbols.invokeExact(info, out, rank));
            var names = new ArrayList<String>();
            for (long i = 0; i < rank; i++) {
                names.add(OrtTable.text(out.getAtIndex(ADDRESS, i)));
            }
            return names;
        }
    }
}
