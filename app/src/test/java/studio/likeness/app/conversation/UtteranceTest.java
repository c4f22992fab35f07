package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.window.TestUi;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;

class UtteranceTest {
    private static final Persona PERSONA = TestUi.persona("sample", "沈月桥", true);

    @TempDir Path folder;

    /// Says a tenth of a second for each letter, in two chunks, the second of them silent.
    private static class Letters implements Voice {
        final List<String> said = new ArrayList<>();
        final List<Duration> starts = new ArrayList<>();
        private final IntUnaryOperator rates;

        Letters() {
            this(_ -> 16_000);
        }

        /// @param rates of its first clause, which is 1, and those after it
        Letters(IntUnaryOperator rates) {
            this.rates = rates;
        }

        @Override
        public String name() {
            return "letters";
        }

        @Override
        public Duration speak(
                String clause, String language, Duration start, SystemVoice.Listener listener)
                throws InterruptedException {
            starts.add(start);
            said.add(clause);
            int rate = rates.applyAsInt(said.size());
            var tone = new float[clause.length() * rate / 20];
            Arrays.fill(tone, 0.1f * said.size());
            var at = start;
            for (var piece : List.of(tone, new float[tone.length])) {
                var chunk = new AudioChunk(new Waveform(piece, rate), at);
                listener.accept(new SpokenChunk(chunk, List.of()));
                at = chunk.end();
            }
            return at;
        }

        @Override
        public void close() {}
    }

    private Path write(Voice voice, String text) throws InterruptedException {
        var file = folder.resolve("said.wav");
        Utterance.write(voice, PERSONA, text, "en", file);
        return file;
    }

    private static Waveform read(Path file) {
        return MediaReader.readSound(file, 16_000, Duration.ofMinutes(1));
    }

    @Test
    void clausesSoundOneAfterAnotherWithTheirSilences() throws Exception {
        var voice = new Letters();

        var sound = read(write(voice, "Good morning. Come in!"));

        assertEquals(List.of("Good morning.", "Come in!"), voice.said);
        assertEquals(List.of(Duration.ZERO, Duration.ofMillis(1300)), voice.starts);
        assertEquals(21 * 1600, sound.samples().length);
        assertEquals(0.1, sound.samples()[5_000], 1e-3);
        assertEquals(0, sound.samples()[15_000], 1e-6);
        assertEquals(0.2, sound.samples()[22_000], 1e-3);
        assertEquals(0, sound.samples()[33_000], 1e-6);
    }

    /// As when a voice of the person's fails midway and the system's goes on.
    @Test
    void aVoiceMayChangeItsRateMidway() throws Exception {
        var voice = new Letters(clause -> clause == 1 ? 16_000 : 24_000);

        var sound = read(write(voice, "Good morning. Come in!"));

        assertEquals(2.1, sound.length().toMillis() / 1000.0, 0.01);
        assertEquals(0.1, sound.samples()[5_000], 1e-3);
        assertEquals(0.2, sound.samples()[22_000], 0.01);
    }

    @Test
    void saysWhatItIs() throws Exception {
        var info = MediaReader.probe(write(new Letters(), "Hello."));

        assertTrue(info.aiLabel().contains("AI-generated"), info.aiLabel());
    }

    @Test
    void withoutAVoiceThereIsASentenceAndNoFile() {
        var why = assertThrows(StudioException.class, () -> write(Voice.text(), "Hello."));

        assertEquals("app.conversation.noVoice", why.key());
        assertFalse(Files.exists(folder.resolve("said.wav")));
    }

    @Test
    void aVoiceThatGivesNothingIsNamed() {
        var mute =
                new Letters() {
                    @Override
                    public Duration speak(
                            String clause,
                            String language,
                            Duration start,
                            SystemVoice.Listener listener) {
                        return start;
                    }
                };

        var why = assertThrows(StudioException.class, () -> write(mute, "Hello."));

        assertEquals("app.conversation.nothingSaid", why.key());
        assertTrue(why.explanation().contains("letters"), why.explanation());
        assertFalse(Files.exists(folder.resolve("said.wav")));
    }

    @Test
    void stoppedMidwayTheFileOfBeforeIsWhole() throws Exception {
        var before = Files.readAllBytes(write(new Letters(), "Hello."));
        var stopped =
                new Letters() {
                    @Override
                    public Duration speak(
                            String clause,
                            String language,
                            Duration start,
                            SystemVoice.Listener listener)
                            throws InterruptedException {
                        if (!said.isEmpty()) {
                            throw new InterruptedException("stopped");
                        }
                        return super.speak(clause, language, start, listener);
                    }
                };

        assertThrows(
                InterruptedException.class, () -> write(stopped, "Good morning. Come in, do!"));

        assertArrayEquals(before, Files.readAllBytes(folder.resolve("said.wav")));
        try (var all = Files.list(folder)) {
            assertEquals(1, all.count(), "nothing half made is left");
        }
    }
}
