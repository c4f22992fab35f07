package studio.likeness.models.runtime;

/// How a session is set up. Which threads and which card is the [Device]'s business.
///
/// @param optimization of the graph at opening
/// @param spinning whether threads stay awake between the steps of one run: faster, and costs
///     power; between runs they sleep
/// @param patterns whether the memory of a run is planned from the run before; for graphs whose
///     shapes repeat. Each new set of shapes keeps a plan, so growing shapes would leak
/// @param tf32 whether a card may round float32 products to 19 bits; parity wants them whole
/// @param runs of a [Session] that may be under way at once and share the processor's threads; others
///     queue. A decoder has one
public record SessionPlan(
        Optimization optimization, boolean spinning, boolean patterns, boolean tf32, int runs) {
    /// What ONNX Runtime may do to a graph when it opens it.
    public enum Optimization {
        /// As written.
        NONE(0),
        /// What does not depend on the device: constants folded, dead ends cut.
        BASIC(1),
        /// And nodes fused for the device.
        EXTENDED(2),
        /// And layouts changed for it.
        ALL(99);

        private final int level;

        Optimization(int level) {
            this.level = level;
        }

        /// `GraphOptimizationLevel`.
        int level() {
            return level;
        }
    }

    public SessionPlan {
        if (runs < 1) {
            throw new IllegalArgumentException("expected at least one run, found " + runs);
        }
    }

    /// For networks called once per sentence or picture, with shapes that change.
    public static SessionPlan usual() {
        return new SessionPlan(Optimization.ALL, true, false, true, 1);
    }

    public SessionPlan withOptimization(Optimization optimization) {
        return new SessionPlan(optimization, spinning, patterns, tf32, runs);
    }

    public SessionPlan withSpinning(boolean spinning) {
        return new SessionPlan(optimization, spinning, patterns, tf32, runs);
    }

    public SessionPlan withPatterns(boolean patterns) {
        return new SessionPlan(optimization, spinning, patterns, tf32, runs);
    }

    public SessionPlan withRuns(int runs) {
        return new SessionPlan(optimization, spinning, patterns, tf32, runs);
    }

    public SessionPlan withTf32(boolean tf32) {
        return new SessionPlan(optimization, spinning, patterns, tf32, runs);
    }
}
