package studio.likeness.models.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;

/// Copies tensors on their device and makes them longer or shorter on the way: a graph of one Pad,
/// whose pads may be negative. Used on the thread of the session it serves.
final class Stretch implements AutoCloseable {
    private final NativeSession session;
    private final Binding binding;
    private final BoundInput pads;
    private final MemorySegment ending;

    Stretch(Device device) {
        session = NativeSession.open("stretch", graph(), device, SessionPlan.usual());
        binding = new Binding(session);
        pads =
                new BoundInput(
                        binding,
                        session.library().values(),
                        NativeSession.byName(session.inputs()).get("pads"));
        ending = session.library().sessions().runOptions();
    }

    private static byte[] graph() {
        try (var in = Stretch.class.getResourceAsStream("stretch.onnx")) {
            if (in == null) {
                throw new IllegalStateException("expected stretch.onnx beside its class");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param from float32 `[1, heads, rows, size]`
    /// @param to float32 `[1, heads, rows + more, size]`; gets zeros behind the rows
    /// @param more rows; fewer when negative
    void copy(MemorySegment from, MemorySegment to, int more) {
        binding.input("x", from);
        binding.output("y", to);
        pads.set(new Array.Longs(new long[] {0, 0, 0, 0, 0, 0, more, 0}, 8));
        binding.run(ending);
    }

    @Override
    public void close() {
        pads.close();
        binding.close();
        session.library().sessions().releaseRunOptions(ending);
        session.close();
    }
}
