package studio.likeness.models.parity;

import java.util.Arrays;
import java.util.List;
import studio.likeness.models.face.lip.LipMel;

/// Wav2Lip's mel spectrogram of a sound made of noise, a tone and silence.
final class LipMelComparison implements Comparison {
    private static final String TOLERANCE = "2e-4";
    private static final String SOUND = "wav";

    /// What eight decimal digits of samples below 1 are good for.
    private static final double PRINTED = 1e-8;

    @Override
    public boolean understands(Fixture fixture) {
        var config = fixture.at("config");
        return FaceFigures.hasInput(fixture, SOUND)
                && config.path("n_mels").asInt() == 80
                && config.path("hop").asInt() == LipMel.HOP
                && config.has("preemphasis");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(0);
        var sound = sound(fixture);
        for (var input : fixture.at("inputs")) {
            var head = input.path("head");
            for (int i = 0; i < head.size(); i++) {
                double error = Math.abs(head.get(i).asDouble() - sound[i]);
                errors.same("sound[" + i + "] is as printed", true, error <= PRINTED);
            }
        }
        var mel = new LipMel().of(sound);
        var said = fixture.at("config").path("suggested_tolerance");
        for (var output : FaceFigures.outputs(fixture)) {
            double allowed = FaceFigures.tolerance(said, TOLERANCE, output);
            FaceFigures.compare(output, mel.values(), allowed, errors);
        }
        return List.of(errors.line(fixture, "java", ""));
    }

    private static float[] sound(Fixture fixture) {
        var signal = fixture.at("config").path("signal");
        if (signal.isMissingNode()) {
            return FaceFigures.floats(fixture, SOUND).values();
        }
        var keyed = Keyed.input(fixture.at("salt").asText(), SOUND);
        double noise = signal.path("noise_amplitude").asDouble();
        double tone = signal.path("sine_amplitude").asDouble();
        double hertz = signal.path("sine_hz").asDouble();
        var sound = new float[signal.path("samples").asInt()];
        for (int n = 0; n < sound.length; n++) {
            double sine = Math.sin(2 * Math.PI * hertz * n / LipMel.SAMPLE_RATE_HZ);
            sound[n] = (float) (keyed.balanced(n) * noise + tone * sine);
        }
        var silent = signal.path("silent_range");
        if (silent.size() == 2) {
            Arrays.fill(sound, silent.get(0).asInt(), silent.get(1).asInt(), 0);
        }
        return sound;
    }
}
