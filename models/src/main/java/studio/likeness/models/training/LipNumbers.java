package studio.likeness.models.training;

import java.util.Arrays;
import studio.likeness.models.face.lip.MouthNetwork;
import studio.likeness.models.face.lip.MouthShapes;

/// The shapes of a person's mouths as a few numbers: how far each is open, and three principal
/// components of what else the lips' landmarks tell (width, smile, slant), after what the head's
/// turning explains.
///
/// @param each of each frame, each about 0 and as far from it as 1: `[frames][4]`
/// @param shapes the way back from those to landmarks
record LipNumbers(float[][] each, MouthShapes shapes) {
    /// Numbers of a mouth's shape.
    static final int SHAPES = MouthNetwork.SHAPES;

    private static final int TURNS = MouthShapes.TURNS;

    /// How strongly the map from turning and opening is held small.
    private static final double HOLD = 0.01;

    /// Examples that principal components are taken from at most.
    private static final int MOST = 400;

    static LipNumbers of(LipMaterial material) {
        int frames = material.frames();
        var turning = new float[frames][];
        var marks = new float[frames][];
        for (int i = 0; i < frames; i++) {
            turning[i] = material.mouths().get(i).turning().clone();
            marks[i] = material.mouths().get(i).lips().clone();
        }
        var straight = Rows.centre(turning);
        var usual = Rows.centre(marks);
        var turns = PrincipalParts.of(Rows.some(turning, MOST), TURNS);
        var turn = new float[TURNS][straight.length];
        var shift = new float[TURNS];
        for (int t = 0; t < TURNS; t++) {
            for (int k = 0; k < straight.length; k++) {
                turn[t][k] =
                        (float) (turns.directions()[t][k] / Math.max(turns.spreads()[t], 1e-4));
                shift[t] -= turn[t][k] * straight[k];
            }
        }
        var bare = new MouthShapes(usual, new float[0][], turn, shift);
        double spread = Rows.spread(material.opening());
        double mean = Arrays.stream(material.opening()).average().orElse(0);
        var told = new float[frames][TURNS + 1];
        var each = new float[frames][SHAPES];
        for (int i = 0; i < frames; i++) {
            var turned = bare.turned(material.mouths().get(i).turning());
            System.arraycopy(turned, 0, told[i], 0, TURNS);
            each[i][0] = (float) ((material.opening()[i] - mean) / spread);
            told[i][TURNS] = each[i][0];
        }
        var middle = Rows.centre(told);
        var map = LeastSquares.fit(told, marks, HOLD * frames);
        for (int i = 0; i < frames; i++) {
            for (int k = 0; k < marks[i].length; k++) {
                marks[i][k] -= (float) Rows.along(map[k], told[i]);
            }
        }
        var parts = PrincipalParts.of(Rows.some(marks, MOST), SHAPES - 1);
        for (int i = 0; i < frames; i++) {
            for (int k = 1; k < SHAPES; k++) {
                double part = PrincipalParts.dot(parts.directions()[k - 1], marks[i]);
                each[i][k] = (float) (part / Math.max(parts.spreads()[k - 1], 1e-4));
            }
        }
        return new LipNumbers(each, shapes(bare, middle, map, parts));
    }

    private static MouthShapes shapes(
            MouthShapes bare, float[] middle, double[][] map, PrincipalParts parts) {
        var mean = bare.mean().clone();
        var all = new float[mean.length][TURNS + SHAPES];
        for (int k = 0; k < mean.length; k++) {
            mean[k] -= (float) Rows.along(map[k], middle);
            for (int i = 0; i <= TURNS; i++) {
                all[k][i] = (float) map[k][i];
            }
            for (int i = 1; i < SHAPES; i++) {
                double by = Math.max(parts.spreads()[i - 1], 1e-4);
                all[k][TURNS + i] = (float) (parts.directions()[i - 1][k] * by);
            }
        }
        return new MouthShapes(mean, all, bare.turn(), bare.straight());
    }
}
