package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.SourceMark;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

class RenderingTest {
    private static final Map<String, String> NOTE = Map.of("comment", "AI-generated");

    @TempDir Path folder;

    private static SourceMark mark() {
        return SourceMark.generated("Generated", "Generated");
    }

    /// Paints white where its window of sound is loud at its beginning, else black.
    private static final class Flash extends StandInPainter {
        Flash() {
            super(32, 8);
        }

        @Override
        public List<Picture> paint(List<Picture> crops, List<float[]> windows) {
            var all = new ArrayList<Picture>();
            for (var window : windows) {
                // Columns 2 and 3 lie 25 and 37.5 ms after the frame's beginning, each 50 ms wide.
                double loud = 0;
                for (int band = 0; band < 80; band++) {
                    loud += window[band * 16 + 1] + window[band * 16 + 2];
                }
                all.add(grey((byte) (loud > -300 ? 255 : 0)));
            }
            return all;
        }
    }

    private FaceAnimator flashing() throws InterruptedException {
        var profile = SquareFace.profile(folder, new int[] {0, 0, 0, 0, 0}, true);
        return Engines.simple()
                .with(Engine.WAV2LIP, Flash::new)
                .open(profile, Optional.of(Engine.WAV2LIP), AnimationPlan.forFigures())
                .animator();
    }

    /// Clicks of 30 ms, every so many seconds from the first second on.
    private Path clicks(double seconds, double every) {
        int rate = 16_000;
        var samples = new float[(int) (seconds * rate)];
        for (double at = 1; at < seconds - 1; at += every) {
            int from = (int) (at * rate);
            for (int i = 0; i < rate * 3 / 100; i++) {
                samples[from + i] = (float) (0.8 * Math.sin(2 * Math.PI * 1_000 * i / rate));
            }
        }
        var file = folder.resolve("clicks.wav");
        SoundFile.writeWav(new Waveform(samples, rate), file);
        return file;
    }

    /// @param sound when each click begins, by its samples in the finished film
    /// @param picture when each flash is first shown, by its time stamp
    private record Events(
            List<Double> sound, List<Double> picture, double soundLength, double pictureLength) {}

    private static Events events(Path film) {
        var sounds = new ArrayList<Double>();
        var pictures = new ArrayList<Double>();
        double soundEnd = 0;
        double pictureEnd = 0;
        try (var reader = MediaReader.open(film, 48_000)) {
            double quietUntil = -1;
            for (var next = reader.nextSound(); next.isPresent(); next = reader.nextSound()) {
                var samples = next.get().sound().samples();
                double from = next.get().pts().toNanos() / 1e9;
                for (int i = 0; i < samples.length; i++) {
                    double at = from + i / 48_000.0;
                    if (Math.abs(samples[i]) > 0.2) {
                        if (at > quietUntil) {
                            sounds.add(at);
                        }
                        quietUntil = at + 0.2;
                    }
                }
                soundEnd = next.get().end().toNanos() / 1e9;
            }
            boolean lit = false;
            for (var next = reader.nextPicture(); next.isPresent(); next = reader.nextPicture()) {
                var picture = next.get();
                int middle = (48 * SquareFace.SIDE + 48) * 3;
                boolean now = (picture.bgr()[middle] & 255) > 128;
                if (now && !lit) {
                    pictures.add(picture.pts().toNanos() / 1e9);
                }
                lit = now;
                pictureEnd = picture.pts().toNanos() / 1e9 + 0.04;
            }
        }
        return new Events(sounds, pictures, soundEnd, pictureEnd);
    }

    private void assertInStep(double seconds, double every) throws Exception {
        var film = folder.resolve("film.mp4");
        try (var animator = flashing()) {
            new Rendering(animator, mark(), NOTE)
                    .render(clicks(seconds, every), film, Progress.none());
        }
        var events = events(film);
        assertEquals(events.sound().size(), events.picture().size());
        assertTrue(events.sound().size() >= (seconds - 2) / every - 1);
        double earliest = Double.MAX_VALUE;
        double latest = -Double.MAX_VALUE;
        for (int i = 0; i < events.sound().size(); i++) {
            double off = events.picture().get(i) - events.sound().get(i);
            earliest = Math.min(earliest, off);
            latest = Math.max(latest, off);
        }
        System.out.printf(
                "%.0f s, %d clicks: pictures %.0f to %.0f ms after their sound; sound %.3f s,"
                        + " picture %.3f s%n",
                seconds,
                events.sound().size(),
                1000 * earliest,
                1000 * latest,
                events.soundLength(),
                events.pictureLength());
        assertTrue(Math.abs(earliest) <= 0.041 && Math.abs(latest) <= 0.041);
        assertEquals(events.soundLength(), events.pictureLength(), 0.041);
        assertEquals(seconds, events.pictureLength(), 0.041);
    }

    @Test
    void soundAndPictureAreInStep() throws Exception {
        assertInStep(6.3, 0.77);
    }

    @Test
    @Tag("slow")
    void soundAndPictureAreInStepAfterTenMinutes() throws Exception {
        assertInStep(600, 7.13);
    }

    @Test
    void everyPictureIsMarkedAndTheFileSaysWhatItIs() throws Exception {
        var profile = SquareFace.profile(folder, new int[] {90, 90, 90}, true);
        var film = folder.resolve("film.mp4");
        try (var animator =
                Engines.simple()
                        .open(profile, Optional.empty(), AnimationPlan.forFile())
                        .animator()) {
            var made =
                    new Rendering(animator, mark(), NOTE)
                            .render(clicks(2.1, 0.4), film, Progress.none());
            assertEquals(53, made.pictures());
        }
        var info = MediaReader.probe(film);
        assertEquals("AI-generated", info.aiLabel());
        try (var reader = MediaReader.open(film, 48_000)) {
            int pictures = 0;
            for (var next = reader.nextPicture(); next.isPresent(); next = reader.nextPicture()) {
                // The label's backing, at the lower left, is darker than the grey around it.
                int corner = (86 * SquareFace.SIDE + 8) * 3;
                int beside = (4 * SquareFace.SIDE + 90) * 3;
                assertTrue(
                        (next.get().bgr()[corner] & 255) < (next.get().bgr()[beside] & 255) - 15,
                        "picture " + pictures);
                pictures++;
            }
            assertEquals(53, pictures);
        }
    }

    @Test
    void leavesNothingBehindWhenItIsCancelled() throws Exception {
        var film = folder.resolve("out").resolve("film.mp4");
        Files.createDirectories(film.getParent());
        Files.writeString(film, "the film before");
        try (var animator = flashing()) {
            var rendering = new Rendering(animator, mark(), NOTE);
            Progress cancelled =
                    (done, _, _) -> {
                        if (done > 10) {
                            throw new CancellationException();
                        }
                    };
            var sound = clicks(4, 1);
            assertThrows(
                    CancellationException.class, () -> rendering.render(sound, film, cancelled));
        }
        assertEquals("the film before", Files.readString(film));
        assertEquals(1, files(folder.resolve("out")));
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void refusesAFileWithoutSound() throws Exception {
        var picture = folder.resolve("picture.png");
        PictureFile.writePng(SquareFace.plain(7), picture);
        try (var animator = flashing()) {
            var rendering = new Rendering(animator, mark(), NOTE);
            var why =
                    assertThrows(
                            StudioException.class,
                            () ->
                                    rendering.render(
                                            picture, folder.resolve("x.mp4"), Progress.none()));
            assertEquals("models.media.noSound", why.key());
        }
        assertFalse(Files.exists(folder.resolve("x.mp4")));
    }

    @Test
    void aNetworkThatDoesNotOpenGivesWayToTheWarpAndIsTold() throws Exception {
        var profile = SquareFace.profile(folder, new int[] {90, 90, 90}, true);
        var broken =
                Engines.simple()
                        .with(
                                Engine.WAV2LIP,
                                () ->
                                        Wav2LipPainter.open(
                                                folder.resolve("none.onnx"), Device.processor()));

        var opened = broken.open(profile, Optional.empty(), AnimationPlan.forShow());
        try (var animator = opened.animator()) {
            assertEquals("models.face.animate.engine.warp", animator.engine());
            assertTrue(opened.instead().isPresent());
        }
        assertThrows(
                StudioException.class,
                () -> broken.open(profile, Optional.of(Engine.WAV2LIP), AnimationPlan.forShow()));
        var why =
                assertThrows(
                        StudioException.class,
                        () ->
                                Engines.simple()
                                        .open(
                                                profile,
                                                Optional.of(Engine.PERSONAL),
                                                AnimationPlan.forShow()));
        assertEquals("models.face.animate.notInstalled", why.key());
        assertEquals(
                Collections.nCopies(1, Engine.WAV2LIP), List.of(broken.usual()), "the best first");
    }
}
