package studio.likeness.models.face.animate;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.Similarity;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Port;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.signal.Picture;

/// A restoration network of GFPGAN's form (also RestoreFormer and GPEN): a face in a fixed place of
/// 512 by 512 pixels, red first, in -1 to 1, and the same sharper. CodeFormer's form has a second
/// input, one number in 0 to 1: how true to the face that is given it stays. Laid over the picture
/// at four fifths.
public final class FaceRestorer implements Restoration {
    /// As a model's folder keeps it.
    public static final String GRAPH = "restoration.onnx";

    private static final int SIDE = 512;

    /// For networks that ask: in the middle of what is used for speaking faces.
    private static final float FIDELITY = 0.7f;

    private static final double SHARE = 0.8;

    /// Of the network's picture, where it fades.
    private static final int BORDER = 38;

    /// Where eyes, nose and corners of the mouth come to lie, in parts of the side.
    private static final double[][] TEMPLATE = {
        {0.37691676, 0.46864664},
        {0.62285697, 0.46912813},
        {0.50123859, 0.61331904},
        {0.39308822, 0.72541100},
        {0.61150205, 0.72490465}
    };

    private final Session session;
    private final Port face;
    private final Optional<Port> fidelity;
    private final String output;
    private final byte[] mask;

    private FaceRestorer(Session session, Port face, Optional<Port> fidelity, String output) {
        this.session = session;
        this.face = face;
        this.fidelity = fidelity;
        this.output = output;
        mask = mask();
    }

    /// @throws StudioException when the graph is broken or of another form
    public static FaceRestorer open(Path graph, Device device) {
        var session = Session.open(graph, device, SessionPlan.usual());
        try {
            var faces = session.inputs().stream().filter(FaceRestorer::isFace).toList();
            var numbers = session.inputs().stream().filter(FaceRestorer::isNumber).toList();
            var sharper = session.outputs().stream().filter(FaceRestorer::isFace).toList();
            if (faces.size() != 1
                    || numbers.size() > 1
                    || faces.size() + numbers.size() != session.inputs().size()
                    || sharper.isEmpty()) {
                throw new StudioException("models.face.animate.noRestoration", graph.getFileName());
            }
            return new FaceRestorer(
                    session,
                    faces.getFirst(),
                    numbers.stream().findFirst(),
                    sharper.getFirst().name());
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static boolean isFace(Port port) {
        var shape = port.shape();
        return port.type().isFloat()
                && shape.length == 4
                && (shape[0] == 1 || shape[0] < 0)
                && shape[1] == 3
                && shape[2] == SIDE
                && shape[3] == SIDE;
    }

    private static boolean isNumber(Port port) {
        var shape = port.shape();
        return port.type().isFloat()
                && (shape.length == 0 || (shape.length == 1 && (shape[0] == 1 || shape[0] < 0)));
    }

    @Override
    public Picture restored(Picture picture, List<Point> points) {
        var at = Placement.of(Similarity.of(five(points), template()));
        var bgr = picture.bgr().clone();
        var inputs = new HashMap<String, Array>();
        inputs.put(face.name(), new Floats(aligned(picture, at), 1, 3, SIDE, SIDE));
        fidelity.ifPresent(
                port ->
                        inputs.put(
                                port.name(),
                                port.shape().length == 0
                                        ? new Floats(new float[] {FIDELITY})
                                        : new Floats(new float[] {FIDELITY}, 1)));
        var found = session.runFor(output, inputs);
        if (!(found instanceof Floats(var values, _))) {
            throw new IllegalStateException("expected floats, found " + found);
        }
        Layer.of(sharper(values, picture), mask)
                .over(bgr, picture.width(), picture.height(), at, Tone.NONE, SHARE);
        return new Picture(bgr, picture.width(), picture.height(), picture.pts());
    }

    private static List<Point> template() {
        return java.util.Arrays.stream(TEMPLATE)
                .map(p -> new Point((float) (p[0] * SIDE), (float) (p[1] * SIDE)))
                .toList();
    }

    /// Middles of the eyes, tip of the nose, corners of the mouth.
    private static List<Point> five(List<Point> points) {
        return List.of(
                middle(points.subList(36, 42)),
                middle(points.subList(42, 48)),
                points.get(30),
                points.get(48),
                points.get(54));
    }

    private static Point middle(List<Point> points) {
        double x = points.stream().mapToDouble(Point::x).average().orElse(0);
        double y = points.stream().mapToDouble(Point::y).average().orElse(0);
        return new Point((float) x, (float) y);
    }

    private static float[] aligned(Picture picture, Placement at) {
        var values = new float[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                var from = at.toFrame(x, y);
                for (int c = 0; c < 3; c++) {
                    values[(2 - c) * SIDE * SIDE + y * SIDE + x] =
                            (float) (between(picture, from, c) / 127.5 - 1);
                }
            }
        }
        return values;
    }

    /// Bilinear; outside is the nearest edge.
    private static double between(Picture picture, Point at, int colour) {
        double x = Math.clamp(at.x(), 0, picture.width() - 1.001);
        double y = Math.clamp(at.y(), 0, picture.height() - 1.001);
        int i = (((int) y) * picture.width() + (int) x) * 3 + colour;
        int below = i + picture.width() * 3;
        double fx = x - (int) x;
        double fy = y - (int) y;
        var bgr = picture.bgr();
        double upper = (bgr[i] & 255) * (1 - fx) + (bgr[i + 3] & 255) * fx;
        double lower = (bgr[below] & 255) * (1 - fx) + (bgr[below + 3] & 255) * fx;
        return upper * (1 - fy) + lower * fy;
    }

    private static Picture sharper(float[] values, Picture like) {
        var bgr = new byte[3 * SIDE * SIDE];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < SIDE * SIDE; i++) {
                double value = (values[(2 - c) * SIDE * SIDE + i] + 1) * 127.5;
                bgr[3 * i + c] = (byte) Math.round(Math.clamp(value, 0, 255));
            }
        }
        return new Picture(bgr, SIDE, SIDE, like.pts());
    }

    private static byte[] mask() {
        var mask = new byte[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int edge = Math.min(Math.min(x, SIDE - 1 - x), Math.min(y, SIDE - 1 - y));
                mask[y * SIDE + x] = (byte) Math.min(255, 255 * edge / BORDER);
            }
        }
        return mask;
    }

    @Override
    public void close() {
        session.close();
    }
}
