package studio.likeness.models.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// How fast this machine reads memory now: the limit of decoding, which reads every weight once per
/// token.
final class MemoryRead {
    /// More than the caches of the machines at hand hold for one tenant, so that most comes from
    /// memory.
    private static final long BYTES = 1L << 30;

    private static final int ROUNDS = 5;

    private MemoryRead() {}

    /// The best of some rounds, all threads reading their own share.
    ///
    /// @return bytes per second
    static double bytesPerSecond(int threads) throws InterruptedException {
        try (var arena = Arena.ofShared();
                var pool = Executors.newFixedThreadPool(threads)) {
            var block = arena.allocate(BYTES, 64);
            block.fill((byte) 1);
            var share = BYTES / threads / 64 * 64;
            var readers =
                    IntStream.range(0, threads)
                            .<Callable<Long>>mapToObj(
                                    i -> () -> sum(block.asSlice(i * share, share)))
                            .toList();
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                var start = System.nanoTime();
                long total = 0;
                for (var read : pool.invokeAll(readers)) {
                    total += read.get();
                }
                var seconds = (System.nanoTime() - start) / 1e9;
                if (total == 0) {
                    throw new IllegalStateException("nothing was read");
                }
                best = Math.max(best, share * threads / seconds);
            }
            return best;
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading memory failed", e);
        }
    }

    /// Four sums side by side, so that adding is never what it waits for.
    private static long sum(MemorySegment part) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (long at = 0, end = part.byteSize(); at < end; at += 32) {
            a += part.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
            b += part.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 8);
            c += part.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 16);
            d += part.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 24);
        }
        return a + b + c + d;
    }
}
