package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.face.profile.FaceProfile.Loop;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.signal.Picture;

class ClipFramesTest {
    private static final int FRAMES = 83;

    @TempDir Path folder;

    private FaceProfile clip() {
        try (var writer =
                Mp4Writer.create(
                        folder.resolve(FaceProfile.CLIP),
                        new Mp4Writer.Format(64, 48, 25, 48_000, Map.of()))) {
            var random = new Random(3);
            for (int i = 0; i < FRAMES; i++) {
                var bgr = new byte[64 * 48 * 3];
                java.util.Arrays.fill(bgr, (byte) (3 * i));
                bgr[random.nextInt(bgr.length)] = 0;
                writer.write(new Picture(bgr, 64, 48, Duration.ofMillis(40L * i)));
            }
        }
        return new FaceProfile(
                folder,
                64,
                48,
                25,
                Collections.nCopies(FRAMES, new FaceBox(0, 0, 64, 48)),
                Collections.nCopies(FRAMES, List.of()),
                true,
                Collections.nCopies(FRAMES, false),
                new Loop(0, FRAMES, true));
    }

    private List<Picture> inOrder(Path file) {
        var all = new ArrayList<Picture>();
        try (var reader = MediaReader.open(file, 48_000)) {
            for (var next = reader.nextPicture(); next.isPresent(); next = reader.nextPicture()) {
                all.add(next.get());
            }
        }
        return all;
    }

    @Test
    void givesEveryFrameForwardsBackwardsAndAnywhere() throws Exception {
        var profile = clip();
        var expected = inOrder(profile.picture());
        assertEquals(FRAMES, expected.size());
        var random = new Random(1);
        try (var frames = new ClipFrames(profile)) {
            for (int shown = 0; shown < 3 * FRAMES; shown++) {
                assertFrame(expected, frames, profile.loop().frame(shown));
            }
            for (int i = 0; i < 60; i++) {
                assertFrame(expected, frames, random.nextInt(FRAMES));
            }
        }
    }

    private static void assertFrame(List<Picture> expected, ClipFrames frames, int number)
            throws InterruptedException {
        assertArrayEquals(
                expected.get(number).bgr(), frames.frame(number).bgr(), "frame " + number);
    }

    @Test
    void saysThatAClipIsGone() throws Exception {
        var profile = clip();
        Files.delete(profile.picture());
        try (var frames = new ClipFrames(profile)) {
            var why = assertThrows(StudioException.class, () -> frames.frame(0));
            assertEquals("models.media.missing", why.key());
        }
    }
}
