package studio.likeness.models.parity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.speech.WhisperMel;
import studio.likeness.models.voice.pitch.RmvpeMel;
import studio.likeness.models.voice.speaker.Fbank;

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
                    default -> null;
                });
    }

    private static Map<String, float[]> whisper(Fixture fixture, VoiceInputs in) {
        var wave = in.floats("wav");
        int more = fixture.at("config").path("padding").asInt();
        var padded = java.util.Arrays.copyOf(wave, wave.length + more);
        var small = new WhisperMel(80);
        var large = new WhisperMel(128);
        return Map.of(
                "log_mel_80", VoiceNetworks.rows(small.of(wave)),
                "log_mel_128", VoiceNetworks.rows(large.of(wave)),
                "log_mel_80_padded", VoiceNetworks.rows(small.of(padded)),
                "mel_filters_80", VoiceNetworks.rows(small.weights()),
                "mel_filters_128", VoiceNetworks.rows(large.weights()));
    }
}
