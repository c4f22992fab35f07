package studio.likeness.models.voice.cloning;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The sound of one clause, made block by block while its codes come. What the vocoder reads is
/// computed anew for all codes each time; the vocoder, which costs most, only goes over what is
/// new and a little before it. Not thread-safe.
final class SoundStream {
    private static final int FRAMES_PER_CODE = 2;

    /// Frames that the vocoder sees before those it is asked for: as far as its convolutions reach.
    private static final int BEFORE = 12;

    /// Of a sound, how long it is faded into the next one.
    private static final int FADED_FRAMES = 2;

    /// How far two pieces are moved against each other to fit, in samples: 6 ms.
    private static final int REACH = 200;

    private final SoundModel model;
    private final long[] sounds;
    private final float[] voice;
    private final double speed;
    private final double loudness;
    private final RandomGenerator random;
    private final int channels;
    private final int hop;
    private final Joint joint = new Joint(REACH);
    private float[][] noise = {};
    private int done;

    SoundStream(SoundModel model, long[] sounds, float[] voice, Manner manner) {
        this.model = model;
        this.sounds = sounds;
        this.voice = voice;
        speed = manner.speed();
        loudness = manner.noise();
        random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(manner.seed());
        channels = model.settings().channels();
        hop = model.settings().hop();
    }

    /// Frames that so many codes take.
    private int frames(int codes) {
        return (int) Math.round(codes * FRAMES_PER_CODE / speed);
    }

    /// The next block.
    ///
    /// @param codes all that are known
    /// @param upTo codes before the block's end
    float[] until(long[] codes, int upTo) {
        return next(codes, frames(upTo), FADED_FRAMES);
    }

    /// What is left.
    float[] rest(long[] codes) {
        return next(codes, frames(codes.length), 0);
    }

    private float[] next(long[] codes, int end, int faded) {
        int all = frames(codes.length);
        int to = Math.min(all, end + faded);
        var latent = model.latent(codes, sounds, voice, noise(all));
        int from = Math.max(0, done - BEFORE);
        // The vocoder's own end sounds otherwise than its middle: it hears what comes after.
        int heard = Math.min(all, to + BEFORE);
        var sound = model.vocode(frames(latent, all, from, heard), voice);
        int first = done == 0 ? 0 : (done - from) * hop - REACH;
        var piece = Arrays.copyOfRange(sound, first, (to - from) * hop);
        done = end;
        return joint.next(piece, (to - end) * hop);
    }

    private float[] frames(float[] latent, int all, int from, int to) {
        var part = new float[channels * (to - from)];
        for (int channel = 0; channel < channels; channel++) {
            System.arraycopy(latent, channel * all + from, part, channel * (to - from), to - from);
        }
        return part;
    }

    /// Each frame keeps its own, however many follow.
    private float[] noise(int frames) {
        int before = noise.length;
        noise = Arrays.copyOf(noise, Math.max(before, frames));
        for (int t = before; t < frames; t++) {
            noise[t] = new float[channels];
            for (int channel = 0; channel < channels; channel++) {
                noise[t][channel] = (float) (random.nextGaussian() * loudness);
            }
        }
        var all = new float[channels * frames];
        for (int channel = 0; channel < channels; channel++) {
            for (int t = 0; t < frames; t++) {
                all[channel * frames + t] = noise[t][channel];
            }
        }
        return all;
    }
}
