package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.app.window.voice.SmallConverter;
import studio.likeness.models.home.Home;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.profile.VoiceProfile;

/// From the files that people have to a recording in another voice, with keyed weights of small
/// networks.
class VoiceConvertTest {
    @TempDir Path root;
    Path home;

    @BeforeEach
    void open() {
        home = root.resolve("home");
        try (var studio = new Studio(new Home(home))) {
            studio.ensureSample();
        }
    }

    private void addConverter() throws IOException {
        for (var file : SmallConverter.files(root)) {
            var added = CommandRun.of(home, "models", "add", file.toString());
            assertEquals(0, added.code(), added.err());
        }
    }

    private Path recording() {
        var samples = new float[22_050];
        for (int i = 0; i < samples.length; i++) {
            double at = i / 22_050.0;
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * (150 * at + 40 * at * at)));
        }
        var file = root.resolve("in.wav");
        SoundFile.writeWav(new Waveform(samples, 22_050), file);
        return file;
    }

    private CommandRun convert(Path out, String... more) {
        var args = new ArrayList<>(List.of("voice", "convert"));
        args.addAll(List.of(more));
        args.addAll(List.of(recording().toString(), out.toString()));
        return CommandRun.of(home, args.toArray(String[]::new));
    }

    private float[] sound(Path file) {
        return MediaReader.readSound(file, 44_100, Duration.ofSeconds(5)).samples();
    }

    @Test
    @Tag("slow")
    void aPersonasConvertedVoiceIsKeptAndConvertsAsItWasKept() throws IOException {
        addConverter();
        var kept = root.resolve("kept.wav");
        var made =
                convert(
                        kept,
                        "--persona",
                        "sample",
                        "--keep",
                        "Bert",
                        "--speaker",
                        "bert",
                        "--transpose",
                        "5");
        assertEquals(0, made.code(), made.err());
        try (var studio = new Studio(new Home(home))) {
            var voice = studio.voices("sample").used().orElseThrow();
            var profile = (VoiceProfile.Converted) voice.profile();
            assertEquals("bert", profile.speaker());
            assertEquals(5, profile.semitones());
            assertFalse(profile.content().isEmpty());
            var stories = studio.home().jobs();
            assertTrue(Files.isDirectory(stories), "its story is kept as a job");
        }
        var again = root.resolve("again.wav");
        assertEquals(0, convert(again, "--persona", "sample").code());
        assertArrayEquals(sound(kept), sound(again));
        var other = root.resolve("other.wav");
        assertEquals(0, convert(other).code());
        assertFalse(java.util.Arrays.equals(sound(kept), sound(other)), "of another speaker");
    }

    @Test
    void withoutAModelItSaysHowToGetOne() {
        var refused = convert(root.resolve("o.wav"));
        assertEquals(1, refused.code());
        assertFalse(refused.err().isBlank());
        assertFalse(Files.exists(root.resolve("o.wav")));
    }

    @Test
    void aVoiceIsKeptForSomebody() {
        var refused = convert(root.resolve("o.wav"), "--keep", "Bert");
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("--persona"), refused.err());
    }
}
