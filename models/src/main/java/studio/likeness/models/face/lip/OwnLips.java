package studio.likeness.models.face.lip;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.animate.LipPainter;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.MouthGallery.Mouth;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

/// The person's own mouths, bent to the shapes that rules find in the sound; needs no network and
/// no learning. Not thread-safe.
public final class OwnLips implements LipPainter {
    /// Of all frames, how many are open less far than what counts as closed, and as wide open.
    private static final double CLOSED = 0.05;

    private static final double WIDEST = 0.97;

    /// How much wider spread lips are, and how much narrower round ones.
    private static final double SPREAD = 0.1;

    private static final double ROUNDED = 0.2;

    /// In [MouthView#turning]: where the tip of the nose lies.
    private static final int NOSE_TIP = 6;

    private static final int TURNS = 2;

    /// What lips' places are told from: one, both turns, the opening.
    private static final int KNOWN = 2 + TURNS;

    private final MouthView view;
    private final MouthGallery gallery;
    private final MouthShapes shapes;
    private final double closed;
    private final double widest;
    private final float[] mask;

    /// @param mouths a few dozen, from closed to wide open
    /// @param points 68 landmarks of each frame of the clip: how its lips lie at each opening
    public OwnLips(MouthView view, List<Mouth> mouths, List<List<Point>> points) {
        this.view = view;
        gallery = new MouthGallery(view, mouths);
        mask = view.mask();
        var opening = points.stream().mapToDouble(OwnLips::opening).toArray();
        shapes = shapes(view, points, opening);
        java.util.Arrays.sort(opening);
        closed = closed(opening);
        widest = widest(opening);
    }

    /// @param sorted openings of all frames
    public static double closed(double[] sorted) {
        return sorted[(int) (CLOSED * sorted.length)];
    }

    /// @param sorted openings of all frames
    public static double widest(double[] sorted) {
        return sorted[(int) (WIDEST * sorted.length)];
    }

    /// How far lips are apart: three places between them, beside the eyes' outer corners.
    public static double opening(List<Point> points) {
        double gap = 0;
        for (int i = 0; i < 3; i++) {
            gap += distance(points.get(61 + i), points.get(67 - i)) / 3;
        }
        return gap / Math.max(1e-6, distance(points.get(36), points.get(45)));
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    /// What [#paint] is to be told in place of a window of sound.
    public static float[] told(MouthShape shape) {
        double open = shape.open() * (1 - shape.pressed());
        double wide = 1 + SPREAD * (2 * shape.wide() - 1) - ROUNDED * shape.round();
        return new float[] {(float) open, (float) wide};
    }

    /// Where lips lie by opening and turning, in least squares over the clip.
    private static MouthShapes shapes(MouthView view, List<List<Point>> points, double[] opening) {
        int frames = points.size();
        var turn = new float[MouthShapes.TURNS][MouthView.TURNING];
        var straight = new float[MouthShapes.TURNS];
        var mouths = points.stream().map(p -> view.mouth(new byte[0], p)).toList();
        for (int t = 0; t < TURNS; t++) {
            double mean = 0;
            double square = 0;
            for (var mouth : mouths) {
                mean += mouth.turning()[NOSE_TIP + t] / frames;
                square += mouth.turning()[NOSE_TIP + t] * mouth.turning()[NOSE_TIP + t] / frames;
            }
            double spread = Math.max(Math.sqrt(Math.max(0, square - mean * mean)), 1e-4);
            turn[t][NOSE_TIP + t] = (float) (1 / spread);
            straight[t] = (float) (-mean / spread);
        }
        var turned = new MouthShapes(new float[0], new float[0][], turn, straight);
        var rows = new double[KNOWN][KNOWN + MouthShapes.LIPS];
        for (int i = 0; i < frames; i++) {
            var turns = turned.turned(mouths.get(i).turning());
            double[] known = {1, turns[0], turns[1], opening[i]};
            for (int row = 0; row < KNOWN; row++) {
                for (int column = 0; column < KNOWN; column++) {
                    rows[row][column] += known[row] * known[column];
                }
                for (int k = 0; k < MouthShapes.LIPS; k++) {
                    rows[row][KNOWN + k] += known[row] * mouths.get(i).lips()[k];
                }
            }
        }
        for (int row = 0; row < KNOWN; row++) {
            rows[row][row] += 1e-6 * frames; // where a head never turns
        }
        Bend.eliminate(rows, KNOWN);
        var mean = new float[MouthShapes.LIPS];
        var map = new float[MouthShapes.LIPS][MouthShapes.TURNS + MouthNetwork.SHAPES];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = (float) rows[0][KNOWN + k];
            map[k][0] = (float) rows[1][KNOWN + k];
            map[k][1] = (float) rows[2][KNOWN + k];
            map[k][MouthShapes.TURNS] = (float) rows[3][KNOWN + k];
        }
        return new MouthShapes(mean, map, turn, straight);
    }

    @Override
    public int size() {
        return MouthView.CROP;
    }

    @Override
    public FaceBox area(FaceBox face, List<Point> points, int frameWidth, int frameHeight) {
        return view.area(points, frameWidth, frameHeight);
    }

    @Override
    public int offset() {
        return 0;
    }

    /// It hears no sound.
    @Override
    public int columns() {
        return 0;
    }

    @Override
    public List<Picture> paint(List<Picture> crops, List<float[]> told) {
        throw new IllegalArgumentException("own mouths are painted by landmarks");
    }

    /// @param told of each crop, see [#told]
    @Override
    public List<Picture> paint(List<Picture> crops, List<List<Point>> points, List<float[]> told) {
        var all = new ArrayList<Picture>();
        int numbers = 3 * view.side() * view.side();
        var face = new float[numbers];
        var drawn = new float[numbers];
        for (int i = 0; i < crops.size(); i++) {
            var place = view.place(points.get(i));
            var own = view.mouth(new byte[0], points.get(i));
            view.cut(crops.get(i), place, face, 0);
            var wanted = new Mouth(new byte[0], lips(told.get(i), own), own.nose(), own.turning());
            gallery.paint(wanted, face, 0, _ -> false, drawn);
            for (int k = 0; k < numbers; k++) {
                drawn[k] = face[k] + (drawn[k] - face[k]) * mask[k % mask.length];
            }
            all.add(view.pasted(crops.get(i), place, drawn, 0, mask));
        }
        return List.copyOf(all);
    }

    private float[] lips(float[] told, Mouth own) {
        var shape = new float[MouthNetwork.SHAPES];
        shape[0] = (float) (closed + (widest - closed) * Math.clamp(told[0], 0, 1));
        var lips = shapes.lips(shape, 0, own.turning());
        double middle = 0;
        for (int k = 0; k < lips.length; k += 2) {
            middle += 2 * lips[k] / lips.length;
        }
        for (int k = 0; k < lips.length; k += 2) {
            lips[k] = (float) (middle + (lips[k] - middle) * told[1]);
        }
        return lips;
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public Device device() {
        return Device.processor();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
