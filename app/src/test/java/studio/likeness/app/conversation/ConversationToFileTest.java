package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Trace.Step;
import studio.likeness.models.media.MediaInfo;
import studio.likeness.models.media.MediaReader;

class ConversationToFileTest {
    @TempDir static Path folder;

    @Test
    void aRecordedAnswerBecomesAFilmWhoseSoundIsTheRecording() throws Exception {
        var file = folder.resolve("talk.mp4");
        Turn turn;
        Duration recorded;
        try (var sample = new SampleStudio(folder.resolve("home"))) {
            var answer = sample.answer("en-010");
            recorded = answer.recording().orElseThrow().length();
            turn = talk(sample, SampleStudio.recorded(answer), Voice.text(), file);
        }
        var info = MediaReader.probe(file);
        assertEquals(MediaInfo.Kind.VIDEO, info.kind());
        assertEquals(25, info.framesPerSecond(), 0.1);
        assertClose(recorded, info.length(), 80);
        assertEquals("recording", turn.voice());
        assertClose(recorded, turn.spoken(), 60);
        assertTrue(info.aiLabel().contains("AI-generated"), info.aiLabel());
        var sound = MediaReader.readSound(file, 16_000, Duration.ofMinutes(1));
        assertTrue(loudness(sound.samples()) > 0.01, "the recording is heard");
    }

    @Test
    void whereThereIsNoVoiceTextTakesTheTimeOfReading() throws Exception {
        var file = folder.resolve("talk.mp4");
        Turn turn;
        try (var sample = new SampleStudio(folder.resolve("home"))) {
            turn =
                    talk(
                            sample,
                            SampleStudio.generated("这个我没有录过。你可以问我别的。", "zh"),
                            Voice.text(),
                            file);
        }
        assertEquals("", turn.voice());
        assertTrue(turn.spoken().toMillis() > 2000, turn.spoken().toString());
        var sound = MediaReader.readSound(file, 16_000, Duration.ofMinutes(1));
        assertTrue(loudness(sound.samples()) < 0.001, "nothing is heard");
    }

    @Test
    void stepsAreTracedInTheirOrder() throws Exception {
        Turn turn;
        try (var sample = new SampleStudio(folder.resolve("home"))) {
            turn =
                    talk(
                            sample,
                            SampleStudio.recorded(sample.answer("zh-004")),
                            Voice.text(),
                            folder.resolve("talk.mp4"));
        }
        var trace = turn.trace();
        var last = Duration.ZERO;
        for (var step :
                new Step[] {
                    Step.HEARD, Step.MEMORY, Step.FIRST_TEXT, Step.FIRST_AUDIO, Step.TOTAL
                }) {
            var at = trace.at(step).orElseThrow();
            assertTrue(at.compareTo(last) >= 0, step + " at " + at);
            last = at;
        }
        assertTrue(trace.at(Step.FIRST_FRAME).isPresent());
    }

    private static Turn talk(SampleStudio sample, Reply reply, Voice voice, Path file)
            throws InterruptedException {
        var corpus = sample.studio().corpus(Studio.SAMPLE);
        try (var talk =
                Conversation.toFile(
                        corpus,
                        SampleStudio.saying(reply),
                        voice,
                        Face.of(corpus),
                        file,
                        Locale.ENGLISH)) {
            return talk.ask("a question");
        }
    }

    private static void assertClose(Duration expected, Duration found, long millis) {
        assertTrue(expected.minus(found).abs().toMillis() <= millis, expected + " and " + found);
    }

    private static double loudness(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }
}
