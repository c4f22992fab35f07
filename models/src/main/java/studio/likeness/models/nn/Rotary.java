package studio.likeness.models.nn;

/// The angles of rotary position embedding: the frequency of each pair, one factor on all cosines
/// and sines, and which numbers form a pair.
///
/// @param frequencies per position, in radians; twice as many numbers of each head are turned, the
///     rest stays
/// @param interleaved pairs `(2j, 2j + 1)`, else `(j, j + n)`
/// @param factor multiplies cosines and sines (yarn); 1 otherwise
/// @param positions how many positions a table is made for
public record Rotary(float[] frequencies, boolean interleaved, float factor, int positions) {
    public Rotary {
        if (positions < 1) {
            throw new IllegalArgumentException("expected positions >= 1, found " + positions);
        }
    }

    /// How many numbers of each head are turned.
    public int size() {
        return 2 * frequencies.length;
    }

    /// `[positions, size / 2]`, row-major.
    public float[] cosines() {
        return table(true);
    }

    /// `[positions, size / 2]`, row-major.
    public float[] sines() {
        return table(false);
    }

    private float[] table(boolean cosine) {
        var table = new float[positions * frequencies.length];
        for (int p = 0, at = 0; p < positions; p++) {
            for (var frequency : frequencies) {
                // The originals multiply in float32, which shows at far positions.
                double angle = (float) p * frequency;
                table[at++] = (float) (cosine ? Math.cos(angle) : Math.sin(angle)) * factor;
            }
        }
        return table;
    }
}
