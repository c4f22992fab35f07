package studio.likeness.models.voice.conversion;

import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Normally distributed numbers that belong to a frame of a stream: the same ones whichever piece
/// of the stream is converted, so that overlapping pieces sound alike.
///
/// @param seed the same seed, the same sound
record FrameNoise(long seed) {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /// @param firstFrame of the stream
    /// @return `[channels][frames]`, row-major
    float[] channels(long firstFrame, int channels, int frames, double scale) {
        var noise = new float[channels * frames];
        each(
                frames,
                t -> {
                    var random = of(firstFrame + t, 1);
                    for (int channel = 0; channel < channels; channel++) {
                        noise[channel * frames + t] = (float) (scale * random.nextGaussian());
                    }
                });
        return noise;
    }

    /// @return `[frames][count]`, row-major
    float[] samples(long firstFrame, int frames, int count) {
        var noise = new float[frames * count];
        each(
                frames,
                t -> {
                    var random = of(firstFrame + t, 2);
                    for (int i = 0; i < count; i++) {
                        noise[t * count + i] = (float) random.nextGaussian();
                    }
                });
        return noise;
    }

    /// On all cores: it is 60 thousand numbers for a second of sound.
    private static void each(int frames, IntConsumer frame) {
        IntStream.range(0, frames).parallel().forEach(frame);
    }

    /// Where each harmonic begins, in turns; the first at zero.
    ///
    /// @param turns that the first one has made before
    float[] phases(int harmonics, double turns) {
        var random = of(-1, 3);
        var phases = new float[harmonics];
        for (int i = 0; i < harmonics; i++) {
            double begins = i == 0 ? 0 : random.nextDouble();
            double phase = begins + (i + 1) * turns;
            phases[i] = (float) (phase - Math.floor(phase));
        }
        return phases;
    }

    private SplittableRandom of(long frame, int use) {
        return new SplittableRandom(seed * 31 + (4 * frame + use) * STEP);
    }
}
