package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real devices of a PulseAudio server that this test starts: a microphone into which a file is
/// spoken, and a speaker that is listened to. The program under test runs as a child, because the
/// server's address is an environment variable.
@Tag("slow")
class PulseAudioTest {
    @TempDir Path folder;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void startServer() throws Exception {
        for (var program : new String[] {"pulseaudio", "pactl", "paplay"}) {
            boolean installed =
                    new ProcessBuilder("which", program)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
            Assumptions.assumeTrue(installed, program + " is not installed");
        }
        Files.setPosixFilePermissions(
                folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        started.add(
                run(
                        "pulseaudio",
                        "-n",
                        "--daemonize=no",
                        "--exit-idle-time=-1",
                        "-L",
                        "module-native-protocol-unix",
                        "-L",
                        "module-null-sink sink_name=speaker rate=48000 channels=2",
                        "-L",
                        "module-null-sink sink_name=micfeed rate=48000 channels=1",
                        "-L",
                        "module-remap-source master=micfeed.monitor source_name=fakemic"));
        for (int i = 0; i < 50 && run("pactl", "info").waitFor() != 0; i++) {
            Thread.sleep(100);
        }
        assertEquals(0, run("pactl", "set-default-sink", "speaker").waitFor());
        assertEquals(0, run("pactl", "set-default-source", "fakemic").waitFor());
    }

    @AfterEach
    void stopServer() {
        started.forEach(Process::destroy);
    }

    private Process run(String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("log-" + command[0] + ".txt").toFile());
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        return builder.start();
    }

    /// @return what the child printed, errors included
    private List<String> child(String... args) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dorg.bytedeco.javacpp.cachedir="
                                        + System.getProperty("org.bytedeco.javacpp.cachedir", ""),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                PulseAudioChild.class.getName()));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        var process = builder.start();
        var lines =
                new String(
                                process.getInputStream().readAllBytes(),
                                java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        lines.forEach(System.out::println);
        assertEquals(0, process.waitFor());
        return lines;
    }

    @Test
    void hearsWhatIsSpokenIntoTheMicrophone() throws Exception {
        var said = folder.resolve("said.wav");
        SoundFile.writeWav(Made.sine(1_000, 48_000, 6), said);
        for (var id : new String[] {"default", "pulse:fakemic", "java:default [default]"}) {
            var speaking = run("paplay", "--device=micfeed", said.toString());
            started.add(speaking);
            var lines = child("listen", id, "16000");
            speaking.destroy();
            speaking.waitFor();
            assertEquals(-9, value(lines, "rms"), 1);
            assertTrue(value(lines, "opened") < 500, "opened in ms");
            assertEquals(1_000, value(lines, "tone"), 20);
            assertTrue(lines.size() == 4, "nothing else is printed");
        }
    }

    @Test
    void listsMicrophonesAndSpeakers() throws Exception {
        var lines = child("list");

        assertTrue(lines.contains("microphone default"), lines.toString());
        assertTrue(lines.contains("microphone pulse:fakemic"), lines.toString());
        assertTrue(lines.stream().noneMatch(l -> l.contains(".monitor")), lines.toString());
        assertTrue(lines.contains("speaker default"), lines.toString());
    }

    /// The speaker is heard through its monitor, 20 ms later at most for the listening itself.
    @Test
    void tellsWhenSoundIsHeardAndFallsSilentAtOnce() throws Exception {
        var lines = child("play");

        assertEquals(0, value(lines, "backwards"));
        assertEquals(10, value(lines, "first"), 60, "ms from heard() to sound");
        assertEquals(10, value(lines, "second"), 60, "ms from heard() to sound");
        assertTrue(value(lines, "flush") < 10, "ms");
        assertTrue(value(lines, "silent") < 70, "ms from flush() to silence");
        assertEquals(0.5, value(lines, "again"), 0.001);
    }

    private static double value(List<String> lines, String name) {
        return lines.stream()
                .filter(l -> l.startsWith(name + " "))
                .mapToDouble(l -> Double.parseDouble(l.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
