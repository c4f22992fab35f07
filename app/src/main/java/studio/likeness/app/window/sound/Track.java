package studio.likeness.app.window.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.signal.Peaks;
import studio.likeness.models.signal.Peaks.Range;
import studio.likeness.models.signal.Waveform;

/// A sound that can be drawn at any zoom and heard from anywhere. It may grow while it is recorded.
/// Not thread-safe: prepare it on any thread, then leave it to one.
public final class Track {
    /// Samples at or beyond this are drawn as clipped; 16-bit full scale decodes to 0.99997.
    static final float CLIPPED = 0.999f;

    /// Peaks come in steps of 1/127, rounded outwards: what reaches this may be clipped or not.
    private static final float NEARLY_CLIPPED = 0.99f;

    private final int sampleRateHz;
    private float[] samples;
    private int length;

    /// Of the samples before `settled`; the rest is looked at one by one.
    private Peaks peaks;

    private int settled;

    private Track(Waveform sound) {
        sampleRateHz = sound.sampleRateHz();
        samples = sound.samples();
        length = samples.length;
        settled = length;
        peaks = Peaks.of(sound);
    }

    /// An empty one to [#append] to.
    public static Track growing(int sampleRateHz) {
        return new Track(new Waveform(new float[0], sampleRateHz));
    }

    public static Track of(Waveform sound) {
        return new Track(sound);
    }

    public void append(float[] more) {
        if (length + more.length > samples.length) {
            int room = Math.max(4 * sampleRateHz, 2 * (length + more.length));
            samples = Arrays.copyOf(samples, room);
        }
        System.arraycopy(more, 0, samples, length, more.length);
        length += more.length;
        // Each time half as much again, so that a long recording is not gone through over and over.
        if (length - settled > Math.max(4 * sampleRateHz, settled / 2)) {
            settled = length;
            peaks = Peaks.of(cut(0, length));
        }
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

    float sample(int at) {
        return samples[at];
    }

    /// A stretch as so many columns of equal width, each from its lowest to its highest sample;
    /// exact where it matters, which is at clipping.
    List<Range> columns(Span span, int columns) {
        double width = span.length() / (double) columns;
        var rough =
                width >= Peaks.FINEST && span.to() <= settled
                        ? peaks.columns(span.from(), span.to(), columns)
                        : List.<Range>of();
        var drawn = new ArrayList<Range>(columns);
        var all = new Waveform(samples, sampleRateHz);
        for (int c = 0; c < columns; c++) {
            int from = span.from() + (int) Math.round(c * width);
            int to = Math.max(from + 1, span.from() + (int) Math.round((c + 1) * width));
            boolean sure = !rough.isEmpty() && !nearlyClipped(rough.get(c));
            drawn.add(sure ? rough.get(c) : Peaks.rangeOf(all, from, Math.min(to, length)));
        }
        return drawn;
    }

    private static boolean nearlyClipped(Range range) {
        return range.highest() >= NEARLY_CLIPPED || range.lowest() <= -NEARLY_CLIPPED;
    }

    static boolean clipped(Range range) {
        return range.highest() >= CLIPPED || range.lowest() <= -CLIPPED;
    }
}
