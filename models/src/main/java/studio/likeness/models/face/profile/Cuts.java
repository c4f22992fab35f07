package studio.likeness.models.face.profile;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.signal.Picture;

/// Finds where a clip was cut: a frame that is all unlike the one before, beside what is usual.
final class Cuts {
    private static final int WIDTH = 32;
    private static final int HEIGHT = 18;

    /// Mean difference of light, of 255.
    private static final double MUCH = 18;

    /// Of the usual change.
    private static final double TIMES = 5;

    private final List<Integer> cuts = new ArrayList<>();
    private Grey last = new Grey(new float[0], 0, 0);
    private double usual;
    private int frames;

    /// @return whether this frame begins anew
    boolean at(int frame, Picture picture) {
        var whole = new FaceBox(0, 0, picture.width(), picture.height());
        var now = Grey.of(picture, whole, WIDTH, HEIGHT);
        boolean cut = false;
        if (frames++ > 0) {
            double change = now.unlike(last);
            cut = change > MUCH && change > TIMES * usual;
            if (cut) {
                cuts.add(frame);
            } else {
                usual += (change - usual) / Math.min(frames, 25);
            }
        }
        last = now;
        return cut;
    }

    List<Integer> all() {
        return List.copyOf(cuts);
    }
}
