package studio.likeness.models.face.lip;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.signal.Picture;

/// The mouth seen always from the same place: turned and sized by the eyes and the nose, which
/// speech does not move, and held by the nose's base and the middle of the mouth's corners, so that
/// only the mouth's shape and the head's turning change from picture to picture.
///
/// @param side of the square in pixels
/// @param marks where the steady landmarks lie in it, in its pixels; see [#STEADY]
/// @param hold where what holds it lies
public record MouthView(int side, List<Point> marks, Point hold) {
    /// Landmarks that hold still while somebody speaks: the nose and both eyes.
    static final int[] STEADY = IntStream.range(27, 48).toArray();

    /// Numbers that tell how the head is turned; see [#turning].
    public static final int TURNING = 2 * STEADY.length;

    /// Landmarks of the nose's base.
    static final int NOSE = 5;

    /// All landmarks there are.
    private static final int POINTS = 68;

    private static final int NOSE_BASE = 31;
    private static final int EYES = 36;
    private static final int LEFT_CORNER = 48;
    private static final int RIGHT_CORNER = 54;

    /// The square's side in widths of the mouth, and how far down in it the mouth lies.
    private static final double WIDE = 1.75;

    private static final double LIPS = 0.46;
    private static final double HELD = 0.75;

    /// The square's part of the box in a frame: the rest is room for the head to lean.
    private static final double ROOM = 1.12;

    private static final int ROUNDS = 4;

    /// The side of the square that is cut from a frame around the view.
    public static final int CROP = 256;

    /// How far what is painted reaches from the middle, in shares of the side; how round it is, and
    /// how much of it is its soft edge.
    private static final double MASK_HALF_WIDTH = 0.47;

    private static final double MASK_MIDDLE = 0.56;
    private static final double MASK_HALF_HEIGHT = 0.36;
    private static final double MASK_POWER = 2.6;
    private static final double MASK_SOFTNESS = 0.28;
    private static final float BORDER = 8;

    public MouthView {
        marks = List.copyOf(marks);
    }

    /// The view that suits a clip.
    ///
    /// @param frames landmarks of each frame
    public static MouthView of(int side, List<List<Point>> frames) {
        var mean = frames.getFirst();
        for (int round = 0; round < ROUNDS; round++) {
            mean = mean(frames, mean);
        }
        var left = mean.get(LEFT_CORNER);
        var right = mean.get(RIGHT_CORNER);
        double size = WIDE * (right.x() - left.x());
        double x = (left.x() + right.x()) / 2 - size / 2;
        double y = (left.y() + right.y()) / 2 - LIPS * size;
        var marks = new ArrayList<Point>();
        for (var point : steady(mean)) {
            marks.add(scaled(point, x, y, side / size));
        }
        return new MouthView(side, marks, scaled(hold(mean), x, y, side / size));
    }

    private static Point scaled(Point point, double x, double y, double scale) {
        return new Point((float) ((point.x() - x) * scale), (float) ((point.y() - y) * scale));
    }

    /// Most of the way from the nose's base to the middle of the mouth's corners: the corners alone
    /// would follow each shape of the mouth, the nose alone lets it slip when the head turns.
    private static Point hold(List<Point> points) {
        double x = 0;
        double y = 0;
        int count = EYES - NOSE_BASE;
        for (var point : points.subList(NOSE_BASE, EYES)) {
            x += point.x() / count;
            y += point.y() / count;
        }
        double right = (points.get(LEFT_CORNER).x() + points.get(RIGHT_CORNER).x()) / 2 - x;
        double down = (points.get(LEFT_CORNER).y() + points.get(RIGHT_CORNER).y()) / 2 - y;
        return new Point((float) (x + HELD * right), (float) (y + HELD * down));
    }

    /// Each frame laid upon the mean so far by its steady landmarks.
    private static List<Point> mean(List<List<Point>> frames, List<Point> towards) {
        var x = new double[POINTS];
        var y = new double[POINTS];
        for (var points : frames) {
            var place = Similarity.of(steady(points), steady(towards));
            for (int i = 0; i < POINTS; i++) {
                x[i] += place.x(points.get(i).x(), points.get(i).y()) / frames.size();
                y[i] += place.y(points.get(i).x(), points.get(i).y()) / frames.size();
            }
        }
        return IntStream.range(0, POINTS)
                .mapToObj(i -> new Point((float) x[i], (float) y[i]))
                .toList();
    }

    private static List<Point> steady(List<Point> points) {
        return IntStream.of(STEADY).mapToObj(points::get).toList();
    }

    /// From the view's pixels to the picture's.
    ///
    /// @param points 68 landmarks in the picture
    Similarity place(List<Point> points) {
        var turned = Similarity.of(marks, steady(points));
        var held = hold(points);
        return new Similarity(
                turned.a(),
                turned.b(),
                turned.right() + held.x() - turned.x(hold.x(), hold.y()),
                turned.down() + held.y() - turned.y(hold.x(), hold.y()));
    }

    /// How the head is turned: what is left between the steady landmarks and where the view has
    /// them, in its sides; two numbers each.
    ///
    /// @param points 68 landmarks in a picture
    public float[] turning(List<Point> points) {
        var back = Similarity.of(marks, steady(points)).inverse();
        var left = new float[TURNING];
        for (int i = 0; i < STEADY.length; i++) {
            var point = points.get(STEADY[i]);
            left[2 * i] = (float) ((back.x(point.x(), point.y()) - marks.get(i).x()) / side);
            left[2 * i + 1] = (float) ((back.y(point.x(), point.y()) - marks.get(i).y()) / side);
        }
        return left;
    }

    /// Pixels of the picture in one of the view's.
    ///
    /// @param points 68 landmarks in the picture
    public double scale(List<Point> points) {
        return place(points).scale();
    }

    /// Points of a picture as this view has them.
    ///
    /// @param steady 68 landmarks that say where the view is
    public List<Point> seen(List<Point> points, List<Point> steady) {
        var back = place(steady).inverse();
        return points.stream()
                .map(p -> new Point((float) back.x(p.x(), p.y()), (float) back.y(p.x(), p.y())))
                .toList();
    }

    /// A frame's mouth as [MouthGallery] has it.
    ///
    /// @param picture what the view sees, as bytes; may be empty where only the places matter
    /// @param points 68 landmarks in the frame
    public MouthGallery.Mouth mouth(byte[] picture, List<Point> points) {
        var seen = seen(points, points);
        return new MouthGallery.Mouth(
                picture,
                numbers(seen.subList(LEFT_CORNER, POINTS)),
                numbers(seen.subList(NOSE_BASE, EYES)),
                turning(points));
    }

    private static float[] numbers(List<Point> points) {
        var numbers = new float[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            numbers[2 * i] = points.get(i).x();
            numbers[2 * i + 1] = points.get(i).y();
        }
        return numbers;
    }

    /// A square of the frame that holds the view whatever way the head leans, as far as the frame
    /// reaches.
    public FaceBox area(List<Point> points, int frameWidth, int frameHeight) {
        var place = place(points);
        double half = side / 2.0;
        double reach = half * place.scale() * ROOM;
        double lean = Math.abs(place.turn());
        double around = reach * (Math.cos(lean) + Math.sin(lean));
        double x = place.x(half, half);
        double y = place.y(half, half);
        var box =
                new FaceBox(
                        clamped(x - around, frameWidth - 1),
                        clamped(y - around, frameHeight - 1),
                        clamped(x + around, frameWidth),
                        clamped(y + around, frameHeight));
        return new FaceBox(
                box.left(),
                box.top(),
                Math.max(box.left() + 1, box.right()),
                Math.max(box.top() + 1, box.bottom()));
    }

    private static int clamped(double place, int most) {
        return Math.clamp(Math.round(place), 0, most);
    }

    /// Where the view lies in a crop of [#area] when nothing is known of its landmarks.
    Similarity middle(int cropSide) {
        double scale = cropSide / (side * ROOM);
        double edge = (cropSide - side * scale) / 2;
        return new Similarity(scale, 0, edge, edge);
    }

    /// Landmarks of a frame in the pixels of a crop of it.
    public static List<Point> within(List<Point> points, FaceBox box, int cropSide) {
        float across = (float) cropSide / box.width();
        float down = (float) cropSide / box.height();
        return points.stream()
                .map(p -> new Point((p.x() - box.left()) * across, (p.y() - box.top()) * down))
                .toList();
    }

    /// What the view sees in a frame, by way of the same crop that it is painted in:
    /// `[3, side, side]` in 0 to 1, blue first.
    ///
    /// @param points 68 landmarks in the frame
    public float[] look(Picture frame, List<Point> points) {
        var box = area(points, frame.width(), frame.height());
        var crop = new Picture(Resize.of(frame, box, CROP, CROP), CROP, CROP, frame.pts());
        var seen = new float[3 * side * side];
        cut(crop, place(within(points, box, CROP)), seen, 0);
        return seen;
    }

    /// What the view sees: `[3, side, side]` in 0 to 1 from a place in a longer array, blue first.
    void cut(Picture picture, Similarity place, float[] into, int at) {
        int area = side * side;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double x = place.x(column + 0.5, row + 0.5) - 0.5;
                double y = place.y(column + 0.5, row + 0.5) - 0.5;
                sample(picture, x, y, into, at + row * side + column, area);
            }
        }
    }

    private static void sample(
            Picture picture, double x, double y, float[] into, int at, int colourStep) {
        double cx = Math.clamp(x, 0, picture.width() - 1.0);
        double cy = Math.clamp(y, 0, picture.height() - 1.0);
        int left = (int) Math.min(cx, Math.max(0, picture.width() - 2));
        int top = (int) Math.min(cy, Math.max(0, picture.height() - 2));
        int right = Math.min(left + 1, picture.width() - 1);
        int bottom = Math.min(top + 1, picture.height() - 1);
        float fx = (float) (cx - left);
        float fy = (float) (cy - top);
        var bgr = picture.bgr();
        for (int colour = 0; colour < 3; colour++) {
            float upper =
                    mixed(
                            bgr[(top * picture.width() + left) * 3 + colour] & 0xff,
                            bgr[(top * picture.width() + right) * 3 + colour] & 0xff,
                            fx);
            float lower =
                    mixed(
                            bgr[(bottom * picture.width() + left) * 3 + colour] & 0xff,
                            bgr[(bottom * picture.width() + right) * 3 + colour] & 0xff,
                            fx);
            into[at + colour * colourStep] = mixed(upper, lower, fy) / 255;
        }
    }

    private static float mixed(float a, float b, float share) {
        return a + (b - a) * share;
    }

    /// A crop with the view's mouth in it; what lies outside the mask stays as it is.
    ///
    /// @param given `[3, side, side]` in 0 to 1 from a place in a longer array
    /// @param mask `[side, side]`
    Picture pasted(Picture crop, Similarity place, float[] given, int at, float[] mask) {
        var bgr = crop.bgr().clone();
        var back = place.inverse();
        int area = side * side;
        for (int y = 0; y < crop.height(); y++) {
            for (int x = 0; x < crop.width(); x++) {
                double column = back.x(x + 0.5, y + 0.5) - 0.5;
                double row = back.y(x + 0.5, y + 0.5) - 0.5;
                if (column < 0 || row < 0 || column > side - 1.0 || row > side - 1.0) {
                    continue;
                }
                int left = (int) Math.min(column, side - 2.0);
                int top = (int) Math.min(row, side - 2.0);
                float fx = (float) (column - left);
                float fy = (float) (row - top);
                int first = top * side + left;
                // What is given is mixed with the face already; only its border stays the crop's.
                float share = Math.min(1, bilinear(mask, first, fx, fy) * BORDER);
                if (share <= 0) {
                    continue;
                }
                int to = (y * crop.width() + x) * 3;
                for (int colour = 0; colour < 3; colour++) {
                    float painted = bilinear(given, at + colour * area + first, fx, fy) * 255;
                    float value = mixed(bgr[to + colour] & 0xff, painted, share);
                    bgr[to + colour] = (byte) Math.clamp(Math.round(value), 0, 255);
                }
            }
        }
        return new Picture(bgr, crop.width(), crop.height(), crop.pts());
    }

    private float bilinear(float[] values, int first, float fx, float fy) {
        float upper = mixed(values[first], values[first + 1], fx);
        float lower = mixed(values[first + side], values[first + side + 1], fx);
        return mixed(upper, lower, fy);
    }

    /// How far a pixel is from the middle of what is painted; 1 at its border.
    private double reach(int pixel) {
        double x = Math.abs((pixel % side + 0.5) / side - 0.5) / MASK_HALF_WIDTH;
        int row = pixel / side;
        double y = Math.abs((row + 0.5) / side - MASK_MIDDLE) / MASK_HALF_HEIGHT;
        return Math.pow(Math.pow(x, MASK_POWER) + Math.pow(y, MASK_POWER), 1 / MASK_POWER);
    }

    /// What is painted: 1 in the middle, soft towards its edge, 0 outside; `[side, side]`.
    public float[] mask() {
        var mask = new float[side * side];
        for (int i = 0; i < mask.length; i++) {
            double inside = Math.clamp((1 - reach(i)) / MASK_SOFTNESS, 0, 1);
            mask[i] = (float) (inside * inside * (3 - 2 * inside));
        }
        return mask;
    }
}
