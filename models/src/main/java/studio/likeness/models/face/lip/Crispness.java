package studio.likeness.models.face.lip;

/// Gives back to a painted mouth some of the edges that bending and mixing took: what a pixel
/// differs from those around it by is made more (unsharp masking).
public final class Crispness {
    private Crispness() {}

    /// @param painted `[3, side, side]` from `at` on; changed where the mask is
    /// @param mask `[side, side]`
    /// @param amount of what a pixel differs by, added to it; 0 changes nothing
    public static void add(float[] painted, int at, float[] mask, double amount) {
        int side = (int) Math.sqrt(mask.length);
        var before = new float[mask.length];
        for (int colour = at; colour < at + 3 * mask.length; colour += mask.length) {
            System.arraycopy(painted, colour, before, 0, before.length);
            for (int y = 1; y < side - 1; y++) {
                for (int x = 1; x < side - 1; x++) {
                    int i = y * side + x;
                    if (mask[i] > 0) {
                        double more = amount * mask[i] * (before[i] - around(before, i, side));
                        painted[colour + i] = (float) Math.clamp(before[i] + more, 0, 1);
                    }
                }
            }
        }
    }

    /// A pixel and the eight around it, the nearer the heavier.
    private static float around(float[] values, int i, int side) {
        return (across(values, i - side) + 2 * across(values, i) + across(values, i + side)) / 16;
    }

    private static float across(float[] values, int i) {
        return values[i - 1] + 2 * values[i] + values[i + 1];
    }
}
