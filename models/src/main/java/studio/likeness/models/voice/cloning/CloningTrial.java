package studio.likeness.models.voice.cloning;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import studio.likeness.models.runtime.Device;

/// Measures how fast a voice is cloned, whatever it says.
public final class CloningTrial implements AutoCloseable {
    /// Of a reference of five seconds, and of a clause of twenty characters.
    private static final int PROMPT = 125;

    private static final int REFERENCE_SOUNDS = 60;
    private static final int SOUNDS = 40;
    private static final double CODE_SECONDS = 0.04;

    private final SemanticModel semantic;
    private final SoundModel sound;
    private final float[] voice;
    private final SplittableRandom random = new SplittableRandom(1);

    /// @param codes folder of a model of the kind SPEECH_CODES
    /// @param sound folder of one of the kind VOICE_CLONING
    public CloningTrial(Path codes, Path sound, Device device) {
        semantic = SemanticModel.open(codes, device);
        try {
            this.sound = SoundModel.open(sound, device);
        } catch (RuntimeException e) {
            semantic.close();
            throw e;
        }
        var spectrogram = new float[this.sound.settings().bins()][250];
        for (var row : spectrogram) {
            Arrays.fill(row, 0.1f);
        }
        voice = this.sound.voice(spectrogram, Optional.empty());
    }

    /// Reading all that stands before the first code, in milliseconds; and codes a second after.
    public record Codes(double beginMillis, double perSecond) {}

    public Codes codes(int count) {
        long start = System.nanoTime();
        try (var stream = semantic.choose(request(), Sampling.USUAL, random.nextLong())) {
            double begin = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            int made = 0;
            while (made < count && stream.next().isPresent()) {
                made++;
            }
            return new Codes(begin, made / ((System.nanoTime() - start) / 1e9));
        }
    }

    private SemanticModel.Request request() {
        int all = REFERENCE_SOUNDS + SOUNDS;
        var sounds = random.longs(all, 0, semantic.settings().sounds()).toArray();
        var prompt = random.longs(PROMPT, 0, semantic.settings().codes()).toArray();
        var meaning = new float[all * SemanticGraphs.BERT];
        for (int i = 0; i < meaning.length; i++) {
            meaning[i] = (float) random.nextDouble() - 0.5f;
        }
        return new SemanticModel.Request(sounds, meaning, prompt, SOUNDS);
    }

    /// Seconds that a second of sound takes: in one piece, and in blocks as it is streamed.
    public record Sound(double latent, double vocoder, double streamed) {}

    public Sound sound(int count) {
        var codes = random.longs(count, 0, semantic.settings().codes()).toArray();
        var sounds = random.longs(SOUNDS, 0, 322).toArray();
        var noise = new float[sound.settings().channels() * 2 * count];
        double seconds = count * CODE_SECONDS;
        long start = System.nanoTime();
        var latent = sound.latent(codes, sounds, voice, noise);
        long middle = System.nanoTime();
        sound.vocode(latent, voice);
        long end = System.nanoTime();
        var stream = new SoundStream(sound, sounds, voice, Manner.USUAL);
        var cuts = new Blocks(sound.settings().mute());
        for (int there = 1; there <= count; there++) {
            if (there == cuts.wanted()) {
                var some = Arrays.copyOf(codes, there);
                stream.until(some, cuts.next(some));
            }
        }
        stream.rest(codes);
        double streamed = (System.nanoTime() - end) / 1e9 / seconds;
        return new Sound(
                (middle - start) / 1e9 / seconds, (end - middle) / 1e9 / seconds, streamed);
    }

    /// From the sounds of a clause of twenty characters to the first block of its sound, in
    /// milliseconds. What reads the characters comes before.
    ///
    /// @param begin reading the text's sounds and the reference
    /// @param codes until there are enough
    /// @param sound of them
    public record First(double begin, double codes, double sound) {
        public double millis() {
            return begin + codes + sound;
        }
    }

    public First firstSound() {
        var sounds = random.longs(SOUNDS, 0, 322).toArray();
        var request = request();
        long start = System.nanoTime();
        try (var stream = semantic.choose(request, Sampling.USUAL, random.nextLong())) {
            long begun = System.nanoTime();
            var cuts = new Blocks(sound.settings().mute());
            var codes = new long[cuts.wanted()];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = stream.next().orElse(i);
            }
            long chosen = System.nanoTime();
            new SoundStream(sound, sounds, voice, Manner.USUAL).until(codes, cuts.next(codes));
            return new First(
                    (begun - start) / 1e6,
                    (chosen - begun) / 1e6,
                    (System.nanoTime() - chosen) / 1e6);
        }
    }

    @Override
    public void close() {
        try {
            sound.close();
        } finally {
            semantic.close();
        }
    }
}
