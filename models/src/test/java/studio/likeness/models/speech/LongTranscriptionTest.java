package studio.likeness.models.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.Progress;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.Transcript.Quality;
import studio.likeness.models.speech.Transcript.Segment;

class LongTranscriptionTest {
    private static final int RATE = 16_000;

    @TempDir Path root;
    Path file;
    Path kept;

    /// Five minutes: a tone of three seconds, a pause of one, and so on.
    @BeforeEach
    void record() {
        file = root.resolve("long.wav");
        kept = root.resolve("kept").resolve("long.json");
        var samples = new float[300 * RATE];
        for (int i = 0; i < samples.length; i++) {
            boolean speaks = i % (4 * RATE) < 3 * RATE;
            samples[i] = speaks ? (float) (0.3 * Math.sin(i * 0.05)) : 0;
        }
        SoundFile.writeWav(new Waveform(samples, RATE), file);
    }

    /// Writes where each part's first sound is.
    private final List<Integer> parts = new ArrayList<>();

    private Transcript write(Waveform part, Transcriber.Options options, Progress progress) {
        progress.at(0, part.samples().length, "models.speech.writing");
        parts.add(part.samples().length);
        var quality = new Quality(-0.1, 0.1, 1, 0);
        double seconds = part.samples().length / (double) RATE;
        return new Transcript(
                options.language().orElse("en"),
                List.of(new Segment(0, seconds, "part " + parts.size(), List.of(), quality)));
    }

    @Test
    void partsEndInPausesAndTogetherAreTheWhole() {
        try (var activity = new LoudnessActivity()) {
            var found =
                    new LongTranscription(this::write, activity, kept)
                            .transcribe(
                                    file, Transcriber.Options.usual(), _ -> {}, Progress.none());
            assertTrue(parts.size() >= 3, parts.toString());
            assertEquals(300 * RATE, parts.stream().mapToInt(i -> i).sum());
            double before = 0;
            for (var segment : found.segments()) {
                assertEquals(before, segment.from(), 1e-6);
                before = segment.to();
                if (before < 299) {
                    double within = before % 4;
                    assertTrue(within > 2.9 || within < 0.1, "cut at " + before);
                }
            }
            assertEquals("en", found.language());
            assertFalse(Files.exists(kept));
        }
    }

    @Test
    void goesOnWhereItWasBrokenOff() {
        try (var activity = new LoudnessActivity()) {
            var usual = Transcriber.Options.usual();
            var first = new LongTranscription(this::write, activity, kept);
            assertThrows(
                    CancellationException.class,
                    () ->
                            first.transcribe(
                                    file,
                                    usual,
                                    _ -> {},
                                    (done, total, _) -> {
                                        assertEquals(300_000, total);
                                        if (done > 150_000) {
                                            throw new CancellationException();
                                        }
                                    }));
            assertTrue(Files.exists(kept));
            int written = parts.size();
            var told = new ArrayList<Segment>();
            var found =
                    new LongTranscription(this::write, activity, kept)
                            .transcribe(file, usual, told::add, Progress.none());
            assertEquals(found.segments(), told);
            assertTrue(written >= 1);
            assertEquals(300 * RATE, parts.stream().mapToInt(i -> i).sum(), "nothing twice");
        }
    }

    @Test
    void anotherLanguageBeginsAnew() {
        try (var activity = new LoudnessActivity()) {
            var usual = Transcriber.Options.usual();
            var first = new LongTranscription(this::write, activity, kept);
            assertThrows(
                    CancellationException.class,
                    () ->
                            first.transcribe(
                                    file,
                                    usual,
                                    _ -> {},
                                    (done, _, _) -> {
                                        if (done > 150_000) {
                                            throw new CancellationException();
                                        }
                                    }));
            parts.clear();
            new LongTranscription(this::write, activity, kept)
                    .transcribe(file, usual.withLanguage("zh"), _ -> {}, Progress.none());
            assertEquals(300 * RATE, parts.stream().mapToInt(i -> i).sum());
        }
    }
}
