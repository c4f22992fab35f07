package studio.likeness.models.face;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/// The sample persona's mouth in shapes such as sounds ask for, side by side.
final class MouthSheet {
    static final Map<String, MouthShape> SHAPES = new LinkedHashMap<>();

    static {
        SHAPES.put("REST", MouthShape.CLOSED);
        SHAPES.put("PP", new MouthShape(0, 0.5, 0, 0, 1));
        SHAPES.put("FF", new MouthShape(0.08, 0.5, 0, 0.8, 0.2));
        SHAPES.put("DD", new MouthShape(0.25, 0.55, 0, 0.5, 0));
        SHAPES.put("KK", new MouthShape(0.3, 0.5, 0, 0.2, 0));
        SHAPES.put("CH", new MouthShape(0.15, 0.3, 0.6, 0.7, 0));
        SHAPES.put("SS", new MouthShape(0.1, 0.75, 0, 0.9, 0));
        SHAPES.put("RR", new MouthShape(0.25, 0.4, 0.4, 0.3, 0));
        SHAPES.put("AA", new MouthShape(1, 0.55, 0, 0.4, 0));
        SHAPES.put("EH", new MouthShape(0.5, 0.6, 0, 0.4, 0));
        SHAPES.put("IH", new MouthShape(0.22, 0.95, 0, 0.6, 0));
        SHAPES.put("OH", new MouthShape(0.6, 0.3, 0.75, 0, 0));
        SHAPES.put("OU", new MouthShape(0.2, 0.15, 1, 0, 0));
    }

    private MouthSheet() {}

    static void write(File file) throws IOException {
        int side = 720;
        var portrait = Portrait.drawn("yueqiao", side, side);
        var sheet = new BufferedImage(5 * 280, 3 * 220, BufferedImage.TYPE_INT_RGB);
        var g = sheet.createGraphics();
        int i = 0;
        for (var shape : SHAPES.entrySet()) {
            var frame = portrait.draw(shape.getValue(), Portrait.Mood.IDLE, Duration.ofMillis(100));
            int x = i % 5 * 280;
            int y = i / 5 * 220;
            g.drawImage(Frames.image(frame).getSubimage(side / 2 - 140, 340, 280, 220), x, y, null);
            g.setColor(Color.BLACK);
            g.drawString(shape.getKey(), x + 8, y + 18);
            i++;
        }
        g.dispose();
        ImageIO.write(sheet, "png", file);
    }
}
