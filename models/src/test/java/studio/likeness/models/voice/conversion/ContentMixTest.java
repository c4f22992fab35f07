package studio.likeness.models.voice.conversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ContentMixTest {
    private static final float[][] VECTORS = {{0, 0}, {1, 0}, {0, 3}, {4, 4}};

    /// Two frames: near the second vector, and near the fourth.
    private static final float[][] FEATURES = {{0.9f, 3}, {0.1f, 4}};

    @Test
    void takesTheNearestCentre() {
        var mixed = new ContentMix(VECTORS, ContentMix.CENTRES).mixed(FEATURES, 1);
        assertArrayEquals(new float[] {1, 4}, mixed[0], 1e-6f);
        assertArrayEquals(new float[] {0, 4}, mixed[1], 1e-6f);
    }

    @Test
    void mixesByTheShare() {
        var mixed = new ContentMix(VECTORS, ContentMix.CENTRES).mixed(FEATURES, 0.5);
        assertArrayEquals(new float[] {0.95f, 3.5f}, mixed[0], 1e-6f);
        assertArrayEquals(new float[] {0.05f, 4}, mixed[1], 1e-6f);
        assertArrayEquals(
                FEATURES[0], new ContentMix(VECTORS, ContentMix.FEATURES).mixed(FEATURES, 0)[0]);
    }

    @Test
    void weighsNeighboursByHowNearTheyAre() {
        // Squares of distances 0.02, 0.82, 9.22, 24.82: FAISS's distances are squares, too.
        double[] weights = {
            1 / (0.82 * 0.82), 1 / (0.02 * 0.02), 1 / (9.22 * 9.22), 1 / (24.82 * 24.82)
        };
        double sum = weights[0] + weights[1] + weights[2] + weights[3];
        var mixed = new ContentMix(VECTORS, ContentMix.FEATURES).mixed(FEATURES, 1);
        assertEquals((weights[1] + 4 * weights[3]) / sum, mixed[0][0], 1e-4);
        assertEquals((3 * weights[2] + 4 * weights[3]) / sum, mixed[1][0], 1e-4);
    }
}
