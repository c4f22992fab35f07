package studio.likeness.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.window.voice.SmallCloning;
import studio.likeness.corpus.voices.InstalledCloning;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.media.MediaReader;
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
        var said = say("Good evening. How nice to see you!");
        assertEquals("cloned; Evening", said.voice());
        assertTrue(said.sound().length().toMillis() > 500, () -> "" + said.sound().length());
    }

    @Test
    void whereThePersonasVoiceIsDamagedTheSystemsSpeaksAndSaysSo() throws Exception {
        try (var system = SystemVoice.find().orElse(null)) {
            Assumptions.assumeTrue(system != null, "no system voice here");
        }
        var voice = give();
        Files.delete(voice.folder().resolve("reference-1.wav"));
        var said = say("Good evening.");
        assertTrue(said.voice().startsWith("system; "), said.voice());
        assertTrue(said.voice().contains("in place of"), said.voice());
        assertTrue(said.sound().length().toMillis() > 200);
    }

    /// A card that is not there is not silently the processor.
    @Test
    void whereTheChosenCardIsMissingTheSystemsSpeaksAndSaysSo() throws Exception {
        try (var system = SystemVoice.find().orElse(null)) {
            Assumptions.assumeTrue(system != null, "no system voice here");
        }
        give();
        studio.settings().change(s -> s.with(d -> d.device("cuda:63")));
        var said = say("Good evening.");
        assertTrue(said.voice().startsWith("system; "), said.voice());
        assertTrue(said.voice().contains("in place of"), said.voice());
    }

    /// @param voice who spoke, as the answer's header says
    private record Said(Waveform sound, String voice) {}

    private Said say(String text) throws Exception {
        var token = studio.api().token();
        var address = studio.api().address().orElseGet(() -> studio.api().start(0, token));
        var body =
                "{\"voice\":\"%s\",\"input\":\"%s\",\"response_format\":\"wav\"}"
                        .formatted(Studio.SAMPLE, text);
        var request =
                HttpRequest.newBuilder(address.resolve("/v1/audio/speech"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        var file = root.resolve("said.wav");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofFile(file));
            assertEquals(200, answer.statusCode(), () -> "" + file);
            var voice = answer.headers().firstValue("Likeness-Voice").orElseThrow();
            return new Said(
                    MediaReader.readSound(file, 32_000, Duration.ofMinutes(1)),
                    URLDecoder.decode(voice, StandardCharsets.UTF_8).replace("name*=UTF-8''", ""));
        }
    }
}
