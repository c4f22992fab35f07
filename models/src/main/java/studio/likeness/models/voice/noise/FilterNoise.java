package studio.likeness.models.voice.noise;

import java.util.Arrays;
import studio.likeness.models.media.SoundFilter;
import studio.likeness.models.signal.Levels;
import studio.likeness.models.signal.Waveform;

/// FFmpeg's `afftdn`: lowers what the spectrum has all the time. Needs no network, so it is always
/// there.
public final class FilterNoise implements NoiseRemoval {
    /// Decibels taken off at most.
    private static final double REDUCTION = 12;

    private static final int FRAMES_A_SECOND = 50;

    @Override
    public String name() {
        return "afftdn";
    }

    @Override
    public Waveform clean(Waveform sound) {
        return SoundFilter.spectralDenoise(sound, REDUCTION, floor(sound));
    }

    /// The level below which a tenth of the frames lies: what is there when nobody speaks.
    private static double floor(Waveform sound) {
        int frame = Math.max(1, sound.sampleRateHz() / FRAMES_A_SECOND);
        var levels = new double[Math.max(1, sound.samples().length / frame)];
        for (int t = 0; t < levels.length; t++) {
            levels[t] = Levels.of(sound.slice(t * frame, (t + 1) * frame)).rmsDb();
        }
        Arrays.sort(levels);
        return levels[levels.length / 10];
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
