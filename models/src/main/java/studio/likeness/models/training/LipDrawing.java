package studio.likeness.models.training;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.face.lip.MouthGallery;
import studio.likeness.models.face.lip.MouthGallery.Mouth;

/// Mouths drawn with the person's own, as they will be; but never with themselves or their
/// neighbours in time, or there would be nothing to learn.
final class LipDrawing {
    /// Mouths that are drawn with at most: 400 of 112 pixels are 15 MB.
    private static final int MOST = 400;

    /// Frames beside one that look too much like it: a fifth of a second.
    private static final int GAP = 5;

    private final LipMaterial material;
    private final MouthGallery gallery;
    private final int step;

    /// @param learnt frames from the beginning that mouths may be drawn with
    LipDrawing(LipMaterial material, int learnt) {
        this.material = material;
        step = Math.ceilDiv(learnt, MOST);
        gallery = new MouthGallery(material.view(), chosen(material, learnt));
    }

    /// Evenly spaced among the first frames.
    static List<Mouth> chosen(LipMaterial material, int frames) {
        int step = Math.ceilDiv(frames, MOST);
        var chosen = new ArrayList<Mouth>();
        for (int i = 0; i < frames; i += step) {
            chosen.add(material.mouths().get(i));
        }
        return chosen;
    }

    /// Draws a frame's mouth upon its face.
    ///
    /// @param lips where they are to lie
    /// @param face the frame's, `[3, side, side]` in 0 to 1 from `at` on
    /// @param into likewise
    void draw(int frame, float[] lips, float[] face, float[] into, int at) {
        var own = material.mouths().get(frame);
        var wanted = new Mouth(new byte[0], lips, own.nose(), own.turning());
        gallery.paint(wanted, face, at, i -> Math.abs(i * step - frame) <= GAP, into);
    }
}
