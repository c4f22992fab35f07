package studio.likeness.models.face.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.likeness.models.face.find.FaceDetector;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.S3fdBoxes;
import studio.likeness.models.face.find.S3fdBoxes.Head;
import studio.likeness.models.face.lip.Resize;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.signal.Picture;

/// S3FD at work. A frame of 640 by 480 takes as much arithmetic as 25 faces of Wav2Lip.
public final class S3fdDetector implements FaceDetector {
    /// No picture's side is that long.
    public static final int ANY_SIZE = Integer.MAX_VALUE;

    /// Enough for faces that fill a tenth of the picture, at a fifth of the time of 1280.
    public static final int USUAL_SIZE = 640;

    /// Less than this of the picture leaves nothing for the coarse heads.
    private static final int SMALLEST = 32;

    /// Taken off red, green and blue in that order. They are the usual means of blue, green and
    /// red; the original takes them the wrong way round, and its boxes depend on it.
    private static final int[] MEANS = {104, 117, 123};

    private static final S3fdBoxes BOXES = S3fdBoxes.usual();

    private final Session session;
    private final int longestSide;

    private S3fdDetector(Session session, int longestSide) {
        this.session = session;
        this.longestSide = longestSide;
    }

    /// @param longestSide larger pictures are shrunk to it; [#ANY_SIZE] for boxes exactly like the
    ///     original's
    public static S3fdDetector open(ModelFolder model, Device device, int longestSide) {
        return open(model.file(FaceDetectors.GRAPH), device, longestSide);
    }

    public static S3fdDetector open(Path graph, Device device, int longestSide) {
        return new S3fdDetector(
                Session.open(graph, device, SessionPlan.usual().withTf32(false)), longestSide);
    }

    static String confidence(int level) {
        return "cls" + (level + 1);
    }

    static String place(int level) {
        return "reg" + (level + 1);
    }

    @Override
    public List<FoundFace> find(Picture picture) {
        int longest = Math.max(picture.width(), picture.height());
        if (longest <= longestSide) {
            return seen(picture);
        }
        double share = (double) longestSide / longest;
        var small =
                Resize.of(picture, shrunk(picture.width(), share), shrunk(picture.height(), share));
        return seen(small).stream().map(face -> face.scaled(1 / share)).toList();
    }

    private static int shrunk(int size, double share) {
        return (int) Math.max(SMALLEST, Math.round(size * share));
    }

    private List<FoundFace> seen(Picture picture) {
        int height = picture.height();
        int width = picture.width();
        var image = new Floats(tensor(picture), 1, 3, height, width);
        var found = session.run(Map.of("image", image));
        var heads = new ArrayList<Head>();
        for (int level = 0; level < S3fd.LEVELS; level++) {
            var confidence = floats(found, confidence(level));
            heads.add(
                    new Head(
                            confidence.values(),
                            floats(found, place(level)).values(),
                            (int) confidence.shape()[2],
                            (int) confidence.shape()[3]));
        }
        return BOXES.faces(BOXES.candidates(heads).getFirst());
    }

    /// Red first, less the means.
    private static float[] tensor(Picture picture) {
        int area = picture.width() * picture.height();
        var values = new float[3 * area];
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < area; i++) {
                values[channel * area + i] =
                        (picture.bgr()[i * 3 + 2 - channel] & 0xff) - MEANS[channel];
            }
        }
        return values;
    }

    private static Floats floats(Map<String, Array> found, String name) {
        if (found.get(name) instanceof Floats floats) {
            return floats;
        }
        throw new IllegalArgumentException("expected floats as " + name + ", found " + found);
    }

    @Override
    public void close() {
        session.close();
    }
}
