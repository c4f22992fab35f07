package studio.likeness.models.face;

/// Where everything that moves by itself is at one moment, in units of the sheet.
///
/// @param x head to the right
/// @param y head downwards
/// @param tilt of the head, radians, clockwise
/// @param yaw -1 to 1, the face's middle to the right against its outline
/// @param pitch -1 to 1, downwards
/// @param breath how far the shoulders are raised
/// @param gazeX of the irises, to the right
/// @param gazeY downwards
/// @param lids 0 open, 1 shut
/// @param brow 0 at rest, 1 raised
record Pose(
        double x,
        double y,
        double tilt,
        double yaw,
        double pitch,
        double breath,
        double gazeX,
        double gazeY,
        double lids,
        double brow) {

    Pose towards(Pose other, double share) {
        return new Pose(
                mix(x, other.x, share),
                mix(y, other.y, share),
                mix(tilt, other.tilt, share),
                mix(yaw, other.yaw, share),
                mix(pitch, other.pitch, share),
                mix(breath, other.breath, share),
                mix(gazeX, other.gazeX, share),
                mix(gazeY, other.gazeY, share),
                mix(lids, other.lids, share),
                mix(brow, other.brow, share));
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
