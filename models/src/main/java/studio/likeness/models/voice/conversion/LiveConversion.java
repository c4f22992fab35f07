package studio.likeness.models.voice.conversion;

import java.time.Duration;
import java.util.Arrays;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.voice.vits.HifiGan.Margins;

/// Another voice while one is speaking: sound comes in as it is heard, and goes out block by block.
/// Each block is understood with what was before it and a little of what comes behind, a sound is
/// made of it alone, and it fades over from the one before. Noise and the phases of the pitch
/// belong to the stream, so that what two blocks say of the same moment is nearly the same. Not
/// thread-safe.
public final class LiveConversion {
    private static final double MILLIS = 1000;
    private static final Margins SEEN = ConverterGraphs.LIVE;

    /// How blocks are cut.
    ///
    /// @param block milliseconds that go out at once
    /// @param before milliseconds of the past that are heard again
    /// @param behind milliseconds of the future that are waited for; some 46 of them are only seen
    /// @param fade milliseconds in which a block becomes the next, at most what is left of them
    public record Shape(int block, int before, int behind, int fade) {
        public Shape {
            if (block < 20 || before < 0 || behind < fade || fade < 0) {
                throw new IllegalArgumentException(
                        "expected blocks from 20 ms, and a fade within what is behind, found "
                                + "%d, %d, %d and %d".formatted(block, before, behind, fade));
            }
        }

        /// What a processor of two cores keeps up with.
        public static Shape usual() {
            return new Shape(200, 500, 90, 40);
        }
    }

    /// How late the other voice is.
    ///
    /// @param waiting for a block to be whole and for what is behind it
    /// @param computing on average
    /// @param slowest block
    /// @param blocks so far
    /// @param factor seconds of computing for a second of sound; above one nobody can keep up
    public record Figures(
            Duration waiting, Duration computing, Duration slowest, int blocks, double factor) {
        /// From a sound to the same moment in the other voice, at the latest.
        public Duration latency() {
            return waiting.plus(slowest);
        }
    }

    private final VoiceConverter converter;
    private final ConversionOptions options;
    private final Resampler resampler;
    private final int rate;
    private final int hop;
    private final ConverterNetwork.Manner manner;
    private final int block;
    private final int before;
    private final int behind;
    private final int faded;
    private final int fade;
    private float[] heard;
    private int filled;
    private float[] tail = {};
    private long frame;
    private double turns;
    private int blocks;
    private long nanos;
    private long slowest;

    /// Ready at once: its networks have run before.
    ///
    /// @param converter stays open
    /// @param sampleRateHz of what comes in
    public LiveConversion(
            VoiceConverter converter, Shape shape, ConversionOptions options, int sampleRateHz) {
        this(converter, options, sampleRateHz, shape);
        // Once for nothing: the first time takes several times as long.
        spoken();
    }

    /// Its networks have perhaps not run yet.
    LiveConversion(
            VoiceConverter converter, ConversionOptions options, int sampleRateHz, Shape shape) {
        this.converter = converter;
        this.options = options;
        rate = converter.settings().sampleRateHz();
        hop = converter.hop();
        manner =
                new ConverterNetwork.Manner(
                        converter.settings().speaker(options.speaker()),
                        options.noise(),
                        options.seed(),
                        options.ownPitch());
        resampler = new Resampler(sampleRateHz, rate);
        block = frames(shape.block());
        before = Math.max(SEEN.before(), frames(shape.before()));
        behind = Math.max(SEEN.behind(), frames(shape.behind()));
        faded = behind - SEEN.behind();
        fade = (int) Math.min((long) faded * hop, Math.round(shape.fade() * rate / MILLIS));
        // The stream begins in silence.
        heard = new float[(before + block + behind) * hop];
        filled = before * hop;
        frame = -before;
    }

    private int frames(int millis) {
        return Math.max(1, (int) Math.round(millis * rate / MILLIS / hop));
    }

    /// Of what goes out.
    public int sampleRateHz() {
        return rate;
    }

    /// @param samples the next ones, as many as there are
    /// @return as many blocks as have become whole, one behind the other; often none
    public float[] push(float[] samples) {
        var more = resampler.push(samples);
        var out = new float[0];
        for (int at = 0; at < more.length; ) {
            int count = Math.min(more.length - at, heard.length - filled);
            System.arraycopy(more, at, heard, filled, count);
            filled += count;
            at += count;
            if (filled == heard.length) {
                var next = next();
                out = Arrays.copyOf(out, out.length + next.length);
                System.arraycopy(next, 0, out, out.length - next.length, next.length);
            }
        }
        return out;
    }

    private record Spoken(float[] sound, float[] hertz) {}

    /// The block and what it fades out in, of all that is heard now.
    private Spoken spoken() {
        var piece = converter.piece(heard.clone(), manner.speaker(), options, frame, turns);
        var sound = converter.network().end(piece, manner, block + faded);
        return new Spoken(sound, piece.hertz());
    }

    private float[] next() {
        long start = System.nanoTime();
        var spoken = spoken();
        int count = block * hop;
        var out = Arrays.copyOf(spoken.sound(), count);
        for (int i = 0; i < tail.length; i++) {
            double share = (i + 0.5) / tail.length;
            out[i] = (float) (share * out[i] + (1 - share) * tail[i]);
        }
        tail = Arrays.copyOfRange(spoken.sound(), count, count + fade);
        int first = before - SEEN.before();
        for (int t = first; t < first + block; t++) {
            turns += (double) spoken.hertz()[t] * hop / rate;
        }
        turns -= Math.floor(turns);
        System.arraycopy(heard, count, heard, 0, heard.length - count);
        filled = heard.length - count;
        frame += block;
        long took = System.nanoTime() - start;
        nanos += took;
        slowest = Math.max(slowest, took);
        blocks++;
        return out;
    }

    public Figures figures() {
        double seconds = (double) block * hop / rate;
        return new Figures(
                Duration.ofNanos(Math.round((seconds + (double) behind * hop / rate) * 1e9)),
                Duration.ofNanos(blocks == 0 ? 0 : nanos / blocks),
                Duration.ofNanos(slowest),
                blocks,
                blocks == 0 ? 0 : nanos / 1e9 / blocks / seconds);
    }
}
