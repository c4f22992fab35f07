package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.models.home.Home;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;

/// A small Whisper of keyed weights goes all the way; what it writes means nothing.
class VoiceCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path root;
    Path home;

    @BeforeEach
    void open() {
        home = root.resolve("home");
    }

    private void addAModel() throws IOException {
        var added = CommandRun.of(home, "models", "add", SmallWhisper.folder(root).toString());
        assertEquals(0, added.code(), added.err());
    }

    private Path recording() {
        var random = new Random(2);
        var samples = new float[2 * 22_050];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.1 * random.nextGaussian());
        }
        var file = root.resolve("a talk.wav");
        SoundFile.writeWav(new Waveform(samples, 22_050), file);
        return file;
    }

    private CommandRun transcribe(Path file, String... more) {
        var all = new String[3 + more.length];
        all[0] = "voice";
        all[1] = "transcribe";
        all[2] = file.toString();
        System.arraycopy(more, 0, all, 3, more.length);
        return CommandRun.of(home, all);
    }

    @Test
    void writesDownARecordingWithTimesAndSaysThatPausesAreToldByLoudness() throws IOException {
        addAModel();
        var run = transcribe(recording(), "--json", "--words", "--spoken", "en", "--beams", "1");
        assertEquals(0, run.code(), run.err());
        var transcript = JSON.readTree(run.out());
        assertEquals("en", transcript.path("language").asText());
        assertEquals("whisper-mini", transcript.path("model").asText());
        assertTrue(run.err().contains("loudness"), run.err());
        for (var segment : transcript.path("segments")) {
            assertTrue(segment.path("start").asDouble() < segment.path("end").asDouble());
            assertTrue(segment.path("end").asDouble() <= 2.01);
        }
    }

    @Test
    void whatIsNoRecordingIsSaidInASentence() throws IOException {
        addAModel();
        var text = Files.writeString(root.resolve("talk.wav"), "not a sound at all");
        var empty = Files.write(root.resolve("empty.wav"), new byte[0]);
        var half = Files.readAllBytes(recording());
        var cut = Files.write(root.resolve("cut.wav"), java.util.Arrays.copyOf(half, 20));
        for (var file : java.util.List.of(text, empty, cut, root.resolve("missing.wav"), root)) {
            var run = transcribe(file);
            assertEquals(1, run.code(), file + run.out() + run.err());
            assertTrue(!run.err().isBlank() && !run.err().contains("\tat "), run.err());
        }
    }

    @Test
    void withoutAModelItSaysHowToGetOne() {
        var run = transcribe(recording());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("models add"), run.err());
    }

    @Test
    void aLanguageThatNobodyKnowsIsRefused() throws IOException {
        addAModel();
        var run = transcribe(recording(), "--spoken", "klingon");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("klingon"), run.err());
    }

    @Test
    void aRecordingIsComparedWithThePersonasOwn() throws Exception {
        Path answer;
        try (var studio = new Studio(new Home(home))) {
            studio.ensureSample();
            var corpus = studio.corpus(Studio.SAMPLE);
            answer = corpus.file(corpus.answers().getFirst().recording().orElseThrow());
        }
        var told =
                CommandRun.of(
                        home,
                        "voice",
                        "similarity",
                        "--persona",
                        "sample",
                        "--json",
                        answer.toString());
        assertEquals(0, told.code(), told.err());
        var json = JSON.readTree(told.out());
        assertEquals("as_the_person", json.path("meaning").asText(), told.out());
        assertEquals("coarse", json.path("by").asText());
        assertEquals(2, json.path("same").size());
        var alone = CommandRun.of(home, "voice", "similarity", answer.toString());
        assertEquals(2, alone.code(), alone.out());
        assertTrue(alone.err().contains("--persona"), alone.err());
    }
}
