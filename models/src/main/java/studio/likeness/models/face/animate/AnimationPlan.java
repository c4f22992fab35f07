package studio.likeness.models.face.animate;

/// How pictures are made.
///
/// @param live whether they are shown as they come: mouths are left out rather than late. Else
///     every picture gets its mouth, however long it takes
/// @param exact whether the network's square is pasted as it is, without a soft edge, at rest too,
///     as the original program does; for comparing figures
public record AnimationPlan(boolean live, boolean exact) {
    public static AnimationPlan forShow() {
        return new AnimationPlan(true, false);
    }

    public static AnimationPlan forFile() {
        return new AnimationPlan(false, false);
    }

    public static AnimationPlan forFigures() {
        return new AnimationPlan(false, true);
    }
}
