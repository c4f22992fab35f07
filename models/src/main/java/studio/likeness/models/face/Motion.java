package studio.likeness.models.face;

import java.time.Duration;

/// What a face does by itself: breathing, swaying, blinking, looking. Everything follows from the
/// time and the person's seed, so that a frame can be drawn again.
record Motion(long seed) {
    private static final double BREATHS_PER_SECOND = 0.25;
    private static final double BLINK_SLOT = 4;
    private static final double FIXATION = 1.1;
    private static final double NOD_SLOT = 4.5;

    Pose at(Bearing bearing, MouthShape mouth, Duration time) {
        double t = time.toNanos() / 1e9;
        double turned = bearing.turned(t);
        var now = at(bearing.now(), mouth, t);
        return turned >= 1 ? now : at(bearing.before(), mouth, t).towards(now, turned);
    }

    private Pose at(Portrait.Mood mood, MouthShape mouth, double t) {
        double lively =
                switch (mood) {
                    case IDLE -> 0.7;
                    case LISTENING -> 0.8;
                    case THINKING -> 0.6;
                    case SPEAKING -> 1.5;
                };
        double breath = Math.sin(2 * Math.PI * BREATHS_PER_SECOND * t);
        double nod = mood == Portrait.Mood.LISTENING ? nod(t) : 0;
        double stress = mood == Portrait.Mood.SPEAKING ? mouth.open() : 0;
        boolean thinking = mood == Portrait.Mood.THINKING;
        return new Pose(
                lively * 3.2 * drift(t, 0.17, 1),
                lively * 1.6 * drift(t, 0.23, 2) - 0.7 * breath + 4.5 * nod - 1.5 * stress,
                Math.toRadians(lively * 0.9 * drift(t, 0.13, 3) + (thinking ? -1 : 0)),
                lively * 0.55 * drift(t, 0.15, 4) + (thinking ? -0.25 : 0),
                lively * 0.4 * drift(t, 0.19, 5) + 0.7 * nod + (thinking ? -0.25 : 0),
                1.1 + 1.1 * breath,
                gaze(t, 6) * (thinking ? 1.2 : 1.7) + (thinking ? -6.5 : 0),
                gaze(t, 7) * (thinking ? 1 : 0.9) + (thinking ? -5 : 0),
                lids(t),
                0.35 * stress
                        + (thinking ? 0.45 : 0)
                        + (mood == Portrait.Mood.SPEAKING ? 0.2 * drift(t, 0.4, 8) : 0));
    }

    /// Smooth wandering between about -1 and 1.
    private double drift(double t, double hertz, int which) {
        double phase = 2 * Math.PI * hash(which, 0);
        double w = 2 * Math.PI * hertz * t;
        return 0.55 * Math.sin(w + phase)
                + 0.3 * Math.sin(1.83 * w + 2.1 * phase + 1)
                + 0.15 * Math.sin(3.37 * w + 3.7 * phase + 2);
    }

    /// Small saccades: the eyes rest on a point for about a second, then go to the next.
    private double gaze(double t, int which) {
        long slot = (long) Math.floor(t / FIXATION);
        double go = FIXATION * 0.8 * hash(slot, 20);
        double moved = ease((t - slot * FIXATION - go) / 0.07);
        double from = 2 * hash(slot - 1, which) - 1;
        double to = 2 * hash(slot, which) - 1;
        return from + (to - from) * moved;
    }

    private double nod(double t) {
        long slot = (long) Math.floor(t / NOD_SLOT);
        double start = (NOD_SLOT - 1.4) * hash(slot, 30);
        double phase = (t - slot * NOD_SLOT - start) / 1.4;
        if (phase <= 0 || phase >= 1) {
            return 0;
        }
        double s = Math.sin(Math.PI * phase);
        return s * s;
    }

    /// One blink in each slot of four seconds, up to two seconds into it, so two to six seconds lie
    /// between them; one in six is double.
    private double lids(double t) {
        long slot = (long) Math.floor(t / BLINK_SLOT);
        double blink = slot * BLINK_SLOT + 0.3 + 2 * hash(slot, 40);
        double shut = blink(t - blink);
        if (hash(slot, 41) < 1 / 6.0) {
            shut = Math.max(shut, blink(t - blink - 0.3));
        }
        return shut;
    }

    /// Shut within 60 ms, shut for 20, open after 70 more.
    private static double blink(double since) {
        if (since < 0.06) {
            return ease(since / 0.06);
        }
        return 1 - ease((since - 0.08) / 0.07);
    }

    /// From 0 to 1, level at both ends.
    static double ease(double x) {
        double k = Math.clamp(x, 0, 1);
        return k * k * (3 - 2 * k);
    }

    /// Even in 0 to 1, the same for the same arguments.
    private double hash(long n, int which) {
        long z = seed * 0x9E3779B97F4A7C15L + n * 0xD1B54A32D192ED03L + which * 0xA0761D6478BD642FL;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }
}
