package studio.likeness.models.face;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// From what the mouth should be every 10 ms to what it can be: lips have a greatest speed, are
/// early for what comes, and do close for a p, b or m, whatever is around it.
final class MouthMotion {
    /// What a moment asks for.
    record Target(Viseme viseme, MouthShape shape) {
        static final Target REST = new Target(Viseme.REST, MouthShape.CLOSED);

        boolean shut() {
            return viseme == Viseme.REST || viseme == Viseme.PP;
        }
    }

    /// How many frames after a moment must be known for it to settle.
    static final int AHEAD = 8;

    /// Of `open`, a frame: 0.34 in 40 ms, as fast as jaws are.
    private static final double SPEED = 0.085;

    private static final int REACH = AHEAD - 1;
    private static final int LIPS = 5;
    private static final int PRESSED = 3;

    private final List<MouthShape> shapes = new ArrayList<>();
    private final List<Viseme> visemes = new ArrayList<>();

    int settled() {
        return shapes.size();
    }

    Viseme viseme(int frame) {
        return frame < 0 || frame >= visemes.size() ? Viseme.REST : visemes.get(frame);
    }

    /// Closed before the first frame; after the last it closes.
    MouthShape shape(int frame) {
        if (frame < 0 || shapes.isEmpty()) {
            return MouthShape.CLOSED;
        }
        if (frame < shapes.size()) {
            return shapes.get(frame);
        }
        var last = shapes.getLast();
        int after = frame - shapes.size() + 1;
        double open = Math.max(0, last.open() - SPEED * after);
        return open == 0
                ? MouthShape.CLOSED
                : new MouthShape(open, last.wide(), last.round(), last.teeth(), last.pressed());
    }

    /// Settles the next frame.
    ///
    /// @param targets known from far before it to [#AHEAD] frames after it
    void settle(IntFunction<Target> targets) {
        int frame = shapes.size();
        var around = new Target[2 * AHEAD + 1];
        for (int i = 0; i < around.length; i++) {
            around[i] = targets.apply(frame + i - AHEAD);
        }
        visemes.add(around[AHEAD].viseme());
        double before = shape(frame - 1).open();
        // The bound on its speed holds even when something was not foreseen.
        double open = Math.clamp(reachable(around), before - SPEED, before + SPEED);
        shapes.add(
                new MouthShape(
                        Math.max(0, open),
                        mean(around, LIPS, Part.WIDE),
                        mean(around, LIPS, Part.ROUND),
                        mean(around, PRESSED, Part.TEETH),
                        mean(around, PRESSED, Part.PRESSED)));
    }

    /// As open as the moment asks, less where the lips must be closed too soon before or after.
    private static double reachable(Target[] around) {
        double open = 1;
        for (int d = -REACH; d <= REACH; d++) {
            open = Math.min(open, smoothed(around, AHEAD + d) + SPEED * Math.abs(d));
        }
        return open;
    }

    private static double smoothed(Target[] around, int at) {
        return around[at].shut()
                ? 0
                : 0.25 * around[at - 1].shape().open()
                        + 0.5 * around[at].shape().open()
                        + 0.25 * around[at + 1].shape().open();
    }

    private enum Part {
        WIDE,
        ROUND,
        TEETH,
        PRESSED;

        double of(MouthShape shape) {
            return switch (this) {
                case WIDE -> shape.wide();
                case ROUND -> shape.round();
                case TEETH -> shape.teeth();
                case PRESSED -> shape.pressed();
            };
        }
    }

    /// Weighted by a raised cosine.
    private static double mean(Target[] around, int reach, Part part) {
        double sum = 0;
        double weights = 0;
        for (int d = -reach; d <= reach; d++) {
            double weight = 1 + Math.cos(Math.PI * d / (reach + 1));
            sum += weight * part.of(around[AHEAD + d].shape());
            weights += weight;
        }
        return sum / weights;
    }
}
