package studio.likeness.models.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import studio.likeness.models.job.Progress;

/// The weights of one or several graphs in one file beside them (ONNX's external data), each kept
/// once. Made chunk by chunk on all cores, so a weight may be larger than the heap. After a failure
/// or a cancel the file is worthless.
public final class WeightFile implements AutoCloseable {
    /// A weight's arrays (its numbers; or codes, scales and zero points), made in chunks.
    interface Source {
        /// Bytes of each array.
        long[] parts();

        int chunks();

        /// One stretch of each array; called from several threads.
        List<Piece> chunk(int index);
    }

    record Piece(int part, long at, ByteBuffer bytes) {}

    record Extent(long offset, long bytes) {}

    private record Pending(Source source, List<Extent> extents) {}

    // What the systems map files by: Windows by 64 KB, Linux by pages. Small arrays are not worth
    // it.
    private static final int WIDE_ALIGNMENT = 64 << 10;
    private static final int PAGE = 4 << 10;
    private static final int NARROW_ALIGNMENT = 64;

    private final Path path;
    private final FileChannel channel;
    private final Map<String, List<Extent>> kept = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();
    private long end;

    public WeightFile(Path path) throws IOException {
        this.path = path.toAbsolutePath();
        channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
    }

    /// Whether that file is in the folder of this one.
    boolean beside(Path file) {
        return file.toAbsolutePath().resolveSibling(name()).equals(path);
    }

    /// Without its folder.
    String name() {
        return Objects.requireNonNull(path.getFileName()).toString();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /// Bytes promised so far.
    public long bytes() {
        return end;
    }

    /// Where a weight's arrays are or will be; written by the next [#flush].
    List<Extent> keep(String key, Source source) {
        return kept.computeIfAbsent(
                key,
                _ -> {
                    var extents = new ArrayList<Extent>();
                    for (long bytes : source.parts()) {
                        long offset = aligned(bytes);
                        extents.add(new Extent(offset, bytes));
                        end = offset + bytes;
                    }
                    pending.add(new Pending(source, extents));
                    return extents;
                });
    }

    private long aligned(long bytes) {
        long alignment =
                bytes >= 1 << 20 ? WIDE_ALIGNMENT : bytes >= PAGE ? PAGE : NARROW_ALIGNMENT;
        return Math.ceilDiv(end, alignment) * alignment;
    }

    /// Writes what was promised and is not yet there.
    void flush(Progress progress) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        long total = pending.stream().mapToLong(WeightFile::bytes).sum();
        var done = new AtomicLong();
        var running = new ArrayDeque<CompletableFuture<Void>>();
        try (var workers = Executors.newFixedThreadPool(threads)) {
            for (var weight : pending) {
                for (int i = 0; i < weight.source().chunks(); i++) {
                    int chunk = i;
                    running.add(
                            CompletableFuture.runAsync(() -> write(weight, chunk, done), workers));
                    if (running.size() > 2 * threads) { // as much as may be in memory at a time
                        running.remove().join();
                        progress.at(done.get(), total, "models.nn.writingWeights");
                    }
                }
            }
            while (!running.isEmpty()) {
                running.remove().join();
                progress.at(done.get(), total, "models.nn.writingWeights");
            }
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
        pending.clear();
    }

    private static long bytes(Pending weight) {
        return weight.extents().stream().mapToLong(Extent::bytes).sum();
    }

    private static IOException unwrapped(CompletionException e) {
        return switch (e.getCause()) {
            case UncheckedIOException io -> Objects.requireNonNull(io.getCause());
            case RuntimeException runtime -> throw runtime;
            case Error error -> throw error;
            case null, default -> throw e;
        };
    }

    private void write(Pending weight, int chunk, AtomicLong done) {
        for (var piece : weight.source().chunk(chunk)) {
            long at = weight.extents().get(piece.part()).offset() + piece.at();
            var bytes = piece.bytes();
            done.addAndGet(bytes.remaining());
            try {
                while (bytes.hasRemaining()) {
                    at += channel.write(bytes, at);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Puts the bytes on the disk before it lets go of the file.
    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                channel.force(true);
            }
        }
    }
}
