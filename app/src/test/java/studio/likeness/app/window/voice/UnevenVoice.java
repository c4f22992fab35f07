package studio.likeness.app.window.voice;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.voice.conversion.LiveConversion;

/// The same voice again, in blocks as a live conversion cuts them, each of which takes its time:
/// that of a machine which needs so much of a second for a second of sound, give or take some
/// percent, and now and then much more. For tests.
final class UnevenVoice implements VoiceWork.Live {
    private static final int RATE = 44_100;
    private static final int HOP = 512;
    private static final int BLOCK = 17 * HOP;
    private static final int BEHIND = 8 * HOP;

    /// What was measured on two cores: 150 to 168 ms in the mean, the slowest of 20 blocks up to a
    /// fifth more.
    private static final double JITTER = 0.08;

    private final double factor;
    private final int eachLong;
    private final Resampler resampler = new Resampler(48_000, RATE);
    private final RandomGenerator random;
    private float[] heard = {};
    private int blocks;
    private long nanos;
    private long slowest;

    /// @param factor seconds of computing for a second of sound
    /// @param eachLong each how many blocks one takes half again as long as it sounds
    UnevenVoice(double factor, int eachLong, long seed) {
        this.factor = factor;
        this.eachLong = eachLong;
        random = new SplittableRandom(seed);
    }

    @Override
    public int sampleRateHz() {
        return RATE;
    }

    @Override
    public float[] push(float[] samples) {
        var more = resampler.push(samples);
        int before = heard.length;
        heard = Arrays.copyOf(heard, before + more.length);
        System.arraycopy(more, 0, heard, before, more.length);
        if (heard.length < BLOCK + BEHIND) {
            return new float[0];
        }
        compute();
        var block = Arrays.copyOf(heard, BLOCK);
        heard = Arrays.copyOfRange(heard, BLOCK, heard.length);
        return block;
    }

    private void compute() {
        long began = System.nanoTime();
        double sounds = BLOCK * 1e9 / RATE;
        double share = factor * Math.clamp(random.nextGaussian(1, JITTER), 0.8, 1.25);
        if (blocks % eachLong == eachLong - 1) {
            share = 1.5;
        }
        long ends = began + Math.round(sounds * share);
        // A network does not hear that it is interrupted.
        for (long left = ends - began; left > 0; left = ends - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        blocks++;
        long took = System.nanoTime() - began;
        nanos += took;
        slowest = Math.max(slowest, took);
    }

    @Override
    public LiveConversion.Figures figures() {
        return new LiveConversion.Figures(
                Duration.ofNanos((BLOCK + BEHIND) * 1_000_000_000L / RATE),
                Duration.ofNanos(blocks == 0 ? 0 : nanos / blocks),
                Duration.ofNanos(slowest),
                blocks,
                blocks == 0 ? 0 : nanos / (double) blocks / (BLOCK * 1e9 / RATE));
    }

    @Override
    public void close() {}
}
