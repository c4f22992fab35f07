package studio.likeness.models.voice.cloning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.text.Pronunciation;
import studio.likeness.models.voice.text.Symbols;

/// From the files that people have to sound, with keyed weights.
class ClonedVoiceTest {
    @TempDir static Path root;
    private static ClonedVoice voice;

    @BeforeAll
    static void convert() throws IOException {
        var files = new CloningFiles(root);
        var conversion = new Conversion(new Home(root.resolve("home")), "test");
        var models =
                new CloningModels(
                        add(conversion, files.semantic()),
                        add(conversion, files.sound("v2", "01")),
                        add(conversion, files.hubert()),
                        Optional.of(add(conversion, files.roberta())),
                        Optional.empty());
        voice = ClonedVoice.open(models, ClonedVoiceTest::read, Device.processor());
    }

    private static Path add(Conversion conversion, Path file) {
        return conversion.add(file, Options.usual(), Progress.none()).path();
    }

    @AfterAll
    static void close() {
        voice.close();
    }

    /// Two sounds a character, as if all were Chinese.
    private static List<Pronunciation> read(String piece, String language, Symbols symbols) {
        int count = piece.length();
        var ids = new long[2 * count];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = 100 + (piece.charAt(i / 2) + i % 2) % 200;
        }
        var twice = new ArrayList<Integer>();
        piece.chars().forEach(_ -> twice.add(2));
        var names = Arrays.stream(ids).mapToObj(Long::toString).toList();
        return List.of(new Pronunciation("zh", piece, names, ids, twice));
    }

    private static Waveform recording(double seconds) {
        var random = new Random(5);
        var samples = new float[(int) (seconds * 24_000)];
        for (int i = 0; i < samples.length; i++) {
            double hum = Math.sin(2 * Math.PI * 140 * i / 24_000.0);
            samples[i] = (float) (0.15 * hum + 0.02 * random.nextGaussian());
        }
        return new Waveform(samples, 24_000);
    }

    private static Reference reference() {
        return voice.prepare(recording(3.5), "你好们。", "zh");
    }

    @Test
    void speaksAClauseFromAFewSecondsOfAVoice() throws InterruptedException {
        var reference = reference();
        // 3.5 s and 0.6 s of silence behind them, 25 codes a second.
        assertEquals(102, reference.codes().length, 1);

        var sound = voice.say(reference, "你们好，你好。", "zh", Manner.USUAL);

        assertEquals(32_000, sound.sampleRateHz());
        assertTrue(sound.length().toMillis() > 700, sound.length().toString());
        double power = 0;
        for (float sample : sound.samples()) {
            assertTrue(Math.abs(sample) < 1);
            power += (double) sample * sample;
        }
        assertTrue(Math.sqrt(power / sound.samples().length) > 0.001);
    }

    @Test
    void oneSeedSoundsTheSameAgain() throws InterruptedException {
        var reference = reference();
        var once = voice.say(reference, "你好。", "zh", Manner.USUAL).samples();
        assertArrayEquals(once, voice.say(reference, "你好。", "zh", Manner.USUAL).samples());
        var other = voice.say(reference, "你好。", "zh", Manner.USUAL.withSeed(2)).samples();
        assertFalse(Arrays.equals(once, other));
    }

    @Test
    void speaksWithoutTheReferencesText() throws InterruptedException {
        var reference = voice.prepare(recording(4), "", "zh");
        assertEquals(0, reference.codes().length);
        var sound = voice.say(reference, "你们好。", "zh", Manner.USUAL);
        assertTrue(sound.samples().length > 3200);
    }

    @Test
    void chunksFollowEachOtherAndEndWithAPause() throws InterruptedException {
        var chunks = new ArrayList<SpokenChunk>();
        var start = Duration.ofSeconds(2);
        var end = voice.speak(reference(), "你们好。", "zh", Manner.USUAL, start, chunks::add);
        var at = start;
        for (var chunk : chunks) {
            assertEquals(at.toNanos(), chunk.audio().pts().toNanos(), 1000);
            assertTrue(chunk.audio().sound().length().toMillis() <= 100);
            at = chunk.audio().end();
        }
        assertEquals(at.toNanos(), end.toNanos(), 1000);
        var last = chunks.getLast().audio().sound().samples();
        assertArrayEquals(new float[last.length], last);
    }

    @Test
    void nothingIsSaidWhereThereIsNothingToSay() throws InterruptedException {
        var at = Duration.ofSeconds(1);
        assertEquals(
                at,
                voice.speak(
                        reference(),
                        "",
                        "zh",
                        Manner.USUAL,
                        at,
                        _ -> {
                            throw new AssertionError("a chunk");
                        }));
    }

    @Test
    void stopsBetweenTwoCodesWhenInterrupted() throws InterruptedException {
        var reference = reference();
        var talk = "你们好，".repeat(40);
        var outcome = new CompletableFuture<Throwable>();
        var speaker =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        voice.say(reference, talk, "zh", Manner.USUAL);
                                        outcome.complete(new AssertionError("came to its end"));
                                    } catch (InterruptedException | RuntimeException e) {
                                        outcome.complete(e);
                                    }
                                });
        Thread.sleep(60);
        speaker.interrupt();
        speaker.join(Duration.ofSeconds(5));
        var ended = outcome.getNow(new AssertionError("still speaking"));
        assertTrue(ended instanceof InterruptedException, ended.toString());
        // The voice can be used again.
        assertTrue(voice.say(reference, "好。", "zh", Manner.USUAL).samples().length > 0);
    }

    @Test
    void aPreparedReferenceIsReadAgainAndMadeAnewForAnotherText() {
        var kept = root.resolve("reference.bin");
        var recording = recording(3.2);
        var made = voice.prepare(recording, "你好。", "zh", kept);
        long written = kept.toFile().lastModified();
        var again = voice.prepare(recording, "你好。", "zh", kept);
        assertNotSame(made, again);
        assertArrayEquals(made.codes(), again.codes());
        assertArrayEquals(made.voice(), again.voice());
        assertEquals(written, kept.toFile().lastModified());
        var other = voice.prepare(recording, "你们好。", "zh", kept);
        assertEquals(8, other.sounds().length);
    }

    @Test
    void refusesAReferenceThatIsTooShortOrTooLong() {
        for (double seconds : new double[] {2.9, 10.1}) {
            var refused =
                    assertThrows(
                            StudioException.class,
                            () -> voice.prepare(recording(seconds), "你好。", "zh"));
            assertTrue(refused.explanation().contains(seconds + ""), refused.explanation());
        }
    }

    @Test
    void faster() throws InterruptedException {
        var reference = reference();
        var usual = voice.say(reference, "你们好，你好。", "zh", Manner.USUAL).samples().length;
        var fast =
                voice.say(reference, "你们好，你好。", "zh", Manner.USUAL.withSpeed(1.5)).samples().length;
        int pause = 9600;
        assertEquals((usual - pause) / 1.5, fast - pause, 0.08 * usual);
    }
}
