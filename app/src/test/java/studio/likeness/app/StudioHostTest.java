package studio.likeness.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.conversation.Voice;
import studio.likeness.app.window.voice.SmallCloning;
import studio.likeness.corpus.voices.InstalledCloning;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SystemVoice;
import studio.likeness.models.voice.profile.VoiceProfile;

/// What the API speaks with.
class StudioHostTest {
    @TempDir Path root;
    private Studio studio;

    @BeforeEach
    void open() {
        studio = new Studio(new Home(root.resolve("home")));
        studio.ensureSample();
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private Voices.Voice give() throws Exception {
        for (var file : SmallCloning.files(root.resolve("GPT-SoVITS"))) {
            studio.conversion().add(file, Options.usual(), Progress.none());
        }
        var samples = new float[5 * 32_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 180 * i / 32_000));
        }
        var file = root.resolve("r.wav");
        SoundFile.writeWav(new Waveform(samples, 32_000), file);
        return studio.voices(Studio.SAMPLE)
                .add(
                        "Evening",
                        InstalledCloning.choose(studio.models()).models().orElseThrow(),
                        List.of(new Voices.Sample("usual", file, "They were.", "en", 5)),
                        VoiceProfile.Speaking.usual());
    }

    @Test
    @Tag("slow")
    void theApiSpeaksInThePersonasOwnVoice() throws Exception {
        give();
        var said = new StudioHost(studio).say(Studio.SAMPLE, "Good evening. How nice to see you!");
        assertEquals(Voice.Kind.CLONED, said.kind());
        assertEquals("Evening", said.voice());
        assertEquals(32_000, said.sound().sampleRateHz());
        assertTrue(said.sound().length().toMillis() > 500, () -> "" + said.sound().length());
    }

    @Test
    void whereThePersonasVoiceIsDamagedTheSystemsSpeaksAndSaysSo() throws Exception {
        try (var system = SystemVoice.find().orElse(null)) {
            Assumptions.assumeTrue(system != null, "no system voice here");
        }
        var voice = give();
        Files.delete(voice.folder().resolve("reference-1.wav"));
        var said = new StudioHost(studio).say(Studio.SAMPLE, "Good evening.");
        assertEquals(Voice.Kind.SYSTEM, said.kind());
        assertTrue(said.voice().contains("in place of"), said.voice());
        assertTrue(said.sound().length().toMillis() > 200);
    }
}
