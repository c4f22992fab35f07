package studio.likeness.models.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The few functions of espeak-ng's `speak_lib.h` (revision 12) that the studio calls. They share
/// global state inside the library, so all calls come from one thread ([EspeakLibrary]).
@SuppressWarnings("restricted") // this package is the one place that links native functions
final class EspeakFunctions {
    /// `espeak_Synth` and the others return it for success.
    static final int OK = 0;

    private static final int SYNCHRONOUS = 2;
    private static final int PHONEME_EVENTS = 0x0001;
    private static final int DONT_EXIT = 0x8000;
    private static final int POSITION_IN_CHARACTERS = 1;
    private static final int UTF8 = 1;
    private static final int END_PAUSE = 0x1000;
    private static final int EVENT_PHONEME = 7;

    private static final MemoryLayout EVENT =
            MemoryLayout.structLayout(
                    JAVA_INT.withName("type"),
                    JAVA_INT.withName("unique_identifier"),
                    JAVA_INT.withName("text_position"),
                    JAVA_INT.withName("length"),
                    JAVA_INT.withName("audio_position"),
                    JAVA_INT.withName("sample"),
                    ADDRESS.withName("user_data"),
                    JAVA_LONG.withName("id"));
    private static final long TYPE = EVENT.byteOffset(PathElement.groupElement("type"));
    private static final long POSITION =
            EVENT.byteOffset(PathElement.groupElement("audio_position"));
    private static final long ID = EVENT.byteOffset(PathElement.groupElement("id"));
    private static final int ID_BYTES = 8;

    private final MethodHandle initialize;
    private final MethodHandle setVoiceByName;
    private final MethodHandle setParameter;
    private final MethodHandle synth;
    private final MethodHandle info;
    private final MethodHandle setSynthCallback;
    private final MemorySegment callback;

    private Utterance.@Nullable Receiver receiver;
    private @Nullable Throwable failure;

    /// @throws NoSuchElementException when a function is not in the library
    EspeakFunctions(SymbolLookup library, Arena forEver) {
        initialize = link(library, "espeak_Initialize", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        setVoiceByName = link(library, "espeak_SetVoiceByName", ADDRESS);
        setParameter = link(library, "espeak_SetParameter", JAVA_INT, JAVA_INT, JAVA_INT);
        synth =
                link(
                        library,
                        "espeak_Synth",
                        ADDRESS,
                        JAVA_LONG,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS);
        var linker = Linker.nativeLinker();
        info =
                linker.downcallHandle(
                        library.findOrThrow("espeak_Info"),
                        FunctionDescriptor.of(ADDRESS, ADDRESS));
        setSynthCallback =
                linker.downcallHandle(
                        library.findOrThrow("espeak_SetSynthCallback"),
                        FunctionDescriptor.ofVoid(ADDRESS));
        callback =
                linker.upcallStub(
                        onSound(),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS),
                        forEver);
    }

    /// @param bufferMillis how much sound one callback carries
    /// @return the sample rate, or a negative number when the library has no voices' data
    int initialize(int bufferMillis) {
        int rate =
                call(
                        () ->
                                (int)
                                        initialize.invokeExact(
                                                SYNCHRONOUS,
                                                bufferMillis,
                                                MemorySegment.NULL,
                                                PHONEME_EVENTS | DONT_EXIT));
        if (rate > 0) {
            call(
                    () -> {
                        setSynthCallback.invokeExact(callback);
                        return OK;
                    });
        }
        return rate;
    }

    String version() {
        return call(
                () -> {
                    var text = (MemorySegment) info.invokeExact(MemorySegment.NULL);
                    return text.reinterpret(Long.MAX_VALUE).getString(0);
                });
    }

    int setVoiceByName(String name) {
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocateFrom(name);
            return call(() -> (int) setVoiceByName.invokeExact(text));
        }
    }

    int setParameter(int parameter, int value) {
        return call(() -> (int) setParameter.invokeExact(parameter, value, 0));
    }

    /// Returns when all of it was synthesised and received, or the receiver had enough.
    int synthesise(String text, boolean endPause, Utterance.Receiver to) {
        try (var arena = Arena.ofConfined()) {
            var bytes = arena.allocateFrom(text);
            receiver = to;
            failure = null;
            int status =
                    call(
                            () ->
                                    (int)
                                            synth.invokeExact(
                                                    bytes,
                                                    bytes.byteSize(),
                                                    0,
                                                    POSITION_IN_CHARACTERS,
                                                    0,
                                                    UTF8 | (endPause ? END_PAUSE : 0),
                                                    MemorySegment.NULL,
                                                    MemorySegment.NULL));
            if (failure != null) {
                throw new IllegalStateException("receiving espeak-ng's sound failed", failure);
            }
            return status;
        } finally {
            receiver = null;
        }
    }

    /// Called by the library. What it throws would end the process, so nothing gets out.
    ///
    /// @return 0 to go on, 1 to stop
    @SuppressWarnings("UnusedMethod") // found by name, below
    private int onSound(MemorySegment sound, int count, MemorySegment events) {
        try {
            if (receiver == null || sound.equals(MemorySegment.NULL)) {
                return 0;
            }
            var samples =
                    count == 0 ? new short[0] : sound.reinterpret(count * 2L).toArray(JAVA_SHORT);
            return receiver.accept(new Utterance.Block(samples, phonemes(events))) ? 0 : 1;
        } catch (Throwable e) {
            failure = e;
            return 1;
        }
    }

    private static List<Utterance.Phoneme> phonemes(MemorySegment events) {
        var found = new ArrayList<Utterance.Phoneme>();
        var list = events.reinterpret(Long.MAX_VALUE);
        for (long at = 0; list.get(JAVA_INT, at + TYPE) != 0; at += EVENT.byteSize()) {
            if (list.get(JAVA_INT, at + TYPE) == EVENT_PHONEME) {
                found.add(
                        new Utterance.Phoneme(
                                symbol(list.asSlice(at + ID, ID_BYTES)),
                                list.get(JAVA_INT, at + POSITION)));
            }
        }
        return found;
    }

    /// Ends at a zero byte, or fills all eight.
    private static String symbol(MemorySegment id) {
        var bytes = id.toArray(JAVA_BYTE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private MethodHandle onSound() {
        try {
            return MethodHandles.lookup()
                    .bind(
                            this,
                            "onSound",
                            MethodType.methodType(
                                    int.class,
                                    MemorySegment.class,
                                    int.class,
                                    MemorySegment.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this class has no onSound", e);
        }
    }

    private static MethodHandle link(
            SymbolLookup library, String name, MemoryLayout... parameters) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, parameters));
    }

    private interface NativeCall<T> {
        @SuppressWarnings("ThrowSpecificExceptions") // what invokeExact declares
        T run() throws Throwable;
    }

    /// The functions are C and throw nothing; what comes out is a mistake in the linking above.
    private static <T> T call(NativeCall<T> function) {
        try {
            return function.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call failed", e);
        }
    }
}
