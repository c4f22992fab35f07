package studio.likeness.models.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.File;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import studio.likeness.models.face.Portrait.Mood;
import studio.likeness.models.signal.Picture;

class PhotoPortraitTest {
    private static final MouthShape AH = new MouthShape(1, 0.5, 0, 0.4, 0);

    /// The drawn person is face enough for the detector, and belongs to nobody.
    private static Picture drawnFace() {
        return Portrait.drawn("yueqiao", 320, 320)
                .draw(MouthShape.CLOSED, Mood.IDLE, Duration.ofMillis(100));
    }

    private static Picture landscape() {
        var image = new BufferedImage(321, 201, BufferedImage.TYPE_3BYTE_BGR);
        var g = image.createGraphics();
        g.setPaint(new GradientPaint(0, 0, Color.CYAN, 0, 200, Color.GREEN));
        g.fillRect(0, 0, 321, 201);
        g.dispose();
        return Frames.picture(image, 720);
    }

    @Test
    void onlyBreathesWhereThereIsNoFace() {
        var portrait = Portrait.ofPhoto(landscape());
        var silent = portrait.draw(MouthShape.CLOSED, Mood.IDLE, Duration.ZERO);
        var speaking = portrait.draw(AH, Mood.IDLE, Duration.ZERO);
        assertArrayEquals(silent.bgr(), speaking.bgr());
        var later = portrait.draw(MouthShape.CLOSED, Mood.IDLE, Duration.ofSeconds(1));
        double moved = Frames.difference(silent, later);
        assertTrue(moved > 0 && moved < 3, "moved by " + moved);
    }

    @Test
    void hasEvenSides() {
        var portrait = Portrait.ofPhoto(landscape());
        assertEquals(320, portrait.width());
        assertEquals(200, portrait.height());
    }

    @Test
    void findsTheLipsOfADrawnFace() {
        var picture = drawnFace();
        var face = PhotoFace.in(picture, Photo.of(picture)).orElseThrow();
        assertTrue(face.eyesSeen());
        assertEquals(0.5, face.lips().x() / 320, 0.02);
        assertEquals(0.602, face.lips().y() / 320, 0.02);
    }

    @Test
    void opensTheMouthAndClosesItAgain() {
        var portrait = Portrait.ofPhoto(drawnFace());
        var time = Duration.ofMillis(100);
        var silent = portrait.draw(MouthShape.CLOSED, Mood.IDLE, time);
        var open = portrait.draw(AH, Mood.IDLE, time);
        var closed = portrait.draw(MouthShape.CLOSED, Mood.IDLE, time);
        int before = Frames.dark(silent, Frames.Part.MOUTH, 70);
        assertTrue(Frames.dark(open, Frames.Part.MOUTH, 70) > before + 80);
        assertArrayEquals(silent.bgr(), closed.bgr());
    }

    @Test
    void movesSmoothlyAndOpensGradually() {
        var portrait = Portrait.ofPhoto(drawnFace());
        var before = portrait.draw(MouthShape.CLOSED, Mood.SPEAKING, Duration.ZERO);
        for (int i = 1; i < 40; i++) {
            double open = 0.5 - 0.5 * Math.cos(i / 4.0);
            var frame =
                    portrait.draw(
                            new MouthShape(open, 0.5, 0, 0.3 * open, 0),
                            Mood.SPEAKING,
                            Duration.ofMillis(40L * i));
            assertTrue(Frames.difference(before, frame) < 1.5, "frame " + i);
            before = frame;
        }
    }

    /// `target/photo-*.png`, to be looked at.
    @Test
    void speaksInRealPhotos() throws Exception {
        for (var name : new String[] {"one_face_portrait", "no_face_animal"}) {
            var photo = Frames.photo(name + ".jpg");
            Assumptions.assumeTrue(photo.isPresent());
            var picture = photo.get();
            var face = PhotoFace.in(picture, Photo.of(picture));
            assertEquals(!name.startsWith("no_face"), face.isPresent(), name);
            var portrait = Portrait.ofPhoto(picture);
            var silent = portrait.draw(MouthShape.CLOSED, Mood.IDLE, Duration.ofMillis(100));
            var open = portrait.draw(AH, Mood.IDLE, Duration.ofMillis(100));
            assertEquals(face.isPresent(), Frames.difference(silent, open) > 0, name);
            write(name, silent, open);
        }
    }

    private static void write(String name, Picture silent, Picture open) throws Exception {
        var sheet =
                new BufferedImage(2 * silent.width(), silent.height(), BufferedImage.TYPE_INT_RGB);
        var g = sheet.createGraphics();
        g.drawImage(Frames.image(silent), 0, 0, null);
        g.drawImage(Frames.image(open), silent.width(), 0, null);
        g.dispose();
        ImageIO.write(sheet, "png", new File("target/photo-" + name + ".png"));
    }

    @Test
    void staysAtAPhotosOwnMouthWhereItIsOpenAlready() throws Exception {
        var photo = Frames.photo("one_face_mouth_open.jpg");
        Assumptions.assumeTrue(photo.isPresent());
        Optional<PhotoFace> face = PhotoFace.in(photo.get(), Photo.of(photo.get()));
        assertTrue(face.orElseThrow().lips().parted());
    }
}
