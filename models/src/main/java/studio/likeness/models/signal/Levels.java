package studio.likeness.models.signal;

/// How loud a piece of sound is.
///
/// @param rmsDb root mean square in dBFS, a full-scale sine being -3 dB; at least [#SILENCE_DB]
/// @param peakDb the largest sample in dBFS; at least [#SILENCE_DB]
/// @param clipped samples in runs of three or more at full scale: one loud sample is no clipping
public record Levels(double rmsDb, double peakDb, int clipped) {
    /// Stands for silence and everything below it; 16 bits end at -96 dB.
    public static final double SILENCE_DB = -100;

    private static final float FULL_SCALE = 0.999f;
    private static final int CLIPPING_RUN = 3;

    public static Levels of(Waveform sound) {
        double squares = 0;
        float peak = 0;
        int clipped = 0;
        int run = 0;
        for (float sample : sound.samples()) {
            float size = Math.abs(sample);
            squares += (double) sample * sample;
            peak = Math.max(peak, size);
            run = size >= FULL_SCALE ? run + 1 : 0;
            if (run >= CLIPPING_RUN) {
                clipped += run == CLIPPING_RUN ? CLIPPING_RUN : 1;
            }
        }
        int count = Math.max(1, sound.samples().length);
        return new Levels(decibels(Math.sqrt(squares / count)), decibels(peak), clipped);
    }

    public boolean isClipping() {
        return clipped > 0;
    }

    /// Of an amplitude, 1 being full scale.
    public static double decibels(double amplitude) {
        return amplitude <= 0 ? SILENCE_DB : Math.max(SILENCE_DB, 20 * Math.log10(amplitude));
    }
}
