package studio.likeness.models.face;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;

/// The sample persona's mouth side by side in shapes such as sounds ask for: at rest, then PP FF DD
/// KK, CH SS RR AA EH, IH OH OU and a shout.
final class MouthSheet {
    static final List<MouthShape> SHAPES =
            List.of(
                    MouthShape.CLOSED,
                    new MouthShape(0, 0.45, 0.05, 0, 1),
                    new MouthShape(0.08, 0.5, 0, 0.9, 0.2),
                    new MouthShape(0.22, 0.55, 0, 0.5, 0),
                    new MouthShape(0.25, 0.5, 0, 0.25, 0),
                    new MouthShape(0.15, 0.3, 0.6, 0.8, 0),
                    new MouthShape(0.12, 0.65, 0, 0.9, 0),
                    new MouthShape(0.25, 0.4, 0.4, 0.3, 0),
                    new MouthShape(0.75, 0.55, 0, 0.4, 0),
                    new MouthShape(0.45, 0.6, 0, 0.4, 0),
                    new MouthShape(0.25, 0.9, 0, 0.6, 0),
                    new MouthShape(0.5, 0.25, 0.7, 0.15, 0),
                    new MouthShape(0.18, 0.1, 1, 0, 0),
                    new MouthShape(1, 0.5, 0, 0.4, 0));

    private MouthSheet() {}

    static void write(File file) throws IOException {
        int side = 720;
        var portrait = Portrait.drawn("yueqiao", side, side);
        var sheet = new BufferedImage(5 * 280, 3 * 220, BufferedImage.TYPE_INT_RGB);
        var g = sheet.createGraphics();
        int i = 0;
        for (var shape : SHAPES) {
            var frame = portrait.draw(shape, Portrait.Mood.IDLE, Duration.ofMillis(100));
            int x = i % 5 * 280;
            int y = i / 5 * 220;
            g.drawImage(Frames.image(frame).getSubimage(side / 2 - 140, 340, 280, 220), x, y, null);
            i++;
        }
        g.dispose();
        ImageIO.write(sheet, "png", file);
    }
}
