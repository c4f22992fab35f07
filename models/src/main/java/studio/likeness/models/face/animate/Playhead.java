package studio.likeness.models.face.animate;

import studio.likeness.models.face.profile.FaceProfile;

/// Which frame of a profile comes next. It moves by one frame at a time, forwards or backwards, or
/// over the loop's seam, so that nothing jumps: between talks towards the longest stretch in which
/// the mouth is at rest, and to and fro in it. Thread-safe.
final class Playhead {
    /// A shorter stretch would look like a nervous habit.
    private static final int WORTH_STAYING = 25;

    private final FaceProfile.Loop loop;
    private final int restFrom;
    private final int restTo;
    // Guarded by this.
    private int frame;
    private int step = 1;

    Playhead(FaceProfile profile) {
        loop = profile.loop();
        frame = loop.from();
        int bestFrom = 0;
        int bestTo = 0;
        int from = loop.from();
        for (int i = loop.from(); i <= loop.to(); i++) {
            boolean rests = i < loop.to() && profile.rest().get(i);
            if (!rests) {
                if (i - from > bestTo - bestFrom) {
                    bestFrom = from;
                    bestTo = i;
                }
                from = i + 1;
            }
        }
        boolean worth = bestTo - bestFrom >= WORTH_STAYING;
        restFrom = worth ? bestFrom : 0;
        restTo = worth ? bestTo : 0;
    }

    synchronized int here() {
        return frame;
    }

    /// The frame to show now; moves on to the one that follows while speaking.
    synchronized int speak() {
        int shown = frame;
        if (!loop.mirrored()) {
            step = 1;
        }
        move();
        return shown;
    }

    /// The frame to show now; moves on to the one that follows between talks.
    synchronized int rest() {
        int shown = frame;
        if (restTo == restFrom) {
            move();
            return shown;
        }
        if (frame < restFrom) {
            step = 1;
        } else if (frame >= restTo) {
            step = -1;
        } else if (frame + step < restFrom || frame + step >= restTo) {
            step = -step;
        }
        frame += step;
        return shown;
    }

    private void move() {
        int length = loop.to() - loop.from();
        if (length < 2) {
            return;
        }
        int next = frame + step;
        if (next >= loop.from() && next < loop.to()) {
            frame = next;
        } else if (loop.mirrored()) {
            step = -step;
            frame += step;
        } else {
            frame = loop.from();
        }
    }
}
