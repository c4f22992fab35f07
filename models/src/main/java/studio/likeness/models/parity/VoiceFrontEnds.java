package studio.likeness.models.parity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.signal.MelBank;
import studio.likeness.models.speech.WhisperMel;
import studio.likeness.models.voice.conversion.Frames;
import studio.likeness.models.voice.pitch.RmvpeMel;
import studio.likeness.models.voice.speaker.Fbank;
import studio.likeness.models.voice.vits.Spectrogram;

/// What networks around the voice are given of a sound: no weights, one way to compute it.
final class VoiceFrontEnds implements Comparison {
    @Override
    public boolean understands(Fixture fixture) {
        return fixture.has("network", "inputs", "outputs") && computed(fixture).isPresent();
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(1e-4);
        var found = computed(fixture).orElseThrow();
        for (var output : fixture.at("outputs")) {
            var name = output.path("name").asText();
            VoiceComparison.compare(name, output, new Named<>(found).get(name), errors);
        }
        return List.of(errors.line(fixture, "java", ""));
    }

    private static Optional<Map<String, float[]>> computed(Fixture fixture) {
        var in = new VoiceInputs(fixture);
        return Optional.ofNullable(
                switch (fixture.network()) {
                    case "whisper-frontend" -> whisper(fixture, in);
                    case "rmvpe-frontend" ->
                            Map.of(
                                    "log_mel",
                                    VoiceNetworks.rows(new RmvpeMel().of(in.floats("wav"))));
                    case "kaldi-fbank" ->
                            Map.of("fbank", VoiceNetworks.rows(new Fbank().of(in.floats("wav"))));
                    case "gpt-sovits-frontend" -> cloning(fixture, in);
                    case "sovits-svc-frontend" -> conversion(fixture, in);
                    default -> null;
                });
    }

    private static Map<String, float[]> whisper(Fixture fixture, VoiceInputs in) {
        var wave = in.floats("wav");
        int more = fixture.at("config").path("padding").asInt();
        var padded = Arrays.copyOf(wave, wave.length + more);
        var small = new WhisperMel(80);
        var large = new WhisperMel(128);
        return Map.of(
                "log_mel_80", VoiceNetworks.rows(small.of(wave)),
                "log_mel_128", VoiceNetworks.rows(large.of(wave)),
                "log_mel_80_padded", VoiceNetworks.rows(small.of(padded)),
                "mel_filters_80", VoiceNetworks.rows(small.weights()),
                "mel_filters_128", VoiceNetworks.rows(large.weights()));
    }

    private static Map<String, float[]> cloning(Fixture fixture, VoiceInputs in) {
        var spectrogram = spectrogram(fixture, Spectrogram.CLONING).of(in.floats("wav"));
        var mel = Spectrogram.mel(spectrogram, bank(fixture));
        return Map.of(
                "spectrogram", VoiceNetworks.rows(spectrogram), "mel", VoiceNetworks.rows(mel));
    }

    private static Spectrogram spectrogram(Fixture fixture, Spectrogram kind) {
        var config = fixture.at("config");
        return new Spectrogram(
                config.path("filter_length").asInt(),
                config.path("hop_length").asInt(),
                kind.floor());
    }

    private static MelBank bank(Fixture fixture) {
        var config = fixture.at("config");
        double rate = config.path("sampling_rate").asDouble();
        return new MelBank(
                config.path("n_mel_channels").asInt(),
                config.path("filter_length").asInt(),
                rate,
                config.path("mel_fmin").asDouble(),
                config.path("mel_fmax").asDouble(rate / 2),
                MelBank.Scale.SLANEY,
                true);
    }

    private static Map<String, float[]> conversion(Fixture fixture, VoiceInputs in) {
        var wave = in.floats("wav");
        var spectrogram = spectrogram(fixture, Spectrogram.CONVERSION).of(wave);
        var mel = Spectrogram.mel(spectrogram, bank(fixture));
        var pitch = in.floats("f0");
        var coarse = new float[pitch.length];
        for (int t = 0; t < coarse.length; t++) {
            coarse[t] = Frames.coarse(pitch[t]);
        }
        var units = units(in);
        int length = fixture.at("config").path("target_len").asInt();
        int hop = fixture.at("config").path("hop_length").asInt();
        var left = Frames.stretched(units, length, Frames.Stretch.LEFT);
        var nearest = Frames.stretched(units, length, Frames.Stretch.NEAREST);
        return Map.of(
                "spectrogram", VoiceNetworks.rows(spectrogram),
                "mel", VoiceNetworks.rows(mel),
                "f0_coarse", coarse,
                "volume", Frames.loudness(wave, hop),
                "repeat_expand_left", VoiceNetworks.rows(left),
                "repeat_expand_nearest", VoiceNetworks.rows(nearest));
    }

    private static float[][] units(VoiceInputs in) {
        var flat = in.floats("units");
        int frames = (int) in.shape("units")[2];
        var units = new float[flat.length / frames][];
        for (int i = 0; i < units.length; i++) {
            units[i] = Arrays.copyOfRange(flat, i * frames, (i + 1) * frames);
        }
        return units;
    }
}
