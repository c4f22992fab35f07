package studio.likeness.models.face;

import java.time.Duration;

/// How the face carries itself, and what it is turning from: a change of mood takes half a second
/// instead of one frame.
///
/// @param since when `now` began, on the clock that the portrait is drawn by
public record Bearing(Portrait.Mood before, Portrait.Mood now, Duration since) {
    private static final double TURN_SECONDS = 0.5;

    /// As if it had always been so.
    public static Bearing steady(Portrait.Mood mood) {
        return new Bearing(mood, mood, Duration.ZERO);
    }

    /// @return this one where the mood is the same already
    public Bearing turn(Portrait.Mood next, Duration time) {
        return next == now ? this : new Bearing(now, next, time);
    }

    /// How far the turn has come: 0 at its start, 1 when it is done.
    double turned(double seconds) {
        if (before == now) {
            return 1;
        }
        double start = since.toNanos() / 1e9;
        return Motion.ease((seconds - start) / TURN_SECONDS);
    }
}
