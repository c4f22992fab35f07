package studio.likeness.models.face.lip;

/// Where lips lie, from the few numbers that tell a mouth's shape and from how the head is turned.
///
/// @param mean lips' landmarks at zero of all: `[40]`, in pixels of the view
/// @param map `[40][3 + 4]`: of the head's turning, then of the shape
/// @param turn `[3][42]`: the head's turning from [MouthView#turning]
/// @param straight `[3]`, added to that
public record MouthShapes(float[] mean, float[][] map, float[][] turn, float[] straight) {
    /// Numbers of the head's turning.
    public static final int TURNS = 3;

    /// Numbers of where the lips lie.
    public static final int LIPS = 40;

    /// In standard deviations of the clip's.
    private static final double MOST = 2;

    /// How the head is turned: three numbers, each about 0 and as far from it as 1.
    public float[] turned(float[] turning) {
        var turned = new float[TURNS];
        for (int i = 0; i < TURNS; i++) {
            double sum = straight[i];
            for (int k = 0; k < turning.length; k++) {
                sum += turn[i][k] * turning[k];
            }
            turned[i] = (float) Math.clamp(sum, -MOST, MOST);
        }
        return turned;
    }

    /// @param shape as [MouthNetwork#shape] tells it, from a place in a longer array
    public float[] lips(float[] shape, int at, float[] turning) {
        var turned = turned(turning);
        var lips = mean.clone();
        for (int k = 0; k < LIPS; k++) {
            for (int i = 0; i < TURNS; i++) {
                lips[k] += map[k][i] * turned[i];
            }
            for (int i = 0; i < MouthNetwork.SHAPES; i++) {
                lips[k] += map[k][TURNS + i] * shape[at + i];
            }
        }
        return lips;
    }
}
