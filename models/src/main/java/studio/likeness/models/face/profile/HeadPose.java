package studio.likeness.models.face.profile;

/// Where a head looks, in degrees; all 0 is straight into the camera.
///
/// @param yaw positive towards the picture's right
/// @param pitch positive downwards
/// @param roll positive clockwise
public record HeadPose(double yaw, double pitch, double roll) {
    public static final HeadPose FRONTAL = new HeadPose(0, 0, 0);

    /// The largest of the three, without its sign.
    public double largest() {
        return Math.max(Math.abs(yaw), Math.max(Math.abs(pitch), Math.abs(roll)));
    }
}
