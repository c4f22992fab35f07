package studio.likeness.models.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.likeness.models.face.SpeechLikeSound.hiss;
import static studio.likeness.models.face.SpeechLikeSound.joined;
import static studio.likeness.models.face.SpeechLikeSound.mixed;
import static studio.likeness.models.face.SpeechLikeSound.noise;
import static studio.likeness.models.face.SpeechLikeSound.vowel;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;

class LipSyncTest {
    private static final int RATE = 16_000;

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Waveform silence(double seconds, int rate) {
        return new Waveform(new float[(int) (seconds * rate)], rate);
    }

    private static void hear(LipSync lips, Waveform sound, Duration start, int chunkMillis) {
        int step = sound.sampleRateHz() * chunkMillis / 1000;
        for (int at = 0; at < sound.samples().length; at += step) {
            lips.hear(
                    new AudioChunk(
                            sound.slice(at, at + step),
                            start.plus(Waveform.lengthOf(at, sound.sampleRateHz()))));
        }
    }

    private static LipSync heard(Waveform sound) {
        var lips = new LipSync();
        hear(lips, sound, Duration.ZERO, 40);
        lips.end();
        return lips;
    }

    private static double greatestOpening(LipSync lips, long fromMillis, long toMillis) {
        double greatest = 0;
        for (long t = fromMillis; t <= toMillis; t += 5) {
            greatest = Math.max(greatest, lips.at(ms(t)).open());
        }
        return greatest;
    }

    private static void assertSmooth(LipSync lips, long fromMillis, long toMillis) {
        for (long t = fromMillis; t <= toMillis; t += 5) {
            double jump = lips.at(ms(t + 40)).open() - lips.at(ms(t)).open();
            long at = t;
            assertTrue(Math.abs(jump) <= 0.35, () -> jump + " within 40 ms of " + at + " ms");
        }
    }

    /// Half a second of each, with pauses.
    private static Waveform vowels(double pitchHz, double size, int rate) {
        var pause = silence(0.25, rate);
        return joined(
                pause,
                vowel(sized(SpeechLikeSound.AH, size), pitchHz, 0.5, rate),
                pause,
                vowel(sized(SpeechLikeSound.EE, size), pitchHz, 0.5, rate),
                pause,
                vowel(sized(SpeechLikeSound.OO, size), pitchHz, 0.5, rate),
                pause,
                vowel(sized(SpeechLikeSound.AW, size), pitchHz, 0.5, rate),
                pause);
    }

    private static SpeechLikeSound.Vowel sized(SpeechLikeSound.Vowel vowel, double size) {
        return new SpeechLikeSound.Vowel(vowel.f1() * size, vowel.f2() * size, vowel.f3() * size);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000})
    void tellsVowelsApartAtAnyRate(int rate) {
        var lips = heard(vowels(120, 1, rate));
        var ah = lips.at(ms(500));
        var ee = lips.at(ms(1_250));
        var oo = lips.at(ms(2_000));
        assertEquals(Viseme.AA, lips.visemeAt(ms(500)));
        assertEquals(Viseme.IH, lips.visemeAt(ms(1_250)));
        assertEquals(Viseme.OU, lips.visemeAt(ms(2_000)));
        assertEquals(Viseme.OH, lips.visemeAt(ms(2_750)));
        assertTrue(ah.open() > 0.6 && ah.open() > 2 * ee.open(), () -> ah + " " + ee);
        assertTrue(ee.wide() > ah.wide() && oo.round() > 0.8, () -> ee + " " + oo);
        for (long pause : new long[] {120, 900, 1_650, 2_400, 3_150}) {
            assertEquals(0, lips.at(ms(pause)).open(), "at " + pause + " ms");
            assertEquals(Viseme.REST, lips.visemeAt(ms(pause)));
        }
        assertSmooth(lips, 0, 3_300);
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 120, 160, 210, 250})
    void doesNotMindWhoSpeaks(int pitchHz) {
        var lips = heard(vowels(pitchHz, pitchHz > 150 ? 1.12 : 1, RATE));
        assertTrue(lips.at(ms(500)).open() > 0.5, () -> "ah: " + lips.at(ms(500)));
        assertTrue(lips.at(ms(1_250)).open() < 0.35, () -> "ee: " + lips.at(ms(1_250)));
        assertTrue(lips.at(ms(2_000)).open() < 0.35, () -> "oo: " + lips.at(ms(2_000)));
    }

    @Test
    void showsTeethInHissing() {
        var lips =
                heard(
                        joined(
                                silence(0.2, RATE),
                                hiss(6_000, 0.05, 0.3, RATE),
                                hiss(2_800, 0.08, 0.3, RATE)));
        assertEquals(Viseme.SS, lips.visemeAt(ms(350)));
        assertTrue(lips.at(ms(350)).teeth() > 0.7 && lips.at(ms(350)).open() < 0.2);
        assertEquals(Viseme.CH, lips.visemeAt(ms(650)));
    }

    @Test
    void staysClosedInSilenceAndSteadyNoise() {
        for (double level : new double[] {0, 0.0001, 0.001, 0.01}) {
            var lips = heard(level == 0 ? silence(3, RATE) : noise(level, 3, RATE));
            assertEquals(0, greatestOpening(lips, -100, 3_500), "noise at " + level);
            assertEquals(MouthShape.CLOSED.pressed(), lips.at(ms(1_000)).pressed());
        }
    }

    @Test
    void findsSpeechInNoiseAndPausesInIt() {
        var speech = vowels(120, 1, RATE);
        var lips = heard(mixed(speech, noise(0.004, 3.25, RATE)));
        assertTrue(lips.at(ms(500)).open() > 0.5);
        for (long pause : new long[] {120, 900, 1_650, 2_400}) {
            assertEquals(0, lips.at(ms(pause)).open(), "at " + pause + " ms");
        }
    }

    @Test
    void closesWithin100MillisecondsOfTheLastSound() {
        var ah = vowel(SpeechLikeSound.AH, 120, 0.6, RATE);
        var cut = new Waveform(ah.slice(0, 8_000).samples(), RATE);
        var ended = heard(joined(silence(0.2, RATE), cut));
        assertTrue(ended.at(ms(550)).open() > 0.5);
        assertEquals(0, greatestOpening(ended, 800, 2_000));
        assertEquals(ms(700), ended.ready());
        var followed = heard(joined(silence(0.2, RATE), cut, silence(1, RATE)));
        assertEquals(0, greatestOpening(followed, 800, 2_000));
        assertSmooth(ended, 0, 900);
    }

    @Test
    void closesWhenTheSoundDoesNotArrive() {
        var lips = new LipSync();
        hear(lips, vowel(SpeechLikeSound.AH, 120, 0.6, RATE), Duration.ZERO, 40);
        assertTrue(lips.at(lips.ready()).open() > 0.5);
        assertEquals(0, lips.at(lips.ready().plusMillis(120)).open());
        assertSmooth(lips, 0, 800);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 20, 60, 100})
    void looksAheadByAtMost120Milliseconds(int chunkMillis) {
        var sound = vowels(120, 1, RATE);
        var lips = new LipSync();
        int step = RATE * chunkMillis / 1000;
        for (int at = 0; at + step <= sound.samples().length; at += step) {
            var chunk = new AudioChunk(sound.slice(at, at + step), Waveform.lengthOf(at, RATE));
            lips.hear(chunk);
            long behind = chunk.end().minus(lips.ready()).toMillis();
            assertTrue(behind <= Math.min(120, chunk.end().toMillis()), () -> behind + " ms");
        }
    }

    @Test
    void givesTheSameShapesHoweverTheSoundIsCut() {
        var sound = vowels(120, 1, RATE);
        var whole = new LipSync();
        whole.hear(new AudioChunk(sound, Duration.ZERO));
        var pieces = new LipSync();
        hear(pieces, sound, Duration.ZERO, 13);
        for (long t = 0; t <= pieces.ready().toMillis(); t += 10) {
            assertEquals(whole.at(ms(t)).open(), pieces.at(ms(t)).open(), 1e-6);
        }
    }

    @Test
    void keepsTheTimesOfTheStream() {
        var lips = new LipSync();
        var start = Duration.ofHours(1);
        hear(lips, vowel(SpeechLikeSound.AH, 120, 0.4, RATE), start, 50);
        var later = start.plusMillis(1_400);
        hear(lips, vowel(SpeechLikeSound.AH, 120, 0.4, 48_000), later, 50);
        lips.end();
        assertEquals(MouthShape.CLOSED, lips.at(start.minusMillis(20)));
        assertEquals(MouthShape.CLOSED, lips.at(Duration.ZERO));
        assertTrue(lips.at(start.plusMillis(200)).open() > 0.5);
        assertEquals(0, lips.at(start.plusMillis(900)).open());
        assertTrue(lips.at(later.plusMillis(200)).open() > 0.5);
        assertEquals(later.plusMillis(400).toMillis(), lips.ready().toMillis());
    }

    @Test
    void refusesSoundThatRunsBackwards() {
        var lips = new LipSync();
        lips.hear(new AudioChunk(silence(0.5, RATE), Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> lips.hear(new AudioChunk(silence(0.5, RATE), ms(300))));
        lips.end();
        assertThrows(
                IllegalStateException.class,
                () -> lips.hear(new AudioChunk(silence(0.5, RATE), ms(500))));
    }

    @Test
    void closesTheLipsForAnMBetweenVowels() {
        var lips = new LipSync();
        lips.hear(
                new AudioChunk(vowel(SpeechLikeSound.AH, 120, 0.7, RATE), Duration.ZERO),
                List.of(
                        new SpokenChunk.Phoneme("'A:", ms(0)),
                        new SpokenChunk.Phoneme("m", ms(300)),
                        new SpokenChunk.Phoneme("A:", ms(360)),
                        new SpokenChunk.Phoneme("_:", ms(650))));
        lips.end();
        assertTrue(lips.at(ms(150)).open() > 0.6);
        assertEquals(0, lips.at(ms(325)).open());
        assertTrue(lips.at(ms(330)).pressed() > 0.7);
        assertTrue(lips.at(ms(500)).open() > 0.6);
        assertEquals(0, lips.at(ms(675)).open());
        assertEquals(Viseme.PP, lips.visemeAt(ms(330)));
        assertSmooth(lips, 0, 800);
    }

    @Test
    void believesSilenceMoreThanPhonemes() {
        var lips = new LipSync();
        lips.hear(
                new AudioChunk(silence(1, RATE), Duration.ZERO),
                List.of(new SpokenChunk.Phoneme("A:", ms(0))));
        lips.end();
        assertEquals(0, greatestOpening(lips, 0, 1_200));
    }

    @Test
    void listensToTheSoundWhereThereAreNoPhonemes() {
        var ah = vowel(SpeechLikeSound.AH, 120, 0.5, RATE);
        var lips = new LipSync();
        lips.hear(new AudioChunk(ah, Duration.ZERO), List.of());
        lips.hear(new AudioChunk(ah, ms(500)), List.of(new SpokenChunk.Phoneme("u:", ms(500))));
        lips.hear(new AudioChunk(ah, ms(1_000)));
        lips.end();
        assertEquals(Viseme.AA, lips.visemeAt(ms(250)));
        assertEquals(Viseme.OU, lips.visemeAt(ms(750)));
        assertEquals(Viseme.AA, lips.visemeAt(ms(1_250)));
    }

    @Test
    void staysSmoothAndInBoundsWhateverItHears() {
        var random = new Random(3);
        var symbols = new String[] {"A:", "m", "_:", "u:", "s", "p", "aI@", "ts.h", "?", "55"};
        for (int round = 0; round < 20; round++) {
            var lips = new LipSync();
            long at = 0;
            for (int i = 0; i < 30; i++) {
                int length = 1 + random.nextInt(120);
                var sound =
                        random.nextInt(3) == 0
                                ? silence(length / 1e3, RATE)
                                : noise(Math.exp(-8 * random.nextDouble()), length / 1e3, RATE);
                var chunk = new AudioChunk(sound, ms(at));
                if (random.nextBoolean()) {
                    lips.hear(chunk);
                } else {
                    var symbol = symbols[random.nextInt(symbols.length)];
                    lips.hear(chunk, List.of(new SpokenChunk.Phoneme(symbol, ms(at))));
                }
                at += length + (random.nextInt(5) == 0 ? random.nextInt(300) : 0);
            }
            lips.end();
            assertSmooth(lips, -50, at + 200);
            for (long t = 0; t < at + 200; t += 7) {
                var shape = lips.at(ms(t));
                for (double part :
                        new double[] {
                            shape.open(),
                            shape.wide(),
                            shape.round(),
                            shape.teeth(),
                            shape.pressed()
                        }) {
                    assertTrue(part >= 0 && part <= 1, shape::toString);
                }
            }
        }
    }

    @Test
    void hasNothingToShowBeforeItHears() {
        var lips = new LipSync();
        assertEquals(Duration.ZERO, lips.ready());
        assertEquals(MouthShape.CLOSED, lips.at(ms(100)));
        assertEquals(Viseme.REST, lips.visemeAt(ms(100)));
        lips.end();
        assertEquals(MouthShape.CLOSED, lips.at(ms(100)));
    }
}
