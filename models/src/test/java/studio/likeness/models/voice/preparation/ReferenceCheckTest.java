package studio.likeness.models.voice.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.preparation.ReferenceCheck.Aspect;
import studio.likeness.models.voice.preparation.ReferenceCheck.Verdict;

class ReferenceCheckTest {
    private static final int RATE = 16_000;

    /// Syllables of a buzz, 0.2 s each with pauses between, that end within 20 ms.
    private static float[] speech(double seconds, double hertz, double level) {
        var samples = new float[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            double at = i % (RATE * 3 / 10) / (double) RATE;
            double size = at < 0.2 ? Math.min(1, at / 0.02) : Math.exp(-(at - 0.2) / 0.006);
            double buzz = 0;
            for (int k = 1; k <= 12; k++) {
                buzz += Math.sin(2 * Math.PI * hertz * k * i / RATE) / k;
            }
            samples[i] = (float) (level * size * buzz / 2);
        }
        return samples;
    }

    private static float[] plusNoise(float[] samples, double level) {
        var random = new Random(3);
        var sum = samples.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (float) (level * random.nextGaussian());
        }
        return sum;
    }

    private static Verdict verdict(float[] samples, Aspect aspect) {
        return ReferenceCheck.of(new Waveform(samples, RATE)).findings().stream()
                .filter(f -> f.aspect() == aspect)
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void aCleanRecordingIsGoodInEverything() {
        var check = ReferenceCheck.of(new Waveform(plusNoise(speech(7, 150, 0.3), 0.0005), RATE));
        assertEquals(Verdict.GOOD, check.verdict(), () -> check.findings().toString());
        assertTrue(check.usable());
        assertEquals(Aspect.values().length, check.findings().size());
        check.findings().forEach(f -> assertFalse(f.sentence().isBlank()));
    }

    @Test
    void threeToTenSecondsAreNeeded() {
        assertEquals(Verdict.BAD, verdict(speech(2.9, 150, 0.3), Aspect.LENGTH));
        assertEquals(Verdict.FAIR, verdict(speech(3.5, 150, 0.3), Aspect.LENGTH));
        assertEquals(Verdict.BAD, verdict(speech(10.5, 150, 0.3), Aspect.LENGTH));
        assertFalse(ReferenceCheck.of(new Waveform(new float[0], RATE)).usable());
    }

    @Test
    void silenceIsNoVoice() {
        var check = ReferenceCheck.of(new Waveform(new float[6 * RATE], RATE));
        assertFalse(check.usable());
    }

    @Test
    void noiseIsTold() {
        assertEquals(Verdict.FAIR, verdict(plusNoise(speech(6, 150, 0.3), 0.006), Aspect.NOISE));
        assertEquals(Verdict.BAD, verdict(plusNoise(speech(6, 150, 0.3), 0.05), Aspect.NOISE));
    }

    @Test
    void clippingIsTold() {
        var loud = speech(6, 150, 3);
        for (int i = 0; i < loud.length; i++) {
            loud[i] = Math.clamp(loud[i], -1, 1);
        }
        assertEquals(Verdict.BAD, verdict(loud, Aspect.CLIPPING));
    }

    @Test
    void aRoomThatEchoesIsTold() {
        var dry = plusNoise(speech(6, 150, 0.3), 0.0003);
        assertEquals(Verdict.GOOD, verdict(dry, Aspect.ECHO));
        var random = new Random(1);
        var room = new float[RATE * 3 / 2];
        for (int i = 0; i < room.length; i++) {
            room[i] = (float) (random.nextGaussian() * Math.pow(10, -3.0 * i / room.length));
        }
        room[0] = 14;
        var wet = new float[dry.length];
        for (int i = 0; i < dry.length; i += 1) {
            for (int j = 0; j < Math.min(room.length, dry.length - i); j += 7) {
                wet[i + j] += dry[i] * room[j] * 0.1f;
            }
        }
        assertEquals(Verdict.BAD, verdict(wet, Aspect.ECHO));
    }

    @Test
    void anotherVoiceMidwayIsAskedAfter() {
        var both = new float[8 * RATE];
        System.arraycopy(speech(4, 110, 0.3), 0, both, 0, 4 * RATE);
        System.arraycopy(speech(4, 210, 0.3), 0, both, 4 * RATE, 4 * RATE);
        assertEquals(Verdict.FAIR, verdict(plusNoise(both, 0.0005), Aspect.SPEAKER));
    }

    /// One of these readers changes her height by eleven semitones, and is asked after in vain.
    @Test
    void readersAreMostlyTakenForOne() throws Exception {
        var folder =
                Optional.ofNullable(System.getenv("LIKENESS_SHARED"))
                        .map(Path::of)
                        .orElse(Path.of("../../shared"))
                        .resolve("data/speech/en");
        Assumptions.assumeTrue(Files.isDirectory(folder));
        int asked = 0;
        int heard = 0;
        try (var all = Files.walk(folder)) {
            for (var file :
                    all.filter(f -> f.toString().matches(".*(LJ|sense_|\\d-0).*(wav|flac)"))
                            .toList()) {
                var sound = MediaReader.readSound(file, RATE, Duration.ofSeconds(10));
                heard++;
                asked += verdict(sound.samples(), Aspect.SPEAKER) == Verdict.GOOD ? 0 : 1;
                assertTrue(verdict(sound.samples(), Aspect.ECHO) == Verdict.GOOD, file.toString());
            }
        }
        assertTrue(heard >= 15 && asked <= 1, asked + " of " + heard);
    }
}
