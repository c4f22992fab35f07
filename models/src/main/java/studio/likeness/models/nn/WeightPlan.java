package studio.likeness.models.nn;

/// Decides how each weight is kept.
@FunctionalInterface
public interface WeightPlan {
    /// @param name as published, without `.weight`
    /// @param shape `[out, in]`
    WeightFormat formatOf(String name, long[] shape);

    static WeightPlan all(WeightFormat format) {
        return (_, _) -> format;
    }
}
