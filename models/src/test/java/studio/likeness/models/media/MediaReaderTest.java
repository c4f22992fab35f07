package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Levels;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

class MediaReaderTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir Path folder;

    private Path wav(Waveform sound) {
        var file = folder.resolve("in.wav");
        SoundFile.writeWav(sound, file);
        return file;
    }

    private Path converted(Path from, String name, String... options) throws Exception {
        var to = folder.resolve(name);
        var args = new java.util.ArrayList<>(java.util.List.of("-i", from.toString()));
        args.addAll(Arrays.asList(options));
        args.add(to.toString());
        Ffprobe.ffmpeg(args.toArray(String[]::new));
        return to;
    }

    @ParameterizedTest
    @CsvSource({
        "a.flac, flac, 0",
        "a.mp3, mp3, 0.06",
        "a.m4a, mp4, 0.03",
        "a.ogg, ogg, 0.03",
        "a.webm, matroska, 0.03",
        "a.wav, wav, 0",
        "a.aac, aac, 0.1",
        "a.avi, avi, 0.1"
    })
    void readsSoundAtTheRateAskedFor(String name, String format, double slack) throws Exception {
        var sine = Made.sine(1_000, 48_000, 2);
        var file = converted(wav(sine), name);

        var info = MediaReader.probe(file);
        assertEquals(MediaInfo.Kind.SOUND, info.kind());
        assertEquals(format, info.format());
        assertEquals(48_000, info.sampleRateHz());
        assertEquals(2, info.length().toMillis() / 1e3, slack + 0.01);

        var read = MediaReader.readSound(file, 16_000, LONG);
        assertEquals(16_000, read.sampleRateHz());
        assertEquals(2, read.length().toMillis() / 1e3, slack);
        assertEquals(-9, Levels.of(read.slice(8_000, 24_000)).rmsDb(), 0.6);
    }

    @Test
    void keepsEverySampleOfAWav() {
        var sine = Made.sine(440, 16_000, 1.234);

        var read = MediaReader.readSound(wav(sine), 16_000, LONG);

        assertArrayEquals(sine.samples(), read.samples(), 1f / 32_768);
    }

    @Test
    void mixesEqualChannelsToTheSameLoudness() throws Exception {
        for (var channels : new String[] {"2", "6"}) {
            var stereo =
                    converted(
                            wav(Made.sine(440, 44_100, 1)),
                            channels + ".wav",
                            "-ac",
                            channels,
                            "-af",
                            "pan="
                                    + (channels.equals("2") ? "stereo" : "5.1")
                                    + "|FL=c0|FR=c0"
                                    + (channels.equals("2") ? "" : "|FC=c0|BL=c0|BR=c0"));
            assertEquals(Integer.parseInt(channels), MediaReader.probe(stereo).channels());
            var read = MediaReader.readSound(stereo, 44_100, LONG);
            assertEquals(-9, Levels.of(read).rmsDb(), 0.1);
        }
    }

    @Test
    void readsNoMoreThanAskedFor() {
        var read = MediaReader.readSound(wav(Made.sine(440, 48_000, 3)), 16_000, Made.seconds(1.5));

        assertEquals(24_000, read.samples().length);
    }

    @Test
    void streamsSoundInOrder() {
        try (var reader = MediaReader.open(wav(Made.sine(440, 48_000, 2)), 22_050)) {
            long samples = 0;
            for (var chunk = reader.nextSound(); chunk.isPresent(); chunk = reader.nextSound()) {
                assertEquals(Waveform.lengthOf(samples, 22_050), chunk.get().pts());
                assertTrue(chunk.get().sound().length().toMillis() <= 110);
                samples += chunk.get().sound().samples().length;
            }
            assertEquals(44_100, samples);
            assertTrue(reader.nextPicture().isEmpty());
        }
    }

    private Path film(double seconds) {
        var file = folder.resolve("film.mp4");
        try (var writer =
                Mp4Writer.create(file, new Mp4Writer.Format(160, 120, 25, 48_000, Map.of()))) {
            for (int i = 0; i < seconds * 25; i++) {
                writer.write(Made.plain(160, 120, i, 0, 255 - i, Made.seconds(i / 25.0)));
            }
            writer.write(Made.at(0, Made.sine(440, 48_000, seconds)));
        }
        return file;
    }

    @Test
    void givesSoundAndPicturesIndependently() {
        try (var reader = MediaReader.open(film(4), 16_000)) {
            assertEquals(MediaInfo.Kind.VIDEO, reader.info().kind());
            assertEquals(25, reader.info().framesPerSecond(), 0.01);
            int pictures = 0;
            while (reader.nextPicture().isPresent()) {
                pictures++;
            }
            long samples = 0;
            for (var chunk = reader.nextSound(); chunk.isPresent(); chunk = reader.nextSound()) {
                samples += chunk.get().sound().samples().length;
            }
            assertEquals(100, pictures);
            assertEquals(64_000, Math.toIntExact(samples), 200);
        }
    }

    @Test
    void fillsHolesInSoundWithSilence() throws Exception {
        var holed =
                converted(
                        wav(Made.sine(440, 48_000, 4)),
                        "holed.mkv",
                        "-c:a",
                        "pcm_s16le",
                        "-bsf:a",
                        "noise=drop='between(pts*tb,1,2)'");

        var read = MediaReader.readSound(holed, 16_000, LONG);

        assertEquals(4, read.length().toMillis() / 1e3, 0.05);
        assertTrue(Levels.of(read.slice(17_500, 31_000)).rmsDb() < -60);
        assertEquals(-9, Levels.of(read.slice(33_600, 60_000)).rmsDb(), 0.2);
    }

    @ParameterizedTest
    @CsvSource({"90, 270", "180, 180", "270, 90"})
    void turnsVideosUpright(String counterclockwise, int clockwise) throws Exception {
        var upright = folder.resolve("upright.mp4");
        try (var writer =
                Mp4Writer.create(upright, new Mp4Writer.Format(160, 120, 25, 48_000, Map.of()))) {
            writer.write(cornered());
        }
        var turned = folder.resolve("turned.mp4");
        Ffprobe.ffmpeg(
                "-display_rotation:v:0",
                counterclockwise,
                "-i",
                upright.toString(),
                "-c",
                "copy",
                turned.toString());

        var info = MediaReader.probe(turned);
        var picture = MediaReader.readPicture(turned, 1_000);

        assertEquals(clockwise, info.rotation());
        assertEquals(clockwise == 180 ? 160 : 120, info.width());
        assertEquals(info.width(), picture.width());
        assertEquals(info.height(), picture.height());
        // The red corner was at the top left; turned clockwise it goes top right and on.
        boolean right = clockwise == 90 || clockwise == 180;
        boolean bottom = clockwise == 180 || clockwise == 270;
        assertTrue(red(picture, right, bottom));
    }

    /// Red at the top left, dark elsewhere.
    private static Picture cornered() {
        var bgr = new byte[160 * 120 * 3];
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x++) {
                bgr[(y * 160 + x) * 3 + 2] = (byte) 230;
            }
        }
        return new Picture(bgr, 160, 120, Duration.ZERO);
    }

    private static boolean red(Picture picture, boolean right, boolean bottom) {
        int x = right ? picture.width() - 10 : 10;
        int y = bottom ? picture.height() - 10 : 10;
        return (picture.bgr()[(y * picture.width() + x) * 3 + 2] & 0xff) > 180;
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.png", "p.jpg", "p.webp", "p.bmp", "p.gif", "p.tiff"})
    void readsStills(String name) throws Exception {
        var png = folder.resolve("in.png");
        PictureFile.writePng(cornered(), png);
        var file = converted(png, name);

        var info = MediaReader.probe(file);
        var picture = MediaReader.readPicture(file, 80);

        assertEquals(MediaInfo.Kind.PICTURE, info.kind());
        assertEquals(160, info.width());
        assertEquals(Duration.ZERO, info.length());
        assertEquals(80, picture.width());
        assertEquals(60, picture.height());
        assertTrue(red(picture, false, false));
    }

    @Test
    void takesAPictureForOneWhateverItsName() throws Exception {
        for (var name : new String[] {"photo", "photo.txt", "p%03d.jpg", "p*.png", "wrong.mp4"}) {
            var file = folder.resolve(name);
            PictureFile.writePng(cornered(), file);
            assertEquals(160, MediaReader.readPicture(file, 1_000).width(), name);
        }
    }

    @Test
    void turnsPhotosAsTheirCameraSays() throws Exception {
        var png = folder.resolve("in.png");
        PictureFile.writePng(cornered(), png);
        var jpeg = Files.readAllBytes(converted(png, "flat.jpg", "-q:v", "2"));
        for (int orientation = 1; orientation <= 8; orientation++) {
            var file = folder.resolve("exif" + orientation + ".jpg");
            Files.write(file, withOrientation(jpeg, orientation));

            var picture = MediaReader.readPicture(file, 1_000);

            boolean sideways = orientation > 4;
            assertEquals(sideways ? 120 : 160, picture.width(), "orientation " + orientation);
            // EXIF: where the first row and the first column lie.
            boolean right =
                    orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
            boolean bottom =
                    orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
            assertTrue(red(picture, right, bottom), "orientation " + orientation);
        }
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(exif, 0, exif.length);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    @Test
    void putsSeeThroughPicturesOnWhite() throws Exception {
        var image =
                new java.awt.image.BufferedImage(
                        40, 40, java.awt.image.BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                image.setRGB(i, j, 0x80_ff_00_00);
            }
        }
        var file = folder.resolve("glass.png");
        javax.imageio.ImageIO.write(image, "png", file.toFile());

        int[] middle = Made.middle(MediaReader.readPicture(file, 100));

        assertEquals(127, middle[0], 2);
        assertEquals(127, middle[1], 2);
        assertEquals(255, middle[2], 2);
    }

    @Test
    void takesAVideosFirstFrameAsItsPicture() {
        var picture = MediaReader.readPicture(film(1), 80);

        assertEquals(80, picture.width());
        assertTrue(Made.middle(picture)[2] > 240);
    }

    @Test
    void takesNoCoverForAPicture() throws Exception {
        var png = folder.resolve("cover.png");
        PictureFile.writePng(cornered(), png);
        var song =
                converted(
                        wav(Made.sine(440, 44_100, 1)),
                        "song.mp3",
                        "-i",
                        png.toString(),
                        "-map",
                        "0",
                        "-map",
                        "1",
                        "-disposition:v:0",
                        "attached_pic");

        assertEquals(MediaInfo.Kind.SOUND, MediaReader.probe(song).kind());
        var e = assertThrows(StudioException.class, () -> MediaReader.readPicture(song, 100));
        assertEquals("models.media.noPicture", e.key());
    }

    @Test
    void findsTheLabelOfGeneratedMedia() throws Exception {
        var opus = folder.resolve("voice.ogg");
        SoundFile.write(
                Made.sine(440, 22_050, 1),
                opus,
                SoundFile.Kind.OPUS,
                Map.of("comment", "synthetic: espeak-ng"));

        assertEquals("synthetic: espeak-ng", MediaReader.probe(opus).aiLabel());
        assertEquals("", MediaReader.probe(wav(Made.sine(440, 22_050, 1))).aiLabel());
    }

    @Test
    void opensNamesInEveryScript() throws Exception {
        var odd = folder.resolve("录音 №1 100%: 'a' #x?.wav");
        Files.copy(wav(Made.sine(440, 16_000, 1)), odd);

        assertEquals(16_000, MediaReader.readSound(odd, 16_000, LONG).samples().length);
    }
}
