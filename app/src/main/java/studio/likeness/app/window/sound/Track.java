package studio.likeness.app.window.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.signal.Waveform;

/// A sound with the smallest and largest sample of every stretch of it at hand, so that it draws
/// at any zoom. It may grow while it is recorded. Not thread-safe: prepare it on any thread, then
/// leave it to one.
public final class Track {
    /// Samples under one entry of the lowest level, and entries under one of the next.
    private static final int FIRST = 32;

    private static final int FACTOR = 4;

    /// Samples at or beyond this are drawn as clipped; 16-bit full scale decodes to 0.99997.
    static final float CLIPPED = 0.999f;

    /// Entry `i` covers samples `[i * step, (i + 1) * step)`; the last one may be half full.
    private static final class Level {
        final int step;
        float[] low = new float[64];
        float[] high = new float[64];

        Level(int step) {
            this.step = step;
        }

        void take(int entry, float low, float high, boolean fresh) {
            if (entry >= this.low.length) {
                this.low = Arrays.copyOf(this.low, this.low.length * 2);
                this.high = Arrays.copyOf(this.high, this.high.length * 2);
            }
            this.low[entry] = fresh ? low : Math.min(this.low[entry], low);
            this.high[entry] = fresh ? high : Math.max(this.high[entry], high);
        }
    }

    private final int sampleRateHz;
    private final List<Level> levels = new ArrayList<>();
    private float[] samples;
    private int length;

    private Track(int sampleRateHz, int room) {
        this.sampleRateHz = sampleRateHz;
        this.samples = new float[room];
    }

    /// An empty one to [#append] to.
    public static Track growing(int sampleRateHz) {
        return new Track(sampleRateHz, 4 * sampleRateHz);
    }

    public static Track of(Waveform sound) {
        var track = new Track(sound.sampleRateHz(), 0);
        track.samples = sound.samples();
        track.grow(sound.samples().length);
        return track;
    }

    public void append(float[] more) {
        if (length + more.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(samples.length * 2, length + more.length));
        }
        System.arraycopy(more, 0, samples, length, more.length);
        grow(length + more.length);
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    /// In samples.
    public int length() {
        return length;
    }

    /// The part between two positions, clamped to what there is.
    public Waveform cut(int from, int to) {
        int start = Math.clamp(from, 0, length);
        return new Waveform(
                Arrays.copyOfRange(samples, start, Math.clamp(to, start, length)), sampleRateHz);
    }

    /// The smallest sample from `from` to before `to`, rounded outwards to whole entries.
    float low(int from, int to) {
        var level = levelFor(to - from);
        float low = Float.POSITIVE_INFINITY;
        if (level < 0) {
            for (int i = Math.max(0, from); i < Math.min(to, length); i++) {
                low = Math.min(low, samples[i]);
            }
        } else {
            var at = levels.get(level);
            for (int i = Math.max(0, from) / at.step; i * at.step < Math.min(to, length); i++) {
                low = Math.min(low, at.low[i]);
            }
        }
        return low == Float.POSITIVE_INFINITY ? 0 : low;
    }

    float high(int from, int to) {
        var level = levelFor(to - from);
        float high = Float.NEGATIVE_INFINITY;
        if (level < 0) {
            for (int i = Math.max(0, from); i < Math.min(to, length); i++) {
                high = Math.max(high, samples[i]);
            }
        } else {
            var at = levels.get(level);
            for (int i = Math.max(0, from) / at.step; i * at.step < Math.min(to, length); i++) {
                high = Math.max(high, at.high[i]);
            }
        }
        return high == Float.NEGATIVE_INFINITY ? 0 : high;
    }

    /// The loudest sample's distance from zero.
    public float peak() {
        return Math.max(Math.abs(low(0, length)), Math.abs(high(0, length)));
    }

    /// The coarsest level that still has an entry or more in a stretch; -1 for the samples.
    private int levelFor(int stretch) {
        int level = -1;
        while (level + 1 < levels.size() && levels.get(level + 1).step <= stretch) {
            level++;
        }
        return level;
    }

    private void grow(int to) {
        while (levels.isEmpty() || levels.getLast().step < to / FACTOR) {
            var level = new Level(levels.isEmpty() ? FIRST : levels.getLast().step * FACTOR);
            levels.add(level);
            fill(levels.size() - 1, 0, length);
        }
        int from = length;
        length = to;
        for (int level = 0; level < levels.size(); level++) {
            fill(level, from, to);
        }
    }

    /// Takes samples `[from, to)` into a level, from the one below it.
    private void fill(int level, int from, int to) {
        var into = levels.get(level);
        int step = level == 0 ? 1 : levels.get(level - 1).step;
        for (int i = from / step; i * step < to; i++) {
            float low = level == 0 ? samples[i] : levels.get(level - 1).low[i];
            float high = level == 0 ? samples[i] : levels.get(level - 1).high[i];
            int entry = (int) ((long) i * step / into.step);
            into.take(entry, low, high, (long) i * step % into.step == 0);
        }
    }
}
