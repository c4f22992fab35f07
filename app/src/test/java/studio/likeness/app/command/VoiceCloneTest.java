package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.app.window.voice.SmallCloning;
import studio.likeness.models.home.Home;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.profile.VoiceProfile;

/// From the files that people have to a persona's voice and a sentence of it, with keyed weights of
/// small networks.
class VoiceCloneTest {
    @TempDir Path root;
    Path home;

    @BeforeEach
    void open() {
        home = root.resolve("home");
        try (var studio = new Studio(new Home(home))) {
            studio.ensureSample();
        }
    }

    private CommandRun run(String... args) {
        return CommandRun.of(home, args);
    }

    private void add(Path file) {
        var added = run("models", "add", file.toString());
        assertEquals(0, added.code(), added.err());
    }

    private void addCloning() throws IOException {
        for (var file : SmallCloning.files(root.resolve("GPT-SoVITS"))) {
            add(file);
        }
    }

    private Path reference(double seconds) {
        var samples = new float[(int) (seconds * 24_000)];
        for (int i = 0; i < samples.length; i++) {
            double swell = 0.6 + 0.4 * Math.sin(i / 4_000.0);
            samples[i] = (float) (0.3 * swell * Math.sin(2 * Math.PI * 180 * i / 24_000));
        }
        var file = root.resolve("reference.wav");
        SoundFile.writeWav(new Waveform(samples, 24_000), file);
        return file;
    }

    private CommandRun cloneWith(double seconds, String... more) {
        var args =
                new java.util.ArrayList<>(
                        java.util.List.of(
                                "voice",
                                "clone",
                                "--persona",
                                "sample",
                                "--reference",
                                reference(seconds).toString(),
                                "--text",
                                "They were there.",
                                "--name",
                                "Evening"));
        args.addAll(java.util.List.of(more));
        return run(args.toArray(String[]::new));
    }

    private CommandRun say(Path out, String... more) {
        var args =
                new java.util.ArrayList<>(
                        java.util.List.of(
                                "voice",
                                "say",
                                "--persona",
                                "sample",
                                "--out",
                                out.toString(),
                                "Good evening."));
        args.addAll(java.util.List.of(more));
        return run(args.toArray(String[]::new));
    }

    @Test
    void withoutModelsItSaysWhichAreMissing() {
        var refused = cloneWith(5);
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("chinese-hubert-base"), refused.err());
        assertTrue(refused.err().contains(".ckpt"), refused.err());
    }

    @Test
    @Tag("slow")
    void aReferenceBecomesAVoiceThatSpeaksIsHeardAgainAndKeepsItsRate() throws IOException {
        addCloning();
        var made = cloneWith(5);
        assertEquals(0, made.code(), made.err());
        assertTrue(made.out().contains("Evening"), made.out());

        var out = root.resolve("o.wav");
        var said = say(out);
        assertEquals(0, said.code(), said.err());
        assertTrue(MediaReader.probe(out).length().toMillis() > 100);
        var bytes = new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("AI-generated"));

        var deaf = say(out, "--check");
        assertEquals(1, deaf.code());
        assertTrue(deaf.err().contains("speech"), deaf.err());

        add(SmallWhisper.folder(root));
        var checked = say(out, "--check");
        assertEquals(0, checked.code(), checked.err());
        assertTrue(checked.out().contains("tries: 3"), checked.out());
        assertTrue(checked.out().contains("instead of"), checked.out());
        try (var studio = new Studio(new Home(home))) {
            var kept = studio.voices("sample").used().orElseThrow();
            var profile = (VoiceProfile.Cloned) kept.profile();
            assertTrue(profile.characterErrorRate() > 0, () -> profile.toString());
            assertEquals(11, profile.charactersHeard());
        }
    }

    @Test
    void aModelOfTheWrongKindIsRefused() throws IOException {
        add(SmallWhisper.folder(root));
        var refused = cloneWith(5, "--codes", "whisper-mini");
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("whisper-mini"), refused.err());
    }

    @Test
    void aReferenceThatIsTooShortLeavesNoVoiceBehind() throws IOException {
        addCloning();
        var refused = cloneWith(1);
        assertEquals(1, refused.code());
        assertFalse(refused.err().isBlank());
        try (var studio = new Studio(new Home(home))) {
            assertTrue(studio.voices("sample").list().isEmpty());
            assertTrue(studio.voices("sample").used().isEmpty());
        }
    }
}
