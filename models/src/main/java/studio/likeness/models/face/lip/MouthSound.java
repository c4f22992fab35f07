package studio.likeness.models.face.lip;

import studio.likeness.models.face.lip.LipMel.Mel;

/// The window of sound that [MouthNetwork] hears for a frame.
public final class MouthSound {
    private static final int BANDS = 80;

    private MouthSound() {}

    /// Numbers of a window.
    public static final int SIZE = BANDS * MouthNetwork.COLUMNS;

    /// The window's first column; it may lie before the sound's.
    public static int start(int frame, double framesPerSecond) {
        return MelWindows.start(frame + MouthNetwork.OFFSET, framesPerSecond)
                + MelWindows.COLUMNS / 2
                - MouthNetwork.COLUMNS / 2;
    }

    /// `[80, 40]`; beyond the sound its first and last column go on.
    public static float[] window(Mel mel, int start) {
        var into = new float[SIZE];
        for (int column = 0; column < MouthNetwork.COLUMNS; column++) {
            int from = Math.clamp(start + column, 0, mel.columns() - 1);
            for (int band = 0; band < BANDS; band++) {
                into[band * MouthNetwork.COLUMNS + column] =
                        mel.values()[band * mel.columns() + from];
            }
        }
        return into;
    }
}
