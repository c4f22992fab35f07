package studio.likeness.models.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import studio.likeness.models.job.StudioException;

/// A file in memory as it lies on the disk, little endian, read with every offset checked: a range
/// that leaves the file is the file's fault and is told as such.
final class MappedFile implements AutoCloseable {
    static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path path;
    private final Arena arena;
    private final MemorySegment bytes;

    private MappedFile(Path path, Arena arena, MemorySegment bytes) {
        this.path = path;
        this.arena = arena;
        this.bytes = bytes;
    }

    static MappedFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new StudioException("models.checkpoint.notAFile", path);
        }
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new MappedFile(path, arena, bytes);
        } catch (ClosedByInterruptException e) {
            arena.close();
            throw (CancellationException) new CancellationException().initCause(e);
        } catch (IOException e) {
            arena.close();
            throw unreadable(path, e);
        }
    }

    static StudioException unreadable(Path path, IOException why) {
        return new StudioException(
                why, "models.checkpoint.unreadable", path, String.valueOf(why.getMessage()));
    }

    /// For sentences.
    String name() {
        return Quote.of(String.valueOf(path.getFileName()));
    }

    long size() {
        return bytes.byteSize();
    }

    MemorySegment slice(long from, long count) {
        check(from, count);
        return bytes.asSlice(from, count);
    }

    int u8(long at) {
        check(at, 1);
        return bytes.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    }

    int u16(long at) {
        check(at, 2);
        return bytes.get(SHORT, at) & 0xffff;
    }

    int i32(long at) {
        check(at, 4);
        return bytes.get(INT, at);
    }

    long u32(long at) {
        return i32(at) & 0xffff_ffffL;
    }

    long i64(long at) {
        check(at, 8);
        return bytes.get(LONG, at);
    }

    byte[] copy(long from, long count) {
        check(from, count);
        if (count > Integer.MAX_VALUE - 16) {
            throw damaged();
        }
        return bytes.asSlice(from, count).toArray(ValueLayout.JAVA_BYTE);
    }

    String utf8(long from, long count) {
        return new String(copy(from, count), StandardCharsets.UTF_8);
    }

    private void check(long from, long count) {
        if (from < 0 || count < 0 || count > size() - from) {
            throw damaged();
        }
    }

    StudioException damaged() {
        return new StudioException("models.checkpoint.damaged", name());
    }

    @Override
    public void close() {
        arena.close();
    }
}
