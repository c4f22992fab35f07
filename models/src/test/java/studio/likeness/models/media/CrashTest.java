package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.signal.Levels;

/// What is left when the program is killed without warning.
@Tag("slow")
class CrashTest {
    @TempDir Path folder;

    @RepeatedTest(5)
    void leavesAFilmThatPlaysButForItsLastSecond() throws Exception {
        var file = folder.resolve("film.mp4");

        long written = writeAndKill("film", file);

        var info = MediaReader.probe(file);
        int pictures = 0;
        var lastPicture = Duration.ZERO;
        try (var reader = MediaReader.open(file, 16_000)) {
            for (var p = reader.nextPicture(); p.isPresent(); p = reader.nextPicture()) {
                lastPicture = p.get().pts();
                pictures++;
            }
        }
        var sound = MediaReader.readSound(file, 16_000, Duration.ofHours(1));
        System.out.printf(
                "killed at %d ms; length %d, pictures to %d (%d), sound %d%n",
                written,
                info.length().toMillis(),
                lastPicture.toMillis(),
                pictures,
                sound.length().toMillis());
        assertTrue(lastPicture.toMillis() >= written - 1_000);
        assertTrue(sound.length().toMillis() >= written - 1_000);
        assertTrue(Levels.of(sound.slice(1_600, sound.samples().length)).rmsDb() > -12);
        assertEquals(lastPicture.toMillis() / 40, pictures - 1);
    }

    @RepeatedTest(5)
    void leavesATakeThatLosesNothingToSpeakOf() throws Exception {
        var file = folder.resolve("take.wav");

        long written = writeAndKill("take", file);

        // Readable even before it is repaired, up to the last sync.
        var before = MediaReader.probe(file).length();
        var recovered = SoundRecorder.recover(file);
        System.out.printf(
                "killed at %d ms; %d before repair, %d after%n",
                written, before.toMillis(), recovered.toMillis());
        assertTrue(recovered.toMillis() >= written);
        assertTrue(recovered.toMillis() <= written + 100);
        assertTrue(before.toMillis() >= written - 1_000);
        assertEquals(recovered, MediaReader.readSound(file, 48_000, Duration.ofHours(1)).length());
    }

    /// @return milliseconds that the child said were written
    private static long writeAndKill(String what, Path file) throws Exception {
        long wanted = 2_000L + new Random().nextInt(2_000);
        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dorg.bytedeco.javacpp.cachedir="
                                        + System.getProperty(
                                                "org.bytedeco.javacpp.cachedir",
                                                System.getProperty("java.io.tmpdir")),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                CrashWriter.class.getName(),
                                what,
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = child.start();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            long written = 0;
            while (written < wanted) {
                var line = out.readLine();
                assertTrue(line != null, "the child died by itself");
                written = Long.parseLong(String.valueOf(line));
            }
            // Not Process.destroyForcibly, which throws away what the child has said.
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                written = Long.parseLong(line);
            }
            return written;
        } finally {
            process.destroyForcibly();
        }
    }
}
