package studio.likeness.models.voice.cloning;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.speaker.Fbank;
import studio.likeness.models.voice.speaker.SpeakerGraphs;
import studio.likeness.models.voice.vits.Spectrogram;

/// Listens to a reference: what is said in it as codes, and whose voice it is. Its networks are
/// loaded for one reference and then let go.
record Listening(CloningModels models, SoundModel sound, Device device) {
    private static final int RATE = 16_000;
    private static final double SHORTEST = 3;
    private static final double LONGEST = 10;

    /// Of silence behind the reference, so that its last word is whole.
    private static final int TAIL = 9600;

    /// What is heard.
    record Heard(long[] codes, float[] voice) {}

    /// @throws StudioException when it is shorter than three or longer than ten seconds
    Heard listen(Waveform reference) {
        double seconds = (double) reference.samples().length / reference.sampleRateHz();
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw new StudioException(
                    "models.voice.cloning.length", Math.round(seconds * 10) / 10.0);
        }
        var low = Resampler.resample(reference, RATE).samples();
        var high = Resampler.resample(reference, sound.settings().sampleRateHz()).samples();
        var spectrogram = spectrogram().of(tamed(high));
        return new Heard(codes(low), sound.voice(spectrogram, speaker(low)));
    }

    private Spectrogram spectrogram() {
        var settings = sound.settings();
        return new Spectrogram(
                2 * (settings.bins() - 1), settings.hop(), Spectrogram.CLONING.floor());
    }

    private static float[] tamed(float[] samples) {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        if (peak <= 1) {
            return samples;
        }
        var quieter = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            quieter[i] = samples[i] / Math.min(2, peak);
        }
        return quieter;
    }

    private long[] codes(float[] samples) {
        var wave = Arrays.copyOf(samples, samples.length + TAIL);
        try (var content = open(models.content(), ListeningGraphs.CONTENT)) {
            var found =
                    content.runFor(
                            "content", Map.of("wave", new Array.Floats(wave, 1, wave.length)));
            if (found instanceof Array.Floats(var numbers, var shape)) {
                return sound.codes(numbers, (int) shape[1]);
            }
            throw new IllegalArgumentException("expected floats, found " + found);
        }
    }

    private Optional<float[]> speaker(float[] samples) {
        if (!sound.settings().listensToSpeaker()) {
            return Optional.empty();
        }
        var folder =
                models.speaker()
                        .orElseThrow(() -> new StudioException("models.voice.cloning.noSpeaker"));
        var frames = new Fbank().of(samples);
        var flat = new float[frames.length * Fbank.BANDS];
        for (int t = 0; t < frames.length; t++) {
            System.arraycopy(frames[t], 0, flat, t * Fbank.BANDS, Fbank.BANDS);
        }
        try (var network = open(folder, SpeakerGraphs.GRAPH)) {
            var input = new Array.Floats(flat, 1, frames.length, Fbank.BANDS);
            var found =
                    network.runFor(SpeakerGraphs.EMBEDDING, Map.of(SpeakerGraphs.FEATURES, input));
            if (found instanceof Array.Floats(var numbers, _)) {
                return Optional.of(numbers);
            }
            throw new IllegalArgumentException("expected floats, found " + found);
        }
    }

    private Session open(Path folder, String graph) {
        return Session.open(folder.resolve(graph), device, SessionPlan.usual());
    }
}
