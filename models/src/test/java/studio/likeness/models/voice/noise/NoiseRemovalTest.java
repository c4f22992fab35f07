package studio.likeness.models.voice.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SharedMaterial;

/// Noise of a known strength over clean speech, so that what is taken off can be counted.
class NoiseRemovalTest {
    private static final int RATE = 16_000;

    private static Waveform clean() {
        return SharedMaterial.sound("speech/en/librivox/sense_0870.wav", RATE);
    }

    /// Noise that falls off with frequency, like a fan's.
    private static Waveform noisy(Waveform clean, double snrDb) {
        var random = new Random(5);
        var noise = new float[clean.samples().length];
        double low = 0;
        for (int i = 0; i < noise.length; i++) {
            low = 0.9 * low + random.nextGaussian();
            noise[i] = (float) (low + 0.3 * random.nextGaussian());
        }
        double gain = Math.sqrt(power(clean.samples()) / power(noise) / Math.pow(10, snrDb / 10));
        var mixed = new float[noise.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) (clean.samples()[i] + gain * noise[i]);
        }
        return new Waveform(mixed, RATE);
    }

    private static double power(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += (double) sample * sample;
        }
        return sum / samples.length;
    }

    /// Scale-invariant signal-to-distortion ratio (Le Roux et al. 2019), in decibels.
    private static double siSdr(Waveform found, Waveform clean) {
        var a = found.samples();
        var b = clean.samples();
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
        }
        double scale = product / (power(b) * b.length);
        double error = 0;
        for (int i = 0; i < a.length; i++) {
            double off = a[i] - scale * b[i];
            error += off * off;
        }
        return 10 * Math.log10(scale * scale * power(b) * b.length / error);
    }

    /// The mean over frames of 32 ms of what is left of the noise, each between -10 and 35 dB.
    private static double segmentalSnr(Waveform found, Waveform clean) {
        int frame = RATE / 1000 * 32;
        double sum = 0;
        int count = 0;
        for (int at = 0; at + frame <= clean.samples().length; at += frame) {
            double signal = 0;
            double error = 0;
            for (int i = at; i < at + frame; i++) {
                double off = found.samples()[i] - clean.samples()[i];
                signal += (double) clean.samples()[i] * clean.samples()[i];
                error += off * off;
            }
            if (signal / frame > 1e-6) {
                sum += Math.clamp(10 * Math.log10(signal / Math.max(error, 1e-12)), -10, 35);
                count++;
            }
        }
        return sum / count;
    }

    private static void assertCleans(NoiseRemoval removal, double gainDb) {
        var clean = clean();
        for (double snr : new double[] {0, 5, 10}) {
            var noisy = noisy(clean, snr);
            var found = removal.clean(noisy);
            assertEquals(noisy.samples().length, found.samples().length);
            double before = siSdr(noisy, clean);
            double after = siSdr(found, clean);
            System.out.printf(
                    "%s at %.0f dB: SI-SDR %.1f to %.1f dB, segmental SNR %.1f to %.1f dB%n",
                    removal.name(),
                    snr,
                    before,
                    after,
                    segmentalSnr(noisy, clean),
                    segmentalSnr(found, clean));
            assertTrue(after > before + (snr < 8 ? gainDb : 0), before + " to " + after);
        }
    }

    @Test
    void gtcrnTakesNoiseOffAndMovesNothing() {
        var graph = SharedMaterial.file("models/gtcrn_simple.onnx");
        try (var removal = GtcrnNoise.open(graph, Device.processor())) {
            assertCleans(removal, 3);
        }
    }

    @Test
    void ffmpegsFilterTakesNoiseOffAndMovesNothing() {
        try (var removal = new FilterNoise()) {
            assertCleans(removal, 1.2);
        }
    }

    @Test
    void gtcrnMakesThePausesOfARealNoisyRecordingQuieter() {
        var noisy = SharedMaterial.sound("speech/noisy/gtcrn_mix_16k.wav", RATE);
        var graph = SharedMaterial.file("models/gtcrn_simple.onnx");
        try (var network = GtcrnNoise.open(graph, Device.processor());
                var filter = new FilterNoise()) {
            double before = floor(noisy);
            double byNetwork = floor(network.clean(noisy));
            double byFilter = floor(filter.clean(noisy));
            System.out.printf(
                    "real noise: quietest tenth at %.1f dB, GTCRN %.1f dB, afftdn %.1f dB%n",
                    before, byNetwork, byFilter);
            assertTrue(byNetwork < before - 10, byNetwork + " from " + before);
            assertTrue(byFilter < before - 2, byFilter + " from " + before);
        }
    }

    /// The level below which a tenth of the frames lies.
    private static double floor(Waveform sound) {
        int frame = RATE / 50;
        var levels = new double[sound.samples().length / frame];
        for (int t = 0; t < levels.length; t++) {
            var part = sound.slice(t * frame, (t + 1) * frame).samples();
            levels[t] = 10 * Math.log10(Math.max(power(part), 1e-10));
        }
        java.util.Arrays.sort(levels);
        return levels[levels.length / 10];
    }
}
