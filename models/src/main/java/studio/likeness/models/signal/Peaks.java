package studio.likeness.models.signal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// What a waveform looks like: the lowest and highest sample of each bucket, at several widths of
/// bucket, so that any stretch is drawn at any zoom without touching the sound. An hour at 48 kHz
/// is a file of 1.4 MB.
public final class Peaks {
    /// Samples in the narrowest bucket; closer than that a drawing shows steps of this width.
    public static final int FINEST = 256;

    private static final int STEP = 4;
    private static final int MAGIC = 0x504b5331; // PKS1
    private static final int MOST_BUCKETS = 1 << 28;

    /// One column of a drawing, in [-1, 1].
    public record Range(float lowest, float highest) {}

    private final int sampleRateHz;
    private final long samples;

    /// `levels.get(n)` has buckets of `FINEST * STEP^n` samples.
    private final List<Level> levels;

    /// Lowest and highest in 1/127, one of each per bucket.
    private record Level(byte[] lowest, byte[] highest) {}

    private Peaks(int sampleRateHz, long samples, Level finest) {
        this.sampleRateHz = sampleRateHz;
        this.samples = samples;
        levels = new ArrayList<>(List.of(finest));
        while (levels.getLast().lowest.length > STEP) {
            levels.add(coarser(levels.getLast()));
        }
    }

    public static Peaks of(Waveform sound) {
        int count = Math.ceilDiv(sound.samples().length, FINEST);
        var finest = new Level(new byte[count], new byte[count]);
        for (int b = 0; b < count; b++) {
            var range = rangeOf(sound, b * FINEST, (b + 1) * FINEST);
            // Rounded outwards, so that a quiet sound is a line with some body.
            finest.lowest[b] = (byte) Math.clamp((int) Math.floor(range.lowest * 127), -127, 127);
            finest.highest[b] = (byte) Math.clamp((int) Math.ceil(range.highest * 127), -127, 127);
        }
        return new Peaks(sound.sampleRateHz(), sound.samples().length, finest);
    }

    /// The exact range of some samples, for a drawing closer than [#FINEST]; clamped to the sound,
    /// zero where there is none.
    public static Range rangeOf(Waveform sound, int from, int to) {
        int start = Math.clamp(from, 0, sound.samples().length);
        int end = Math.clamp(to, start, sound.samples().length);
        if (start == end) {
            return new Range(0, 0);
        }
        float lowest = Float.MAX_VALUE;
        float highest = -Float.MAX_VALUE;
        for (int i = start; i < end; i++) {
            lowest = Math.min(lowest, sound.samples()[i]);
            highest = Math.max(highest, sound.samples()[i]);
        }
        return new Range(lowest, highest);
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    public long samples() {
        return samples;
    }

    /// A stretch as so many columns of equal width; the parts outside the sound are zero.
    ///
    /// @param from first sample
    /// @param to past the last sample
    public List<Range> columns(long from, long to, int columns) {
        if (to <= from || columns < 1) {
            throw new IllegalArgumentException(from + " to " + to + " in " + columns + " columns");
        }
        double width = (double) (to - from) / columns;
        int n = 0;
        while (n + 1 < levels.size() && bucketSamples(n + 1) <= width) {
            n++;
        }
        var drawn = new ArrayList<Range>(columns);
        for (int c = 0; c < columns; c++) {
            drawn.add(range(n, from + Math.round(c * width), from + Math.round((c + 1) * width)));
        }
        return drawn;
    }

    private Range range(int n, long from, long to) {
        if (to <= 0 || from >= samples) {
            return new Range(0, 0);
        }
        var level = levels.get(n);
        int first = (int) (Math.max(0, from) / bucketSamples(n));
        int end = (int) Math.ceilDiv(Math.min(to, samples), bucketSamples(n));
        byte lowest = level.lowest[first];
        byte highest = level.highest[first];
        for (int b = first + 1; b < end; b++) {
            lowest = (byte) Math.min(lowest, level.lowest[b]);
            highest = (byte) Math.max(highest, level.highest[b]);
        }
        return new Range(lowest / 127f, highest / 127f);
    }

    private static long bucketSamples(int level) {
        return FINEST * Math.round(Math.pow(STEP, level));
    }

    private static Level coarser(Level fine) {
        int count = Math.ceilDiv(fine.lowest.length, STEP);
        var coarse = new Level(new byte[count], new byte[count]);
        for (int b = 0; b < count; b++) {
            byte lowest = Byte.MAX_VALUE;
            byte highest = Byte.MIN_VALUE;
            for (int i = b * STEP; i < Math.min(fine.lowest.length, (b + 1) * STEP); i++) {
                lowest = (byte) Math.min(lowest, fine.lowest[i]);
                highest = (byte) Math.max(highest, fine.highest[i]);
            }
            coarse.lowest[b] = lowest;
            coarse.highest[b] = highest;
        }
        return coarse;
    }

    /// Only the finest level is kept; the others follow from it.
    public void writeTo(OutputStream out) throws IOException {
        var data = new DataOutputStream(out);
        data.writeInt(MAGIC);
        data.writeInt(sampleRateHz);
        data.writeLong(samples);
        data.write(levels.getFirst().lowest);
        data.write(levels.getFirst().highest);
        data.flush();
    }

    /// @throws IOException also when this is no such file or a part of one; the cache is then built
    ///     anew
    public static Peaks readFrom(InputStream in) throws IOException {
        var data = new DataInputStream(in);
        int magic = data.readInt();
        int sampleRateHz = data.readInt();
        long samples = data.readLong();
        long count = Math.ceilDiv(samples, FINEST);
        if (magic != MAGIC || sampleRateHz < 1 || samples < 0 || count > MOST_BUCKETS) {
            throw new IOException("no peaks: " + magic + ", " + samples + " samples");
        }
        var finest = new Level(exactly(data, (int) count), exactly(data, (int) count));
        return new Peaks(sampleRateHz, samples, finest);
    }

    private static byte[] exactly(DataInputStream data, int count) throws IOException {
        var bytes = data.readNBytes(count);
        if (bytes.length != count) {
            throw new IOException("peaks end after " + bytes.length + " of " + count);
        }
        return bytes;
    }
}
