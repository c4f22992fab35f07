package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.Camera.Wanted;
import studio.likeness.models.signal.Picture;

class CameraTest {
    private static final int SIDE = 64;

    @TempDir private Path folder;

    @Test
    void aFilmIsSeenInRealTimeAgainAndAgain() throws InterruptedException {
        try (var camera = Camera.open("file:" + film(5), Wanted.USUAL)) {
            assertEquals(SIDE, camera.width());
            long began = System.nanoTime();
            var last = Duration.ofNanos(-1);
            var picture = camera.read();
            while (picture.pts().toMillis() < 600) {
                assertTrue(picture.pts().compareTo(last) > 0);
                last = picture.pts();
                picture = camera.read();
            }
            long seconds = Duration.ofNanos(System.nanoTime() - began).toMillis();
            assertTrue(seconds >= 550, "600 ms of film took " + seconds);
        }
    }

    @Test
    void aCameraThatIsUnpluggedSaysSo() throws InterruptedException {
        try (var camera = Camera.open("file-once:" + film(3), Wanted.USUAL)) {
            var gone =
                    assertThrows(
                            StudioException.class,
                            () -> {
                                while (true) {
                                    camera.read();
                                }
                            });
            assertEquals("models.media.cameraSilent", gone.key());
        }
    }

    @Test
    void aDeviceDeliversUntilItIsClosed() throws InterruptedException {
        var camera = Camera.open("lavfi:testsrc2=size=320x240:rate=30,realtime", Wanted.USUAL);
        var first = camera.read();
        var second = camera.read();
        camera.close();
        assertEquals(320, first.width());
        assertEquals(240, camera.height());
        assertTrue(second.pts().compareTo(first.pts()) > 0);
        assertFalse(Arrays.equals(first.bgr(), second.bgr()), "the test picture moves");
        assertThrows(IllegalStateException.class, camera::read);
    }

    @Test
    void aDeviceThatEndsSaysSo() throws InterruptedException {
        try (var camera =
                Camera.open("lavfi:color=red:size=320x240:rate=30:duration=0.1", Wanted.USUAL)) {
            var red = camera.read();
            int[] pixel = pixel(red);
            assertTrue(pixel[2] > 245 && pixel[0] < 10 && pixel[1] < 10, Arrays.toString(pixel));
            var gone =
                    assertThrows(
                            StudioException.class,
                            () -> {
                                while (true) {
                                    camera.read();
                                }
                            });
            assertEquals("models.media.cameraSilent", gone.key());
        }
    }

    private static int[] pixel(Picture picture) {
        return new int[] {
            picture.bgr()[0] & 0xff, picture.bgr()[1] & 0xff, picture.bgr()[2] & 0xff
        };
    }

    @Test
    void whatIsNoCameraIsRefused() {
        for (var id : new String[] {"v4l2:/dev/no-such-camera", "v4l2:", "nothing:at all"}) {
            var refused =
                    assertThrows(StudioException.class, () -> Camera.open(id, Wanted.USUAL));
            assertEquals("models.media.cameraMissing", refused.key());
        }
    }

    private Path film(int frames) {
        var file = folder.resolve("film.mp4");
        try (var writer =
                Mp4Writer.create(file, new Mp4Writer.Format(SIDE, SIDE, 25, 48_000, Map.of()))) {
            for (int i = 0; i < frames; i++) {
                var grey = new byte[SIDE * SIDE * 3];
                Arrays.fill(grey, (byte) (40 * i));
                writer.write(new Picture(grey, SIDE, SIDE, Duration.ofMillis(40L * i)));
            }
        }
        return file;
    }
}
