package studio.likeness.models.face;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Frames per second of one core's time, which other work on the machine hardly changes.
@Tag("slow")
class PortraitSpeedTest {
    @Test
    void drawsPeopleFasterThanAScreenShowsThem() {
        for (int[] size : new int[][] {{512, 512}, {720, 720}, {1280, 720}}) {
            double fps = framesPerSecond(Portrait.drawn("yueqiao", size[0], size[1]));
            System.out.printf("drawn %dx%d: %.0f frames per second%n", size[0], size[1], fps);
            assertTrue(fps >= 60, fps + " at " + size[0] + "x" + size[1]);
        }
    }

    @Test
    void warpsPhotosFasterThanVideo() {
        var face =
                Portrait.drawn("yueqiao", 720, 720)
                        .draw(MouthShape.CLOSED, Portrait.Mood.IDLE, Duration.ZERO);
        double fps = framesPerSecond(Portrait.ofPhoto(face));
        System.out.printf("photo 720x720: %.0f frames per second%n", fps);
        assertTrue(fps >= 40, fps + " at 720x720");
    }

    private static double framesPerSecond(Portrait portrait) {
        var shapes = MouthSheet.SHAPES;
        var clock = ManagementFactory.getThreadMXBean();
        long start = 0;
        int frames = 300;
        for (int i = -200; i < frames; i++) {
            if (i == 0) {
                start = clock.getCurrentThreadCpuTime();
            }
            portrait.draw(
                    shapes.get(Math.floorMod(i, shapes.size())),
                    Portrait.Mood.SPEAKING,
                    Duration.ofMillis(40L * (i + 200)));
        }
        return frames * 1e9 / (clock.getCurrentThreadCpuTime() - start);
    }
}
