package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ResourceBundle;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

/// Files that are damaged, disguised or made to do harm end in one sentence, soon.
class HostileMediaTest {
    @TempDir Path folder;

    private Path file(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private Path sound(String name, double seconds) throws Exception {
        var wav = folder.resolve("source.wav");
        SoundFile.writeWav(Made.sine(440, 44_100, seconds), wav);
        var to = folder.resolve(name);
        Ffprobe.ffmpeg("-i", wav.toString(), to.toString());
        return to;
    }

    private static void assertRefused(String key, Path file) {
        var e =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(10),
                        () -> assertThrows(StudioException.class, () -> MediaReader.probe(file)));
        assertEquals("models.media." + key, e.key(), e.sentence());
        assertTrue(e.sentence().contains(file.getFileName().toString()), e.sentence());
        assertFalse(e.sentence().contains("\n"));
        assertThrows(
                StudioException.class,
                () -> MediaReader.readSound(file, 16_000, Duration.ofHours(1)));
        assertThrows(StudioException.class, () -> MediaReader.readPicture(file, 100));
        assertThrows(StudioException.class, () -> MediaReader.open(file, 16_000));
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
        assertRefused("missing", folder.resolve("absent.wav"));
        assertRefused("missing", Files.createDirectory(folder.resolve("folder.mp4")));
        assertRefused("empty", file("empty.mp3", new byte[0]));
    }

    @Test
    void refusesAPipeInsteadOfWaitingForIt() throws Exception {
        var pipe = folder.resolve("pipe.wav");
        org.junit.jupiter.api.Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

        assertRefused("missing", pipe);
    }

    @Test
    void refusesTextUnderAnotherName() throws Exception {
        var text = "How now, brown cow. 你好。\n".repeat(4_000).getBytes(StandardCharsets.UTF_8);
        for (var name : new String[] {"a.mp3", "a.mp4", "a.wav", "a.png", "a.txt", "a.aac", "a"}) {
            assertRefused("unreadable", file(name, text));
        }
    }

    @Test
    void refusesNoise() throws Exception {
        var noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        for (var name : new String[] {"n.mp3", "n.mp4", "n.jpg", "n.bin", "n.amr", "n.h264"}) {
            assertRefused("unreadable", file(name, noise));
        }
    }

    @Test
    void refusesPlaylistsThatNameOtherFiles() throws Exception {
        var real = sound("real.wav", 1);
        var hls = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + real + "\n#EXT-X-ENDLIST\n";
        assertRefused("unreadable", file("list.m3u8", hls.getBytes(StandardCharsets.UTF_8)));
        assertRefused("unreadable", file("list.mp4", hls.getBytes(StandardCharsets.UTF_8)));
        var concat = "ffconcat version 1.0\nfile '" + real + "'\n";
        assertRefused("unreadable", file("list.wav", concat.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesSoundCutShort() throws Exception {
        for (var name : new String[] {"cut.wav", "cut.flac", "cut.m4a"}) {
            var whole = Files.readAllBytes(sound("whole-" + name, 10));
            var half = file(name, Arrays.copyOf(whole, whole.length / 2));
            // An MP4's index is at its end; without it nothing is known.
            assertRefused(name.endsWith("m4a") ? "unreadable" : "truncated", half);
        }
    }

    @Test
    void tellsHowMuchOfACutFilmIsThere() throws Exception {
        var film = folder.resolve("film.mp4");
        try (var writer =
                Mp4Writer.create(film, new Mp4Writer.Format(64, 64, 25, 48_000, Map.of()))) {
            writer.write(Made.at(0, Made.sine(440, 48_000, 10)));
        }
        var indexFirst = folder.resolve("first.mp4");
        Ffprobe.ffmpeg(
                "-i",
                film.toString(),
                "-c",
                "copy",
                "-movflags",
                "faststart",
                indexFirst.toString());
        var whole = Files.readAllBytes(indexFirst);
        var cut = file("cut.mp4", Arrays.copyOf(whole, whole.length * 6 / 10));

        assertRefused("truncated", cut);
        var e = assertThrows(StudioException.class, () -> MediaReader.probe(cut));
        assertTrue(e.sentence().contains(" of its 10.0 seconds"), e.sentence());
    }

    @Test
    void refusesAWavWithoutSound() throws Exception {
        assertRefused("unreadable", file("header.wav", WavHeader.of(16_000, 0)));
    }

    @Test
    void refusesFilesWithoutSoundAndPicture() throws Exception {
        var subtitles =
                file(
                        "s.srt",
                        "1\n00:00:00,000 --> 00:00:02,000\nHello\n"
                                .getBytes(StandardCharsets.UTF_8));
        var film = folder.resolve("subtitles.mkv");
        Ffprobe.ffmpeg("-i", subtitles.toString(), film.toString());

        assertRefused("noStreams", film);
    }

    @Test
    void refusesPicturesOfAbsurdSize() throws Exception {
        assertRefused("tooLarge", file("wide.png", png(20_000, 20_000)));
        assertRefused("tooLarge", file("huge.png", png(200_000, 200_000)));
        assertRefused("tooLarge", file("strange.png", png(9_000, 9_000)));
    }

    @Test
    void refusesSoundLongerThanADay() throws Exception {
        var header = WavHeader.of(1, 2 * 90_000);
        assertRefused("tooLong", file("day.wav", Arrays.copyOf(header, header.length + 180_000)));
    }

    @Test
    void survivesEveryKindOfBrokenByte() throws Exception {
        var film = folder.resolve("film.mp4");
        try (var writer =
                Mp4Writer.create(film, new Mp4Writer.Format(64, 64, 25, 48_000, Map.of()))) {
            for (int i = 0; i < 25; i++) {
                writer.write(Made.portrait(64, 64, i, Made.seconds(i / 25.0)));
            }
            writer.write(Made.at(0, Made.sine(440, 48_000, 1)));
        }
        var random = new Random(7);
        for (var whole :
                new Path[] {film, sound("b.flac", 1), sound("b.mp3", 1), sound("b.ogg", 1)}) {
            for (int round = 0; round < 20; round++) {
                var bytes = Files.readAllBytes(whole);
                for (int i = 0; i < 1 + bytes.length / 500; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                readOrRefuse(file("broken-" + whole.getFileName(), bytes));
            }
        }
    }

    private static void readOrRefuse(Path file) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> {
                    try (var reader = MediaReader.open(file, 16_000)) {
                        while (reader.nextSound().isPresent() || reader.nextPicture().isPresent()) {
                            assertTrue(reader.info().length().compareTo(Duration.ofDays(1)) <= 0);
                        }
                    } catch (StudioException e) {
                        assertTrue(e.key().startsWith("models.media."));
                    }
                });
    }

    @Test
    void explainsEverythingInBothLanguages() {
        var english = bundle(Locale.ROOT);
        var chinese = bundle(Locale.SIMPLIFIED_CHINESE);

        assertEquals(english.keySet(), chinese.keySet());
        for (var key : english.keySet()) {
            var holes = english.getString(key).replaceAll("[^%]*(%(\\d\\$)?s)?[^%]*", "$1");
            assertFalse(chinese.getString(key).equals(english.getString(key)), key);
            for (int i = 1; i <= 3; i++) {
                var hole = "%" + i + "$s";
                assertEquals(holes.contains(hole), chinese.getString(key).contains(hole), key);
            }
        }
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle("studio.likeness.models.media.words", locale);
    }

    /// A header that claims a size, and hardly anything behind it.
    private static byte[] png(int width, int height) {
        var chunk = ByteBuffer.allocate(17);
        chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        chunk.put(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(chunk.array());
        return ByteBuffer.allocate(8 + 25 + 400)
                .order(ByteOrder.BIG_ENDIAN)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(chunk.array())
                .putInt((int) crc.getValue())
                .putInt(300)
                .put("IDAT".getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
