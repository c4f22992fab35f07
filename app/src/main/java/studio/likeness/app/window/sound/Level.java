package studio.likeness.app.window.sound;

import studio.likeness.models.signal.Levels;

/// How loud live sound is: root mean square with a soft fall, the highest peak of the last moments,
/// and whether it ever clipped. Decibels relative to full scale; a full-scale sine has an RMS of
/// -3. Thread-safe: one thread feeds it, the window reads it.
public final class Level {
    /// Below this everything counts as silence, and the meter starts here.
    public static final double FLOOR_DB = -60;

    /// Where a voice belongs: -18 dB, give or take six.
    static final double ZONE_LOW_DB = -24;

    static final double ZONE_HIGH_DB = -12;

    private static final double HOLD_SECONDS = 1.5;
    private static final double PEAK_FALL_DB_A_SECOND = 20;

    /// Time in which the mean follows; about that of a VU meter.
    private static final double RMS_SECONDS = 0.3;

    /// What one can read at a moment.
    ///
    /// @param quietestDb the lowest level of late, which is the room's noise while nobody speaks
    public record Reading(double rmsDb, double peakDb, double quietestDb, boolean clipped) {}

    static final Reading SILENT = new Reading(FLOOR_DB, FLOOR_DB, FLOOR_DB, false);

    private double meanSquare;
    private double peakDb = FLOOR_DB;
    private double sincePeak;
    private double quietestDb;
    private boolean clipped;

    public synchronized void add(float[] samples, int sampleRateHz) {
        double seconds = samples.length / (double) sampleRateHz;
        double square = 0;
        double peak = 0;
        for (float sample : samples) {
            square += sample * (double) sample;
            peak = Math.max(peak, Math.abs(sample));
        }
        if (samples.length > 0) {
            double follow = 1 - Math.exp(-seconds / RMS_SECONDS);
            meanSquare += follow * (square / samples.length - meanSquare);
        }
        clipped |= peak >= Track.CLIPPED;
        hold(decibels(peak), seconds);
        // Rises slowly, so that it is the level between words and not of the loudest one.
        double rmsDb = decibels(Math.sqrt(meanSquare));
        quietestDb = rmsDb < quietestDb ? rmsDb : Math.min(rmsDb, quietestDb + 2 * seconds);
    }

    private void hold(double newDb, double seconds) {
        sincePeak += seconds;
        if (sincePeak > HOLD_SECONDS) {
            peakDb = Math.max(FLOOR_DB, peakDb - PEAK_FALL_DB_A_SECOND * seconds);
        }
        if (newDb >= peakDb) {
            peakDb = newDb;
            sincePeak = 0;
        }
    }

    public synchronized Reading read() {
        return new Reading(decibels(Math.sqrt(meanSquare)), peakDb, quietestDb, clipped);
    }

    public synchronized void forgetClipping() {
        clipped = false;
    }

    /// For the next sound.
    public synchronized void reset() {
        meanSquare = 0;
        peakDb = FLOOR_DB;
        sincePeak = 0;
        quietestDb = 0;
        clipped = false;
    }

    private static double decibels(double amplitude) {
        return Math.max(FLOOR_DB, Levels.decibels(amplitude));
    }
}
