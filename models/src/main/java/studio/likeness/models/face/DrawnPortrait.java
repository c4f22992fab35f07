package studio.likeness.models.face;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.time.Duration;
import studio.likeness.models.signal.Picture;

/// A drawn person. What stands still relative to itself is painted once into sprites; a frame moves
/// those and draws eyes, brows and mouth anew.
final class DrawnPortrait implements Portrait {
    private static final Rectangle2D HEAD = new Rectangle2D.Double(250, 40, 500, 860);
    private static final double NECK_Y = 690;

    /// Sprites are finer than the frame, so that moving them by half a pixel does not blur.
    private static final double FINENESS = 1.4;

    /// How much of the sheet the shorter side shows: the face fills the picture a little more.
    private static final double CLOSENESS = 1.1;

    /// How far the middle of the face goes at a yaw or a pitch of 1, in units.
    private static final double TURN = 6;

    private static final double NOD = 4;

    private final int width;
    private final int height;
    private final AffineTransform sheet;
    private final Motion motion;
    private final byte[] backdrop;
    private final Sprite backHair;
    private final Sprite body;
    private final Sprite head;
    private final Sprite front;
    private final EyesPainter eyes;
    private final MouthPainter mouth;

    DrawnPortrait(Look look, long seed, int width, int height) {
        this.width = width;
        this.height = height;
        motion = new Motion(seed);
        double scale = CLOSENESS * Math.min(width, height) / 1000;
        sheet =
                new AffineTransform(
                        scale,
                        0,
                        0,
                        scale,
                        (width - 1000 * scale) / 2,
                        0.45 * (height - 930 * scale));
        double fine = scale * FINENESS;
        backdrop = backdrop(look.backdrop());
        var behind = new Layer(HEAD, fine);
        HairPainter.back(behind, look);
        backHair = behind.sprite();
        double bottom = (height - sheet.getTranslateY()) / scale + 20;
        var torso = new Layer(new Rectangle2D.Double(40, 540, 920, bottom - 540), fine);
        OutfitPainter.paint(torso, look);
        body = torso.sprite();
        var skull = new Layer(HEAD, fine);
        HeadPainter.paint(skull, look);
        skull.inside(() -> HairPainter.shadow(skull, look));
        head = skull.sprite();
        var over = new Layer(HEAD, fine);
        GlassesPainter.paint(over, look);
        var hair = new Layer(HEAD, fine);
        HairPainter.front(hair, look);
        over.put(hair);
        front = over.sprite();
        eyes = new EyesPainter(look);
        mouth = new MouthPainter(look);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Picture draw(MouthShape shape, Mood mood, Duration time) {
        return draw(shape, Bearing.steady(mood), time);
    }

    @Override
    public Picture draw(MouthShape shape, Bearing bearing, Duration time) {
        var pose = motion.at(bearing, shape, time);
        var frame = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) frame.getRaster().getDataBuffer()).getData();
        System.arraycopy(backdrop, 0, bgr, 0, bgr.length);

        var shoulders = moved(sheet, 0, -pose.breath());
        var skull = moved(shoulders, pose.x(), pose.y());
        skull.rotate(pose.tilt(), 500, NECK_Y);

        backHair.over(bgr, width, height, skull, turned(backHair, -0.7 * pose.yaw(), 0));
        body.over(bgr, width, height, shoulders, still(body));
        head.over(bgr, width, height, skull, face(shape, pose));

        Graphics2D g = frame.createGraphics();
        Layer.smooth(g);
        g.transform(skull);
        g.translate(TURN * pose.yaw(), NOD * pose.pitch());
        eyes.paint(g, pose);
        mouth.paint(g, shape);
        g.dispose();

        front.over(bgr, width, height, skull, turned(front, pose.yaw(), pose.pitch()));
        return new Picture(bgr, width, height, time);
    }

    /// The jaw goes down with the lower lip; between the nose and the mouth the skin stretches.
    private Sprite.Shift face(MouthShape shape, Pose pose) {
        var lips = new Lips(shape);
        double drop = 0.62 * lips.lower;
        return head.shift(
                x -> -TURN * pose.yaw() * middle(x, 500, 150),
                y -> {
                    double k = (y - 540) / (80 + drop);
                    return -NOD * pose.pitch() * middle(y, 430, 250) - drop * Motion.ease(k);
                });
    }

    private static Sprite.Shift turned(Sprite sprite, double yaw, double pitch) {
        return sprite.shift(
                x -> -TURN * yaw * middle(x, 500, 150), y -> -NOD * pitch * middle(y, 430, 250));
    }

    private static Sprite.Shift still(Sprite sprite) {
        return sprite.shift(_ -> 0, _ -> 0);
    }

    /// 1 at the middle, 0 from `reach` on.
    private static double middle(double at, double middle, double reach) {
        double k = Math.clamp((at - middle) / reach, -1, 1);
        return (1 - k * k) * (1 - k * k);
    }

    private static AffineTransform moved(AffineTransform by, double dx, double dy) {
        var moved = new AffineTransform(by);
        moved.translate(dx, dy);
        return moved;
    }

    private byte[] backdrop(Look.Backdrop look) {
        double scale = sheet.getScaleX();
        var layer =
                new Layer(
                        new Rectangle2D.Double(
                                -sheet.getTranslateX() / scale,
                                -sheet.getTranslateY() / scale,
                                width / scale,
                                height / scale),
                        scale);
        Backdrops.paint(layer, look);
        int columns = layer.image().getWidth();
        int[] argb = ((DataBufferInt) layer.image().getRaster().getDataBuffer()).getData();
        byte[] bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int p = argb[y * columns + x];
                int i = (y * width + x) * 3;
                bgr[i] = (byte) p;
                bgr[i + 1] = (byte) (p >> 8);
                bgr[i + 2] = (byte) (p >> 16);
            }
        }
        return bgr;
    }
}
