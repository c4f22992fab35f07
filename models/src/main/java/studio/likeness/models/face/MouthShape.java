package studio.likeness.models.face;

/// What a rig needs to draw a mouth, each from 0 to 1.
///
/// @param open 0 lips touch, 1 as open as in a loud "ah"
/// @param wide 0 narrow, 0.5 relaxed, 1 spread as in "ee"
/// @param round 0 flat, 1 pushed forward as in "oo"
/// @param teeth how much of the upper teeth shows
/// @param pressed lips rolled in as in "m"
public record MouthShape(double open, double wide, double round, double teeth, double pressed) {
    /// The mouth in silence.
    public static final MouthShape CLOSED = new MouthShape(0, 0.5, 0, 0, 0);
}
