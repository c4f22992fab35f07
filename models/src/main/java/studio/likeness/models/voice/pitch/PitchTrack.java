package studio.likeness.models.voice.pitch;

/// A pitch for every frame of a sound, and whether there is one.
///
/// @param hertz where there is none, straight from the one before to the next
/// @param voiced whether there is one
public record PitchTrack(float[] hertz, boolean[] voiced) {
    /// Brings a track to another number of frames and fills its gaps.
    ///
    /// @param track in hertz, 0 where there is no pitch
    public static PitchTrack of(float[] track, int frames) {
        var hertz = new float[frames];
        var voiced = new boolean[frames];
        for (int t = 0; t < frames; t++) {
            hertz[t] = track[(int) ((long) t * track.length / frames)];
            voiced[t] = hertz[t] > 0;
        }
        int before = -1;
        for (int t = 0; t <= frames; t++) {
            if (t == frames || voiced[t]) {
                fill(hertz, before, t);
                before = t;
            }
        }
        return new PitchTrack(hertz, voiced);
    }

    /// Between two voiced frames; at the ends, the one there is goes on.
    private static void fill(float[] hertz, int before, int next) {
        for (int t = before + 1; t < next; t++) {
            if (before < 0) {
                hertz[t] = next < hertz.length ? hertz[next] : 0;
            } else if (next == hertz.length) {
                hertz[t] = hertz[before];
            } else {
                double share = (double) (t - before) / (next - before);
                hertz[t] = (float) (hertz[before] + share * (hertz[next] - hertz[before]));
            }
        }
    }
}
