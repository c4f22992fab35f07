package studio.likeness.models.face;

import java.util.Random;
import studio.likeness.models.signal.Waveform;

/// Sounds of speech made here: a buzz through resonators at a vowel's formants, and hissing.
final class SpeechLikeSound {
    /// @param f1 first formant in Hz
    record Vowel(double f1, double f2, double f3) {}

    static final Vowel AH = new Vowel(750, 1_250, 2_600);
    static final Vowel EE = new Vowel(290, 2_250, 3_000);
    static final Vowel OO = new Vowel(320, 800, 2_400);
    static final Vowel AW = new Vowel(470, 900, 2_500);

    private SpeechLikeSound() {}

    /// At a usual loudness, with 10 ms of fading at both ends.
    static Waveform vowel(Vowel vowel, double pitchHz, double seconds, int rate) {
        var samples = new double[(int) (seconds * rate)];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            phase += pitchHz * (1 + 0.02 * Math.sin(2 * Math.PI * 5 * i / rate)) / rate;
            if (phase >= 1) {
                phase -= 1;
                samples[i] = 1;
            }
        }
        resonate(samples, vowel.f1(), 70, rate);
        resonate(samples, vowel.f2(), 90, rate);
        resonate(samples, vowel.f3(), 130, rate);
        resonate(samples, 3_600, 250, rate);
        // The lips' and the glottis' slopes together: 6 dB down an octave.
        double slow = 0;
        for (int i = 0; i < samples.length; i++) {
            slow += (samples[i] - slow) * Math.min(1, 2 * Math.PI * 400 / rate);
            samples[i] = slow;
        }
        return levelled(samples, 0.1, rate);
    }

    /// Noise between two frequencies, roughly.
    static Waveform hiss(double middleHz, double level, double seconds, int rate) {
        var random = new Random(7);
        var samples = new double[(int) (seconds * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextGaussian();
        }
        resonate(samples, middleHz, middleHz / 3, rate);
        resonate(samples, middleHz, middleHz / 3, rate);
        return levelled(samples, level, rate);
    }

    static Waveform noise(double level, double seconds, int rate) {
        var random = new Random(11);
        var samples = new double[(int) (seconds * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextGaussian();
        }
        return levelled(samples, level, rate);
    }

    static Waveform joined(Waveform... parts) {
        int length = 0;
        for (var part : parts) {
            length += part.samples().length;
        }
        var all = new float[length];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part.samples(), 0, all, at, part.samples().length);
            at += part.samples().length;
        }
        return new Waveform(all, parts[0].sampleRateHz());
    }

    static Waveform mixed(Waveform a, Waveform b) {
        var all = a.samples().clone();
        for (int i = 0; i < all.length; i++) {
            all[i] += b.samples()[i];
        }
        return new Waveform(all, a.sampleRateHz());
    }

    private static void resonate(double[] samples, double hz, double bandwidthHz, int rate) {
        double radius = Math.exp(-Math.PI * bandwidthHz / rate);
        double b1 = 2 * radius * Math.cos(2 * Math.PI * hz / rate);
        double b2 = -radius * radius;
        double y1 = 0;
        double y2 = 0;
        for (int i = 0; i < samples.length; i++) {
            double y = (1 - b1 - b2) * samples[i] + b1 * y1 + b2 * y2;
            samples[i] = y;
            y2 = y1;
            y1 = y;
        }
    }

    private static Waveform levelled(double[] samples, double level, int rate) {
        double power = 0;
        for (double sample : samples) {
            power += sample * sample / samples.length;
        }
        var result = new float[samples.length];
        double fade = 0.01 * rate;
        for (int i = 0; i < samples.length; i++) {
            double edge = Math.min(1, Math.min(i, samples.length - 1 - i) / fade);
            result[i] = (float) (samples[i] * level / Math.sqrt(power) * edge);
        }
        return new Waveform(result, rate);
    }
}
