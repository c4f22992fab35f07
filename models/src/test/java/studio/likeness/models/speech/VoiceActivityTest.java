package studio.likeness.models.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.speech.SpeechSegments.Segment;

class VoiceActivityTest {
    private static Path shared(String name) {
        var root =
                Optional.ofNullable(System.getenv("LIKENESS_SHARED"))
                        .map(Path::of)
                        .orElse(Path.of("../../shared"));
        var found =
                List.of(root, Path.of("../../../shared")).stream()
                        .map(place -> place.resolve("data").resolve(name))
                        .filter(Files::exists)
                        .findFirst();
        assumeTrue(found.isPresent(), "no shared data: " + name);
        return found.get();
    }

    private static float[] sound(Path file) {
        return MediaReader.readSound(file, 16_000, Duration.ofMinutes(10)).samples();
    }

    private static double seconds(List<Segment> segments) {
        return segments.stream().mapToLong(s -> (long) s.to() - s.from()).sum() / 16_000.0;
    }

    @Test
    void findsTheSpeechOfAMinuteAndLeavesItsPausesOut() {
        try (var vad = SileroVad.open(shared("models/silero_vad.onnx"), Device.processor())) {
            var sound = sound(shared("speech/long/silero_test_60s.wav"));
            var segments = vad.segments(sound, SpeechSegments.USUAL);
            System.out.println(segments.size() + " segments, " + seconds(segments) + " s of 60");
            assertTrue(segments.size() >= 5, segments.toString());
            assertTrue(seconds(segments) > 20 && seconds(segments) < 59, segments.toString());
            for (int i = 1; i < segments.size(); i++) {
                assertTrue(segments.get(i).from() >= segments.get(i - 1).to());
            }
            // What is left out is quieter than what is kept.
            double kept = power(sound, segments);
            var gaps = new ArrayList<Segment>();
            int from = 0;
            for (var segment : segments) {
                gaps.add(new Segment(from, segment.from()));
                from = segment.to();
            }
            assertTrue(power(sound, gaps) < kept / 4, power(sound, gaps) + " of " + kept);
        }
    }

    private static double power(float[] sound, List<Segment> segments) {
        double sum = 0;
        long count = 0;
        for (var segment : segments) {
            for (int i = segment.from(); i < segment.to(); i++) {
                sum += sound[i] * sound[i];
            }
            count += segment.to() - segment.from();
        }
        return sum / Math.max(1, count);
    }

    @Test
    void streamingFindsTheSameStartsAndEndsAsTheWhole() {
        try (var vad = SileroVad.open(shared("models/silero_vad.onnx"), Device.processor())) {
            var sound = sound(shared("speech/en/jfk_16k.wav"));
            var whole = vad.segments(sound, SpeechSegments.USUAL);
            var stream = new SpeechStream(vad, SpeechSegments.USUAL);
            var events = new ArrayList<SpeechStream.Event>();
            for (int at = 0; at < sound.length; at += 700) { // no multiple of a chunk
                events.addAll(
                        stream.push(
                                Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 700))));
            }
            events.addAll(stream.finish());
            // What is too short to count for the whole is known too late to be unsaid.
            var streamed = new ArrayList<Segment>();
            for (int i = 0; i < events.size(); i += 2) {
                var started = (SpeechStream.Event.Started) events.get(i);
                var ended = (SpeechStream.Event.Ended) events.get(i + 1);
                if (ended.sample() - started.sample() > 16_000 / 4) {
                    streamed.add(new Segment((int) started.sample(), (int) ended.sample()));
                }
            }
            assertEquals(whole, streamed);
        }
    }

    @Test
    void noiseAndSilenceAreNoSpeech() {
        try (var vad = SileroVad.open(shared("models/silero_vad.onnx"), Device.processor())) {
            var random = new Random(3);
            var noise = new float[5 * 16_000];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = i < 32_000 ? 0 : (float) (random.nextGaussian() * 0.02);
            }
            assertEquals(List.of(), vad.segments(noise, SpeechSegments.USUAL));
        }
    }

    @Test
    void refusesAnotherNetworksFile() {
        var other = shared("models/gtcrn_simple.onnx");
        var e =
                assertThrows(
                        StudioException.class, () -> SileroVad.open(other, Device.processor()));
        assertEquals("models.speech.noVad", e.key());
    }

    @Test
    void theSimpleOneFindsATalkBetweenSilencesAndSaysThatItIsSimple() {
        var random = new Random(4);
        var sound = new float[6 * 16_000];
        for (int i = 0; i < sound.length; i++) {
            boolean speaks = i > 2 * 16_000 && i < 4 * 16_000;
            sound[i] = (float) (random.nextGaussian() * (speaks ? 0.1 : 0.001));
        }
        try (var simple = new LoudnessActivity()) {
            assertTrue(simple.simple());
            var segments = simple.segments(sound, SpeechSegments.USUAL);
            assertEquals(1, segments.size(), segments.toString());
            assertEquals(32_000, segments.getFirst().from(), 1600);
            assertEquals(64_000, segments.getFirst().to(), 1600);
        }
    }

    @Test
    void theSimpleOneAgreesMostlyWithTheNetworkOnRealSpeech() {
        var sound = sound(shared("speech/en/jfk_16k.wav"));
        try (var vad = SileroVad.open(shared("models/silero_vad.onnx"), Device.processor());
                var simple = new LoudnessActivity()) {
            var found = seconds(simple.segments(sound, SpeechSegments.USUAL));
            var expected = seconds(vad.segments(sound, SpeechSegments.USUAL));
            assertFalse(found < 0.6 * expected || found > 1.4 * expected, found + " " + expected);
        }
    }
}
