package studio.likeness.models.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticWhisper;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.nn.GraphPlan.Precision;
import studio.likeness.models.nn.WeightFormat;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.Transcriber.Options;

/// Keyed weights know no language: what is seen is that times, order and ends hold whatever the
/// network says.
class TranscriberTest {
    /// As often as it takes to see a text, and no more: keyed weights are never sure.
    private static final Guards ONCE = new Guards(1e9, -1e9, 1.1, List.of(0.0));

    @TempDir static Path folder;

    @BeforeAll
    static void write() throws IOException {
        var shape = SyntheticWhisper.MINI;
        var settings = new WhisperSettings(shape.dims(), AlignmentHead.of(shape.dims(), false));
        var plan = WeightPlan.all(WeightFormat.Dense.FLOAT32);
        try (var weights = shape.weights()) {
            new WhisperGraphs(new Whisper(shape.dims()), weights, settings, Precision.F32)
                    .write(folder, plan, plan, Progress.none());
        }
    }

    private static Options options(boolean words) {
        return options("en", words, ChineseScript.ANY);
    }

    private static Options options(String language, boolean words, ChineseScript script) {
        return new Options(
                Optional.of(language), words, SpeechSegments.USUAL, ONCE, Search.GREEDY, script, 1);
    }

    /// Noise for two seconds, silence for two, noise for one.
    private static Waveform sound(int rate) {
        var random = new Random(9);
        var samples = new float[5 * rate];
        for (int i = 0; i < samples.length; i++) {
            boolean loud = i < 2 * rate || i >= 4 * rate;
            samples[i] = (float) (random.nextGaussian() * (loud ? 0.1 : 1e-4));
        }
        return new Waveform(samples, rate);
    }

    @Test
    void everySegmentAndWordHasItsPlaceInTheRecording() {
        try (var model = SpeechModel.open(folder, Device.processor());
                var activity = new LoudnessActivity()) {
            var told = new ArrayList<Transcript.Segment>();
            var transcript =
                    new Transcriber(model, activity)
                            .transcribe(sound(16_000), options(true), told::add, Progress.none());
            assertEquals(told, transcript.segments());
            assertEquals("en", transcript.language());
            assertTrue(!told.isEmpty(), "nothing was written");
            for (var segment : told) {
                assertTrue(segment.from() >= 0 && segment.to() <= 5.01, segment.toString());
                assertTrue(segment.from() < segment.to());
                double before = 0;
                for (var word : segment.words()) {
                    assertTrue(word.from() >= before - 1e-9 && word.to() >= word.from());
                    assertTrue(word.to() <= 5.1 && word.chance() >= 0 && word.chance() <= 1);
                    before = word.from();
                }
                assertEquals(
                        segment.text(),
                        String.join("", segment.words().stream().map(w -> w.text()).toList()));
            }
        }
    }

    @Test
    void wordsAndTextAreInTheScriptThatIsAskedFor() {
        try (var model = SpeechModel.open(folder, Device.processor());
                var activity = new LoudnessActivity()) {
            var transcriber = new Transcriber(model, activity);
            for (var script : ChineseScript.values()) {
                var transcript =
                        transcriber.transcribe(
                                sound(16_000),
                                options("zh", true, script),
                                _ -> {},
                                Progress.none());
                assertTrue(!transcript.segments().isEmpty(), "nothing was written");
                for (var segment : transcript.segments()) {
                    var words = segment.words().stream().map(Transcript.Word::text).toList();
                    assertEquals(segment.text(), String.join("", words));
                    assertEquals(segment.text(), script.written(segment.text(), "zh"));
                }
            }
        }
    }

    @Test
    void anotherSampleRateIsBroughtToItsOwn() {
        try (var model = SpeechModel.open(folder, Device.processor());
                var activity = new LoudnessActivity()) {
            var transcript =
                    new Transcriber(model, activity)
                            .transcribe(sound(48_000), options(false), _ -> {}, Progress.none());
            assertTrue(transcript.segments().getLast().to() <= 5.01);
        }
    }

    @Test
    void silenceAndNothingGiveAnEmptyText() {
        try (var model = SpeechModel.open(folder, Device.processor());
                var activity = new LoudnessActivity()) {
            var transcriber = new Transcriber(model, activity);
            for (int length : new int[] {0, 1, 300, 32_000}) {
                var silence = new Waveform(new float[length], 16_000);
                var transcript =
                        transcriber.transcribe(silence, options(true), _ -> {}, Progress.none());
                assertEquals("", transcript.text());
            }
        }
    }

    @Test
    void stopsWhenItIsCancelled() {
        try (var model = SpeechModel.open(folder, Device.processor());
                var activity = new LoudnessActivity()) {
            var transcriber = new Transcriber(model, activity);
            Progress cancelled =
                    (done, _, _) -> {
                        if (done > 0) {
                            throw new CancellationException();
                        }
                    };
            assertThrows(
                    CancellationException.class,
                    () ->
                            transcriber.transcribe(
                                    sound(16_000), options(false), _ -> {}, cancelled));
        }
    }

    @Test
    void stopsBetweenTwoTokensWhenItIsInterrupted() {
        try (var model = SpeechModel.open(folder, Device.processor());
                var activity = new LoudnessActivity()) {
            var transcriber = new Transcriber(model, activity);
            Thread.currentThread().interrupt();
            assertThrows(
                    CancellationException.class,
                    () ->
                            transcriber.transcribe(
                                    sound(16_000), options(false), _ -> {}, Progress.none()));
            assertTrue(Thread.interrupted(), "it stays interrupted");
        }
    }

    @Test
    void refusesALanguageThatTheModelDoesNotKnow() {
        try (var model = SpeechModel.open(folder, Device.processor());
                var activity = new LoudnessActivity()) {
            var transcriber = new Transcriber(model, activity);
            assertThrows(
                    StudioException.class,
                    () ->
                            transcriber.transcribe(
                                    sound(16_000),
                                    Options.usual().withLanguage("tlh"),
                                    _ -> {},
                                    Progress.none()));
        }
    }

    @Test
    void whileSomebodySpeaksPartsAreToldAndThenTheWhole() {
        try (var model = SpeechModel.open(folder, Device.processor());
                var activity = new LoudnessActivity();
                var other = new LoudnessActivity()) {
            var live =
                    new LiveTranscriber(
                            new Transcriber(model, activity),
                            new SpeechStream(other, SpeechSegments.USUAL),
                            options(false));
            var heard = new ArrayList<LiveTranscriber.Heard>();
            var samples = sound(16_000).samples();
            for (int at = 0; at < samples.length; at += 3200) {
                heard.addAll(live.push(Arrays.copyOfRange(samples, at, at + 3200)));
            }
            heard.addAll(live.finish());
            assertEquals(2, heard.stream().filter(LiveTranscriber.Heard::done).count());
            assertTrue(heard.stream().anyMatch(h -> !h.done()));
            assertTrue(heard.getLast().done());
        }
    }
}
