package studio.likeness.models.face.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.signal.Picture;

class LoopPointsTest {
    private static final int SIDE = 64;

    /// A wave over the whole picture, moved by so many pixels in each frame.
    private static Moments moments(int frames, IntToDoubleFunction shift) {
        var moments = new Moments();
        var face = new FoundFace(10, 10, 50, 54, 1, List.of());
        var points = EstimatedPoints.of(face);
        for (int i = 0; i < frames; i++) {
            var bgr = new byte[SIDE * SIDE * 3];
            for (int p = 0; p < SIDE * SIDE; p++) {
                double x = p % SIDE + shift.applyAsDouble(i);
                int row = p / SIDE;
                byte light = (byte) (128 + 100 * Math.sin(x * 0.2) * Math.cos(row * 0.1));
                bgr[3 * p] = bgr[3 * p + 1] = bgr[3 * p + 2] = light;
            }
            moments.add(new Picture(bgr, SIDE, SIDE, Duration.ZERO), face, points);
        }
        return moments;
    }

    private static List<int[]> whole(int frames) {
        return List.of(new int[] {0, frames});
    }

    @Test
    void beginsAnewWhereTheClipComesBackToItself() {
        // Turns once in 100 frames; 230 hold it twice.
        var moments = moments(230, i -> 8 * Math.sin(2 * Math.PI * i / 100));

        var found = LoopPoints.in(moments, whole(230));

        assertFalse(found.loop().mirrored());
        assertTrue(found.jump() <= found.usual());
        int length = found.loop().to() - found.loop().from();
        assertTrue(length >= 195, "length " + length);
    }

    @Test
    void goesBackAndForthWhereItDoesNot() {
        var moments = moments(120, i -> 0.1 * i);

        var found = LoopPoints.in(moments, whole(120));

        assertTrue(found.loop().mirrored());
        assertEquals(0, found.loop().from());
        assertEquals(120, found.loop().to());
        assertEquals(118, found.loop().frame(120));
    }

    @Test
    void staysWithinTheLongestPart() {
        var moments = moments(200, i -> 0.1 * i);

        var found =
                LoopPoints.in(
                        moments,
                        List.of(new int[] {0, 60}, new int[] {60, 180}, new int[] {180, 200}));

        assertEquals(60, found.loop().from());
        assertEquals(180, found.loop().to());
    }

    @Test
    void restsOnlyWhereTheLipsAreClosedForAWhile() {
        var moments = new Moments();
        var grey = new Picture(new byte[SIDE * SIDE * 3], SIDE, SIDE, Duration.ZERO);
        var face = new FoundFace(10, 10, 50, 54, 1, List.of());
        for (int i = 0; i < 80; i++) {
            // Closed for 6 frames, speaking, closed for 20, speaking.
            boolean closed = i < 6 || (i >= 30 && i < 50);
            var points = new ArrayList<>(EstimatedPoints.of(face));
            var lower = points.get(66);
            points.set(66, new Point(lower.x(), lower.y() + (closed ? 0 : 2 + i % 3)));
            moments.add(grey, face, points);
        }

        var rest = Rest.in(moments, true, whole(80));

        for (int i = 0; i < 80; i++) {
            assertEquals(i >= 30 && i < 50, rest.get(i), "frame " + i);
        }
    }

    @Test
    void steadiesWithoutMovingAnythingInTime() {
        var random = new Random(3);
        var clean = new double[60];
        var noisy = new double[60];
        for (int i = 0; i < 60; i++) {
            clean[i] = 0.05 * (i - 30) * (i - 30);
            noisy[i] = clean[i] + random.nextGaussian();
        }

        Series.steady(noisy, 0, 60, 4, 2);

        double error = 0;
        for (int i = 0; i < 60; i++) {
            error += Math.pow(noisy[i] - clean[i], 2) / 60;
        }
        // The weights of a quadratic fit over nine frames leave 0.51 of the noise in the middle.
        assertEquals(0.55, Math.sqrt(error), 0.12);
    }

    @Test
    void fillsGapsOnStraightLines() {
        var all = Series.between(new int[] {2, 6, 7}, new double[] {1, 5, 3}, 10);

        assertEquals(
                List.of(1.0, 1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 3.0, 3.0, 3.0),
                java.util.Arrays.stream(all).boxed().toList());
    }

    @Test
    void tellsHowAHeadIsTurned() {
        for (double degrees : new double[] {-40, -15, 0, 25, 60}) {
            try (var tools = Clips.turned(degrees)) {
                var face = new FoundFace(100, 50, 196, 178, 1, List.of());
                var pose = HeadPose.of(tools.points(Clips.picture(List.of(), 0, 0), face));

                assertEquals(degrees, pose.yaw(), 1.0);
                assertEquals(0, pose.pitch(), 1.0);
            }
        }
    }
}
