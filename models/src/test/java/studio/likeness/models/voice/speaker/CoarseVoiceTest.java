package studio.likeness.models.voice.speaker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.likeness.models.voice.SharedMaterial;

/// Pairs of real recordings of one speaker and of two.
class CoarseVoiceTest {
    static final Map<String, List<String>> SPEAKERS = new LinkedHashMap<>();

    static {
        var at = "speech/en/speakers/";
        SPEAKERS.put(
                "1688",
                List.of(
                        at + "1688-142285-0000.flac",
                        at + "1688-142285-0001.flac",
                        at + "1688-142285-0002.flac"));
        SPEAKERS.put(
                "2414",
                List.of(
                        at + "2414-128291-0000.flac",
                        at + "2414-128291-0003.flac",
                        at + "2414-128291-0006.flac"));
        SPEAKERS.put(
                "3080",
                List.of(
                        at + "3080-5032-0000.flac",
                        at + "3080-5032-0003.flac",
                        at + "3080-5032-0006.flac"));
        at = "speech/en/ljspeech/";
        SPEAKERS.put(
                "lj", List.of(at + "LJ001-0001.wav", at + "LJ001-0003.wav", at + "LJ001-0005.wav"));
        at = "speech/en/librivox/";
        SPEAKERS.put(
                "sense",
                List.of(at + "sense_0870.wav", at + "sense_0880.wav", at + "sense_0890.wav"));
        SPEAKERS.put("jfk", List.of("speech/en/jfk_16k.wav"));
        SPEAKERS.put("libri", List.of("speech/en/libri_1995-1837-0001.wav"));
    }

    @Test
    void recordingsOfOneSpeakerAreMoreAlikeThanOfTwo() {
        var voices = new LinkedHashMap<String, List<CoarseVoice>>();
        SPEAKERS.forEach(
                (speaker, files) ->
                        voices.put(
                                speaker,
                                files.stream()
                                        .map(f -> CoarseVoice.of(SharedMaterial.sound(f, 16_000)))
                                        .toList()));
        var same = new ArrayList<Double>();
        var other = new ArrayList<Double>();
        var names = List.copyOf(voices.keySet());
        for (int a = 0; a < names.size(); a++) {
            for (int b = a; b < names.size(); b++) {
                for (int i = 0; i < voices.get(names.get(a)).size(); i++) {
                    for (int j = a == b ? i + 1 : 0; j < voices.get(names.get(b)).size(); j++) {
                        double value =
                                voices.get(names.get(a))
                                        .get(i)
                                        .similarity(voices.get(names.get(b)).get(j));
                        (a == b ? same : other).add(value);
                    }
                }
            }
        }
        same.sort(Double::compare);
        other.sort(Double::compare);
        System.out.printf(
                "one speaker: %d pairs, least %.3f, median %.3f; two: %d pairs, median %.3f, upper tenth %.3f, most %.3f%n",
                same.size(),
                same.getFirst(),
                same.get(same.size() / 2),
                other.size(),
                other.get(other.size() / 2),
                other.get(other.size() * 9 / 10),
                other.getLast());
        double right =
                (same.stream().filter(v -> v >= 0.5).count() / (double) same.size()
                                + other.stream().filter(v -> v < 0.5).count()
                                        / (double) other.size())
                        / 2;
        System.out.printf("at a half: %.0f %% right%n", 100 * right);
        assertTrue(right > 0.9, "right in " + right);
    }
}
