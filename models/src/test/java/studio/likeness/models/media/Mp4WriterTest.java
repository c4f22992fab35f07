package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.job.Stages;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Levels;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

class Mp4WriterTest {
    @TempDir Path folder;

    private static Mp4Writer.Format format(int fps, int rate) {
        return new Mp4Writer.Format(160, 120, fps, rate, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"25, 48000, 22050", "30, 44100, 16000", "25, 44100, 44100", "30, 48000, 8000"})
    void writesBothTracksEquallyLong(int fps, int rate, int soundRate) throws Exception {
        var file = folder.resolve("film.mp4");
        try (var writer = Mp4Writer.create(file, format(fps, rate))) {
            for (int i = 0; i < fps * 2; i++) {
                var pts = Made.seconds((double) i / fps);
                writer.write(Made.plain(160, 120, 10, i, 200, pts));
            }
            for (int i = 0; i < 83; i++) {
                writer.write(Made.at(i * 0.02, Made.sine(440, soundRate, 0.02)));
            }
        }

        var streams = Ffprobe.show(file, "stream=codec_name,duration,r_frame_rate,sample_rate");
        assertTrue(streams.contains("codec_name=h264"), streams.toString());
        assertTrue(streams.contains("codec_name=aac"), streams.toString());
        assertTrue(streams.contains("r_frame_rate=" + fps + "/1"), streams.toString());
        assertTrue(streams.contains("sample_rate=" + rate), streams.toString());
        var lengths = lengths(file);
        assertEquals(2, lengths.getFirst(), 0.001);
        assertEquals(2, lengths.getLast(), 0.04);
        assertEquals(2 * fps, countPictures(file));
    }

    @Test
    void keepsSoundWhereItBelongs() throws Exception {
        var file = folder.resolve("gaps.mp4");
        try (var writer = Mp4Writer.create(file, format(25, 48_000))) {
            writer.write(Made.at(0.5, Made.sine(440, 16_000, 0.5)));
            writer.write(Made.at(0.9, Made.sine(440, 16_000, 0.3))); // overlaps by 0.1 s
            writer.write(Made.at(2, Made.sine(440, 22_050, 1)));
        }

        var sound = MediaReader.readSound(file, 48_000, Duration.ofMinutes(1));

        assertEquals(3, sound.length().toMillis() / 1e3, 0.04);
        assertTrue(loudness(sound, 0, 0.48) < -50);
        assertEquals(-9, loudness(sound, 0.52, 1.18), 0.5);
        assertTrue(loudness(sound, 1.25, 1.95) < -50);
        assertEquals(-9, loudness(sound, 2.02, 2.98), 0.5);
    }

    @Test
    void repeatsThePictureBeforeAGap() throws Exception {
        var file = folder.resolve("still.mp4");
        try (var writer = Mp4Writer.create(file, format(25, 48_000))) {
            writer.write(Made.plain(160, 120, 0, 0, 250, Made.seconds(0)));
            writer.write(Made.plain(160, 120, 0, 250, 0, Made.seconds(0.005))); // the same slot
            writer.write(Made.plain(160, 120, 250, 0, 0, Made.seconds(1)));
            writer.write(Made.at(0, Made.sine(440, 16_000, 2)));
        }

        try (var reader = MediaReader.open(file, 16_000)) {
            for (int i = 0; i < 50; i++) {
                var picture = reader.nextPicture().orElseThrow();
                assertEquals(i * 40L, picture.pts().toMillis());
                var middle = Made.middle(picture);
                assertEquals(i < 25, middle[2] > 200, "frame " + i);
                assertEquals(i >= 25, middle[0] > 200, "frame " + i);
            }
            assertTrue(reader.nextPicture().isEmpty());
        }
    }

    @Test
    void keepsColours() throws Exception {
        for (var colour : List.of(new int[] {20, 30, 220}, new int[] {200, 180, 40})) {
            var file = folder.resolve("colour.mp4");
            try (var writer = Mp4Writer.create(file, format(25, 48_000))) {
                for (int i = 0; i < 10; i++) {
                    writer.write(
                            Made.plain(
                                    160,
                                    120,
                                    colour[0],
                                    colour[1],
                                    colour[2],
                                    Made.seconds(i / 25.0)));
                }
            }
            var read = Made.middle(MediaReader.readPicture(file, 1_000));
            var png = folder.resolve("colour.png");
            Ffprobe.ffmpeg("-i", file.toString(), "-frames:v", "1", "-update", "1", png.toString());
            var witness = Made.middle(MediaReader.readPicture(png, 1_000));
            for (int c = 0; c < 3; c++) {
                assertEquals(colour[c], read[c], 4);
                assertEquals(colour[c], witness[c], 4);
            }
        }
    }

    @Test
    void keepsTagsInBothLanguages() throws Exception {
        var file = folder.resolve("标签 tags.mp4");
        var comment = "AI-generated by Likeness · 人工智能生成";
        var tags = Map.of("title", "外婆的故事", "comment", comment);
        try (var writer = Mp4Writer.create(file, new Mp4Writer.Format(64, 64, 25, 48_000, tags))) {
            writer.write(Made.plain(64, 64, 0, 0, 0, Duration.ZERO));
        }

        var shown = Ffprobe.show(file, "format_tags");
        assertTrue(shown.contains("TAG:title=外婆的故事"), shown.toString());
        assertTrue(shown.contains("TAG:comment=" + comment), shown.toString());
        assertEquals(comment, MediaReader.probe(file).aiLabel());
    }

    @Test
    void endsAsAnOrdinaryFile() throws Exception {
        var file = folder.resolve("boxes.mp4");
        try (var writer = Mp4Writer.create(file, format(25, 48_000))) {
            writer.write(Made.at(0, Made.sine(440, 48_000, 3)));
        }

        var bytes =
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("moov"));
        assertTrue(bytes.lastIndexOf("mvex") < 0 || bytes.lastIndexOf("moov") > 0);
        assertEquals(3, MediaReader.probe(file).length().toMillis() / 1e3, 0.04);
    }

    @Test
    void takesSoundAndPictureFromTwoThreads() throws Exception {
        var file = folder.resolve("threads.mp4");
        try (var writer = Mp4Writer.create(file, format(30, 48_000));
                var stages = new Stages("writers")) {
            stages.start(
                    () -> {
                        for (int i = 0; i < 150; i++) {
                            writer.write(Made.plain(160, 120, i, i, i, Made.seconds(i / 30.0)));
                        }
                    });
            stages.start(
                    () -> {
                        for (int i = 0; i < 250; i++) {
                            writer.write(Made.at(i * 0.02, Made.sine(300, 24_000, 0.02)));
                        }
                    });
            stages.join();
        }

        assertEquals(5, lengths(file).getFirst(), 0.001);
        assertEquals(5, lengths(file).getLast(), 0.04);
        assertEquals(150, countPictures(file));
    }

    @Test
    void acceptsSoundFarAheadOfThePicture() throws Exception {
        var file = folder.resolve("ahead.mp4");
        try (var writer = Mp4Writer.create(file, format(25, 48_000))) {
            writer.write(Made.at(0, Made.sine(440, 24_000, 40)));
            for (int i = 0; i < 1_000; i++) {
                writer.write(Made.plain(160, 120, i % 200, 9, 9, Made.seconds(i / 25.0)));
            }
        }

        assertEquals(1_000, countPictures(file));
        assertEquals(40, lengths(file).getFirst(), 0.001);
        assertEquals(40, lengths(file).getLast(), 0.04);
    }

    @Test
    void makesAPlayableFileOfNothing() throws Exception {
        var file = folder.resolve("nothing.mp4");
        Mp4Writer.create(file, format(25, 48_000)).close();

        assertEquals(1, countPictures(file));
    }

    @Test
    void saysWhenItCannotWrite() {
        var nowhere = folder.resolve("no folder/film.mp4");

        var e =
                assertThrows(
                        StudioException.class, () -> Mp4Writer.create(nowhere, format(25, 48_000)));
        assertEquals("models.media.cannotWrite", e.key());
    }

    @Test
    void refusesAPictureOfAnotherSize() {
        try (var writer = Mp4Writer.create(folder.resolve("x.mp4"), format(25, 48_000))) {
            var other = Made.plain(64, 64, 0, 0, 0, Duration.ZERO);
            assertThrows(IllegalArgumentException.class, () -> writer.write(other));
        }
    }

    @Test
    void looksLikeWhatWasDrawn() {
        var file = folder.resolve("portrait.mp4");
        var format = new Mp4Writer.Format(720, 720, 25, 48_000, Map.of());
        try (var writer = Mp4Writer.create(file, format)) {
            for (int i = 0; i < 25; i++) {
                writer.write(Made.portrait(720, 720, i, Made.seconds(i / 25.0)));
            }
        }
        try (var reader = MediaReader.open(file, 16_000)) {
            double worst = 100;
            for (int i = 0; i < 25; i++) {
                var read = reader.nextPicture().orElseThrow();
                worst = Math.min(worst, psnr(Made.portrait(720, 720, i, Duration.ZERO), read));
            }
            // Chroma at half resolution alone costs the hard edges some.
            assertTrue(worst > 35, worst + " dB");
        }
    }

    private static double psnr(Picture a, Picture b) {
        double sum = 0;
        for (int i = 0; i < a.bgr().length; i++) {
            int d = (a.bgr()[i] & 0xff) - (b.bgr()[i] & 0xff);
            sum += d * d;
        }
        return 10 * Math.log10(255 * 255 / (sum / a.bgr().length));
    }

    private static double loudness(Waveform sound, double from, double to) {
        int rate = sound.sampleRateHz();
        return Levels.of(sound.slice((int) (from * rate), (int) (to * rate))).rmsDb();
    }

    /// Of the picture and of the sound, in seconds.
    private static List<Double> lengths(Path file) throws Exception {
        return Ffprobe.show(file, "stream=duration").stream()
                .map(line -> Double.parseDouble(line.replace("duration=", "")))
                .toList();
    }

    private static int countPictures(Path file) {
        int count = 0;
        try (var reader = MediaReader.open(file, 16_000)) {
            while (reader.nextPicture().isPresent()) {
                count++;
            }
        }
        return count;
    }

    @Test
    void rejectsFormatsH264CannotHave() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mp4Writer.Format(161, 120, 25, 48_000, Map.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mp4Writer.Format(160, 120, 25, 16_000, Map.of()));
        assertArrayEquals(
                new int[] {7, 8, 9}, Made.middle(Made.plain(9, 9, 7, 8, 9, Duration.ZERO)));
    }
}
