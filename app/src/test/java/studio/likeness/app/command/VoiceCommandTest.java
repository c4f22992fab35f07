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
import studio.likeness.models.bench.SyntheticWhisper;
import studio.likeness.models.checkpoint.SafetensorsWriter;
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
        var folder = Files.createDirectories(root.resolve("whisper-mini"));
        try (var weights = SyntheticWhisper.MINI.weights()) {
            var entries =
                    weights.names().stream()
                            .map(name -> SafetensorsWriter.Entry.of(name, weights.get(name)))
                            .toList();
            SafetensorsWriter.writeParts(folder, entries, 1L << 40);
        }
        var added = CommandRun.of(home, "models", "add", folder.toString());
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
        var run = transcribe(recording(), "--json", "--words", "--spoken", "en");
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
}
