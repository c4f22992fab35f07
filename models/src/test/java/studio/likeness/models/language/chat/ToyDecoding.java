package studio.likeness.models.language.chat;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import studio.likeness.models.runtime.Decoding;

/// A cache of ids and a rule for the next one, instead of a network.
final class ToyDecoding implements Decoding {
    private final int limit;
    private final ToIntFunction<int[]> rule;
    private int[] cache = new int[0];
    private volatile boolean cancelled;

    /// Opened by a step that will not end by itself.
    final CountDownLatch stuck = new CountDownLatch(1);

    volatile boolean sticks;
    int tokensRead;

    ToyDecoding(int limit, ToIntFunction<int[]> rule) {
        this.limit = limit;
        this.rule = rule;
    }

    /// The next id from all of the cache, so that a wrong cache gives another answer.
    static ToyDecoding hashing(int limit, int words) {
        return new ToyDecoding(
                limit,
                cache -> {
                    int hash = Arrays.hashCode(cache) * 0x9E3779B1;
                    return hash >>> 28 == 0 ? 518 : 33 + Math.floorMod(hash >>> 4, words);
                });
    }

    @Override
    public int length() {
        return cache.length;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public void feed(int[] ids, float[] logits) {
        if (cache.length + ids.length > limit || ids.length == 0) {
            throw new IllegalArgumentException(ids.length + " more than " + limit);
        }
        cancelled = false;
        while (sticks) {
            stuck.countDown();
            if (cancelled || Thread.currentThread().isInterrupted()) {
                throw new CancellationException("cancelled");
            }
            Thread.onSpinWait();
        }
        tokensRead += ids.length;
        int length = cache.length;
        cache = Arrays.copyOf(cache, length + ids.length);
        System.arraycopy(ids, 0, cache, length, ids.length);
        Arrays.fill(logits, 0);
        logits[rule.applyAsInt(cache)] = 10;
    }

    @Override
    public void keep(int length) {
        if (length > cache.length) {
            throw new IllegalArgumentException(length + " of " + cache.length);
        }
        cache = Arrays.copyOf(cache, length);
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public void close() {
        cache = new int[0];
    }
}
