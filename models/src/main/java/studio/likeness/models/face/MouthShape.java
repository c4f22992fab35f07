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

    /// A viseme held for itself, without neighbours, at an ordinary loudness.
    public static MouthShape of(Viseme viseme) {
        return switch (viseme) {
            case REST -> CLOSED;
            case PP -> new MouthShape(0, 0.45, 0.05, 0, 1);
            case FF -> new MouthShape(0.08, 0.5, 0, 0.9, 0.2);
            case DD -> new MouthShape(0.22, 0.55, 0, 0.5, 0);
            case KK -> new MouthShape(0.25, 0.5, 0, 0.25, 0);
            case CH -> new MouthShape(0.15, 0.3, 0.6, 0.8, 0);
            case SS -> new MouthShape(0.12, 0.65, 0, 0.9, 0);
            case RR -> new MouthShape(0.25, 0.4, 0.4, 0.3, 0);
            case AA -> new MouthShape(0.75, 0.55, 0, 0.4, 0);
            case EH -> new MouthShape(0.45, 0.6, 0, 0.4, 0);
            case IH -> new MouthShape(0.25, 0.9, 0, 0.6, 0);
            case OH -> new MouthShape(0.5, 0.25, 0.7, 0.15, 0);
            case OU -> new MouthShape(0.18, 0.1, 1, 0, 0);
        };
    }
}
