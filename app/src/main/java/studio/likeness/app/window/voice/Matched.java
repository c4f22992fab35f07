package studio.likeness.app.window.voice;

import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.Loudness;

/// Sounds that are to be compared by ear are equally loud: the louder one would always win.
final class Matched {
    /// -20 dB below full scale over the parts that sound.
    private static final double LEVEL = 0.1;

    /// What becomes louder than this is made quieter as a whole rather than clipped.
    private static final float PEAK = 0.95f;

    private Matched() {}

    static Waveform loudness(Waveform sound) {
        double level = Loudness.activeLevel(sound.samples(), sound.sampleRateHz());
        if (level <= 0) {
            return sound;
        }
        float peak = 0;
        for (float sample : sound.samples()) {
            peak = Math.max(peak, Math.abs(sample));
        }
        float gain = (float) Math.min(LEVEL / level, PEAK / Math.max(1e-6, peak));
        var matched = new float[sound.samples().length];
        for (int i = 0; i < matched.length; i++) {
            matched[i] = sound.samples()[i] * gain;
        }
        return new Waveform(matched, sound.sampleRateHz());
    }
}
