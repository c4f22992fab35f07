package studio.likeness.models.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import studio.likeness.models.face.Portrait.Mood;

class DrawnPortraitTest {
    private static final MouthShape AH = new MouthShape(1, 0.5, 0, 0.4, 0);
    private static final int SIDE = 240;

    private final Portrait yueqiao = Portrait.drawn("yueqiao", SIDE, SIDE);

    @Test
    void drawsTheSamePictureForTheSameMoment() {
        var again = Portrait.drawn("yueqiao", SIDE, SIDE);
        var time = Duration.ofMillis(61_480);
        yueqiao.draw(AH, Mood.IDLE, Duration.ofSeconds(3));
        assertArrayEquals(
                yueqiao.draw(AH, Mood.SPEAKING, time).bgr(),
                again.draw(AH, Mood.SPEAKING, time).bgr());
    }

    @Test
    void isDarkerInsideTheMoreTheMouthOpens() {
        var time = Duration.ofMillis(100);
        int before = -1;
        for (double open = 0; open <= 1; open += 0.25) {
            var frame = yueqiao.draw(new MouthShape(open, 0.5, 0, 0, 0), Mood.IDLE, time);
            int dark = Frames.dark(frame, Frames.Part.MOUTH, 75);
            assertTrue(dark > before, "open " + open + ": " + dark + " after " + before);
            before = dark;
        }
    }

    @Test
    void keepsTheMouthShutInSilence() {
        for (int ms = 0; ms < 20_000; ms += 200) {
            var frame = yueqiao.draw(MouthShape.CLOSED, Mood.IDLE, Duration.ofMillis(ms));
            assertEquals(0, Frames.dark(frame, Frames.Part.MOUTH, 60), "at " + ms + " ms");
        }
    }

    @Test
    void drawsEverySoundDifferently() {
        var frames = new HashSet<Integer>();
        for (var shape : MouthSheet.SHAPES) {
            frames.add(
                    Arrays.hashCode(yueqiao.draw(shape, Mood.IDLE, Duration.ofMillis(100)).bgr()));
        }
        assertEquals(MouthSheet.SHAPES.size(), frames.size());
    }

    @Test
    void movesSmoothlyFromFrameToFrame() {
        var motion = new Motion("yueqiao".hashCode());
        for (var mood : Mood.values()) {
            for (int ms = 0; ms < 12_000; ms += 40) {
                var a = motion.at(Bearing.steady(mood), MouthShape.CLOSED, Duration.ofMillis(ms));
                var b =
                        motion.at(
                                Bearing.steady(mood),
                                MouthShape.CLOSED,
                                Duration.ofMillis(ms + 40));
                assertTrue(Math.abs(a.x() - b.x()) < 0.8, "sideways at " + ms);
                assertTrue(Math.abs(a.y() - b.y()) < 0.8, "up and down at " + ms);
                assertTrue(Math.abs(a.tilt() - b.tilt()) < 0.004, "tilt at " + ms);
                assertTrue(Math.abs(a.gazeX() - b.gazeX()) < 3, "gaze at " + ms);
            }
        }
        var before = yueqiao.draw(MouthShape.CLOSED, Mood.SPEAKING, Duration.ZERO);
        for (int ms = 40; ms < 6_000; ms += 40) {
            var frame = yueqiao.draw(MouthShape.CLOSED, Mood.SPEAKING, Duration.ofMillis(ms));
            assertTrue(Frames.difference(before, frame) < 1, "picture at " + ms);
            before = frame;
        }
    }

    @Test
    void blinksEveryTwoToSixSeconds() {
        for (long seed = 0; seed < 20; seed++) {
            var motion = new Motion(seed);
            int last = 0;
            for (int ms = 0; ms < 60_000; ms += 10) {
                var pose =
                        motion.at(
                                Bearing.steady(Mood.IDLE),
                                MouthShape.CLOSED,
                                Duration.ofMillis(ms));
                if (pose.lids() > 0.95) {
                    last = ms;
                }
                assertTrue(ms - last <= 6_200, "no blink from " + last + " to " + ms);
            }
        }
    }

    @Test
    void turnsToAnotherMoodWithoutAJump() {
        var start = Duration.ofSeconds(10);
        var turning = Bearing.steady(Mood.LISTENING).turn(Mood.THINKING, start);
        var last = yueqiao.draw(MouthShape.CLOSED, Mood.LISTENING, start);
        assertArrayEquals(last.bgr(), yueqiao.draw(MouthShape.CLOSED, turning, start).bgr());
        var settled = start.plusMillis(600);
        assertArrayEquals(
                yueqiao.draw(MouthShape.CLOSED, Mood.THINKING, settled).bgr(),
                yueqiao.draw(MouthShape.CLOSED, turning, settled).bgr());
    }

    @Test
    void givesNamesAtLeastSixDifferentPeople() {
        var people = new HashSet<Look.Face>();
        for (int i = 0; i < 60; i++) {
            people.add(Cast.of("person " + i).face());
        }
        assertTrue(people.size() >= 6, people.size() + " people");
    }

    @Test
    void fillsPicturesOfAnyShape() {
        for (int[] size : new int[][] {{320, 180}, {180, 320}, {64, 64}, {33, 91}}) {
            var frame =
                    Portrait.drawn("someone", size[0], size[1])
                            .draw(AH, Mood.SPEAKING, Duration.ofMillis(500));
            assertEquals(0, Frames.dark(frame, new Frames.Part(0, 0, 1, 0.02), 90));
            assertEquals(size[0] * size[1] * 3, frame.bgr().length);
        }
    }

    /// `target/mouths.png` and `target/people.png`, to be looked at.
    @Test
    void drawsTheSheetsToLookAt() throws Exception {
        MouthSheet.write(new File("target/mouths.png"));
        var names = new LinkedHashMap<Look.Face, String>();
        names.put(Cast.of("yueqiao").face(), "yueqiao");
        for (int i = 0; i < 60; i++) {
            names.putIfAbsent(Cast.of("person " + i).face(), "person " + i);
        }
        var sheet = new BufferedImage(SIDE * names.size(), SIDE, BufferedImage.TYPE_INT_RGB);
        var g = sheet.createGraphics();
        g.setColor(Color.WHITE);
        int x = 0;
        for (var name : names.values()) {
            var frame =
                    Portrait.drawn(name, SIDE, SIDE)
                            .draw(MouthShape.CLOSED, Mood.IDLE, Duration.ofMillis(100));
            g.drawImage(Frames.image(frame), x, 0, null);
            x += SIDE;
        }
        g.dispose();
        assertTrue(ImageIO.write(sheet, "png", new File("target/people.png")));
    }
}
