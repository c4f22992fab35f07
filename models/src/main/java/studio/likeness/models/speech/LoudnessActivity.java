package studio.likeness.models.speech;

/// Tells loud from quiet where no network for speech is at hand: chances rise with how far a chunk
/// is above the quietest of the last seconds. It takes every noise for speech.
public final class LoudnessActivity implements VoiceActivity {
    /// Above the background, in decibels, where the chance is one half.
    private static final double ABOVE = 10;

    /// Of which so many decibels more make a chance of 0.73.
    private static final double SLOPE = 2;

    /// Below that nobody speaks, in decibels of full scale.
    private static final double SILENCE = -55;

    /// How fast the background may rise, in decibels per chunk: about 3 a second.
    private static final double RISE = 0.1;

    /// The background before anything was heard.
    private static final double FIRST = -50;

    private double background = FIRST;

    @Override
    public double next(float[] chunk) {
        double sum = 0;
        for (float sample : chunk) {
            sum += sample * sample;
        }
        double level = 10 * Math.log10(Math.max(sum / chunk.length, 1e-10));
        background = Math.min(Math.max(level, -80), background + RISE);
        double above = level - Math.max(background + ABOVE, SILENCE);
        return 1 / (1 + Math.exp(-above / SLOPE));
    }

    @Override
    public void reset() {
        background = FIRST;
    }

    @Override
    public boolean simple() {
        return true;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
