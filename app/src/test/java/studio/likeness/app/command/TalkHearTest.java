package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;

/// A question from a recording. The small Whisper's weights are keyed: it writes the same nonsense
/// for the same sound.
class TalkHearTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path root;
    Path home;

    @BeforeEach
    void open() {
        home = root.resolve("home");
    }

    private Path recording(double loudness) {
        var random = new Random(2);
        var samples = new float[2 * 22_050];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (loudness * random.nextGaussian());
        }
        var file = root.resolve("question.wav");
        SoundFile.writeWav(new Waveform(samples, 22_050), file);
        return file;
    }

    private CommandRun hear(Path file) {
        return CommandRun.of(
                home, "talk", "--persona", "sample", "--hear", file.toString(), "--json");
    }

    @Test
    void asksWhatTheRecordingSays() throws IOException {
        var added = CommandRun.of(home, "models", "add", SmallWhisper.folder(root).toString());
        assertEquals(0, added.code(), added.err());
        var file = recording(0.1);
        var written =
                CommandRun.of(
                        home, "voice", "transcribe", file.toString(), "--json", "--beams", "1");
        assertEquals(0, written.code(), written.err());
        var text = JSON.readTree(written.out()).path("text").asText().strip();
        assertNotEquals("", text, written.out());

        var run = hear(file);

        assertEquals(0, run.code(), run.err());
        assertEquals(text, JSON.readTree(run.out()).path("heard").asText());
    }

    @Test
    void saysWhenNobodySpeaksInIt() throws IOException {
        var added = CommandRun.of(home, "models", "add", SmallWhisper.folder(root).toString());
        assertEquals(0, added.code(), added.err());
        var run = hear(recording(0));
        assertNotEquals(0, run.code());
        assertTrue(run.err().contains("question.wav"), run.err());
    }

    @Test
    void saysThatARecogniserIsMissing() {
        var run = hear(recording(0.1));
        assertNotEquals(0, run.code());
        assertTrue(run.err().contains("Whisper"), run.err());
    }
}
