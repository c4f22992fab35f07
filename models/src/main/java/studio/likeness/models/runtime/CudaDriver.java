package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The few functions of NVIDIA's driver that say which cards there are. They need neither the CUDA
/// toolkit nor ONNX Runtime.
final class CudaDriver {
    private static final int SUCCESS = 0;
    private static final int NAME_BYTES = 256;

    private final SymbolLookup library;

    private CudaDriver(SymbolLookup library) {
        this.library = library;
    }

    static String libraryName() {
        return OnnxLibrary.WINDOWS ? "nvcuda.dll" : "libcuda.so.1";
    }

    @SuppressWarnings("restricted") // this package is the one place that links native functions
    static Optional<CudaDriver> find() {
        try {
            return Optional.of(
                    new CudaDriver(SymbolLookup.libraryLookup(libraryName(), Arena.global())));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no driver is an answer
        }
    }

    /// Empty when the driver finds none, or is none that works.
    List<Devices.Card> cards() {
        var cards = new ArrayList<Devices.Card>();
        try (var arena = Arena.ofConfined()) {
            var number = arena.allocate(JAVA_INT);
            if (init() != SUCCESS || call("cuDeviceGetCount", number) != SUCCESS) {
                return List.of();
            }
            int count = number.get(JAVA_INT, 0);
            for (int index = 0; index < count; index++) {
                card(index, arena).ifPresent(cards::add);
            }
        } catch (NoSuchElementException _) {
            return List.of(); // a library of that name which is not the driver
        }
        return cards;
    }

    private Optional<Devices.Card> card(int index, Arena arena) {
        var device = arena.allocate(JAVA_INT);
        var name = arena.allocate(NAME_BYTES);
        var bytes = arena.allocate(JAVA_LONG);
        if (get(device, index) != SUCCESS
                || name(name, device.get(JAVA_INT, 0)) != SUCCESS
                || memory(bytes, device.get(JAVA_INT, 0)) != SUCCESS) {
            return Optional.empty();
        }
        return Optional.of(new Devices.Card(index, name.getString(0), bytes.get(JAVA_LONG, 0)));
    }

    private int init() {
        var function = link("cuInit", JAVA_INT);
        return OrtTable.run(() -> (int) function.invokeExact(0));
    }

    private int call(String name, MemorySegment out) {
        var function = link(name, ADDRESS);
        return OrtTable.run(() -> (int) function.invokeExact(out));
    }

    private int get(MemorySegment out, int index) {
        var function = link("cuDeviceGet", ADDRESS, JAVA_INT);
        return OrtTable.run(() -> (int) function.invokeExact(out, index));
    }

    private int name(MemorySegment out, int device) {
        var function = link("cuDeviceGetName", ADDRESS, JAVA_INT, JAVA_INT);
        return OrtTable.run(() -> (int) function.invokeExact(out, NAME_BYTES, device));
    }

    private int memory(MemorySegment out, int device) {
        var function = link("cuDeviceTotalMem_v2", ADDRESS, JAVA_INT);
        return OrtTable.run(() -> (int) function.invokeExact(out, device));
    }

    @SuppressWarnings("restricted") // this package is the one place that links native functions
    private MethodHandle link(String name, MemoryLayout... parameters) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, parameters));
    }
}
