package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// What ONNX Runtime has to say, in our log. A message may name files and numbers of the user's,
/// so it is told to developers only; the place in ONNX Runtime's source that spoke is told to all.
final class OrtLog {
    /// `ORT_LOGGING_LEVEL_WARNING`: what it says below that we never hear.
    static final int WARNING = 2;

    private static final int ERROR = 3;

    private static final System.Logger LOG = System.getLogger(OrtLog.class.getName());

    private OrtLog() {}

    /// An `OrtLoggingFunction`.
    @SuppressWarnings("restricted") // this package is the one place that links native functions
    static MemorySegment function(Arena forEver) {
        try {
            var onMessage =
                    MethodHandles.lookup()
                            .findStatic(
                                    OrtLog.class,
                                    "onMessage",
                                    MethodType.methodType(
                                            void.class,
                                            MemorySegment.class,
                                            int.class,
                                            MemorySegment.class,
                                            MemorySegment.class,
                                            MemorySegment.class,
                                            MemorySegment.class));
            return Linker.nativeLinker()
                    .upcallStub(
                            onMessage,
                            FunctionDescriptor.ofVoid(
                                    ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
                            forEver);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this class has no onMessage", e);
        }
    }

    /// Called by the library, from any thread. What it throws would end the process, so nothing
    /// gets out.
    @SuppressWarnings({
        "UnusedMethod", // found by name, above
        "UnusedVariable" // the library decides what is passed
    })
    private static void onMessage(
            MemorySegment parameter,
            int severity,
            MemorySegment category,
            MemorySegment logId,
            MemorySegment place,
            MemorySegment message) {
        try {
            LOG.log(
                    severity >= ERROR ? Level.WARNING : Level.DEBUG,
                    () -> "ONNX Runtime speaks at " + OrtTable.text(place));
            LOG.log(Level.DEBUG, () -> OrtTable.text(message));
        } catch (Throwable e) {
            // Nothing to do about a logger that fails while a native run waits for it.
            assert e != null;
        }
    }
}
