package studio.likeness.models.face;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SystemVoice;

/// How well the mouth follows a real reader, against the aligned phones of three clips. The
/// thresholds of [SoundVisemes] were chosen by the scores of the first two; of the third only its
/// phones' median formants were seen before. All three are one reader's.
class LipSyncLibrivoxTest {
    private enum Group {
        CLOSED,
        NARROW,
        WIDE_OPEN,
        ROUND,
        FRICATIVE
    }

    private record Phone(String name, double begin, double duration) {}

    /// Every 10 ms, in the middle of it.
    private record Track(double[] open, Group[] groups, boolean[] silent) {}

    private record Score(
            double correlation,
            double agreement,
            double restPrecision,
            double restRecall,
            int offsetMillis) {}

    private static final Set<String> WIDE_OPEN = Set.of("AA", "AE", "AH", "AO", "AW", "AY", "EH");
    private static final Set<String> ROUND = Set.of("OW", "UW", "UH", "W", "OY", "R", "ER");
    private static final Set<String> FRICATIVE = Set.of("S", "Z", "SH", "ZH", "CH", "JH", "F", "V");
    private static final Set<String> CLOSED = Set.of("SIL", "M", "B", "P");

    private static Optional<Path> folder() {
        var shared = System.getenv("LIKENESS_SHARED");
        var folder = Path.of(shared == null ? "../../shared" : shared, "data/speech/en/librivox");
        return Optional.of(folder).filter(Files::isDirectory);
    }

    private static double openness(String phone) {
        return switch (phone) {
            case "SIL", "M", "B", "P" -> 0;
            case "AA" -> 1;
            case "AE", "AW", "AY" -> 0.9;
            case "AO" -> 0.8;
            case "AH", "EH", "OY" -> 0.6;
            case "OW" -> 0.55;
            case "EY" -> 0.5;
            case "HH" -> 0.4;
            case "ER", "IH" -> 0.35;
            case "UH", "L" -> 0.3;
            case "IY", "R", "K", "G", "NG" -> 0.25;
            case "D", "T", "N", "TH", "DH", "Y" -> 0.2;
            case "SH", "ZH", "CH", "JH", "UW" -> 0.15;
            case "S", "Z" -> 0.12;
            default -> 0.1; // F V W
        };
    }

    private static Group groupOf(String phone) {
        return CLOSED.contains(phone)
                ? Group.CLOSED
                : WIDE_OPEN.contains(phone)
                        ? Group.WIDE_OPEN
                        : ROUND.contains(phone)
                                ? Group.ROUND
                                : FRICATIVE.contains(phone) ? Group.FRICATIVE : Group.NARROW;
    }

    private static Group groupOf(Viseme viseme) {
        return switch (viseme) {
            case REST, PP -> Group.CLOSED;
            case DD, KK, IH -> Group.NARROW;
            case AA, EH -> Group.WIDE_OPEN;
            case OH, OU, RR -> Group.ROUND;
            case SS, CH, FF -> Group.FRICATIVE;
        };
    }

    private static Track reference(Path phones, int frames) throws IOException {
        var list = new ArrayList<Phone>();
        for (var word : new ObjectMapper().readTree(phones.toFile()).get("w")) {
            for (var phone : word.get("w")) {
                list.add(
                        new Phone(
                                phone.get("t").asText(),
                                phone.get("b").asDouble(),
                                phone.get("d").asDouble()));
            }
        }
        var track = new Track(new double[frames], new Group[frames], new boolean[frames]);
        Arrays.fill(track.groups(), Group.CLOSED);
        Arrays.fill(track.silent(), true);
        for (var phone : list) {
            int from = (int) Math.round(phone.begin() * 100);
            int to = (int) Math.round((phone.begin() + phone.duration()) * 100);
            for (int f = from; f < Math.min(to, frames); f++) {
                track.open()[f] = openness(phone.name());
                track.groups()[f] = groupOf(phone.name());
                track.silent()[f] = phone.name().equals("SIL");
            }
        }
        return track;
    }

    private static Track shown(LipSync lips, int frames) {
        var track = new Track(new double[frames], new Group[frames], new boolean[frames]);
        for (int f = 0; f < frames; f++) {
            var time = Duration.ofMillis(f * 10L + 5);
            track.open()[f] = lips.at(time).open();
            track.groups()[f] = groupOf(lips.visemeAt(time));
            track.silent()[f] = lips.visemeAt(time) == Viseme.REST;
        }
        return track;
    }

    private static Track byEnergy(Waveform sound, int frames) {
        var track = new Track(new double[frames], new Group[frames], new boolean[frames]);
        int hop = sound.sampleRateHz() / 100;
        double loudest = 0;
        for (int f = 0; f < frames; f++) {
            for (int i = f * hop; i < (f + 1) * hop; i++) {
                track.open()[f] += sound.samples()[i] * sound.samples()[i];
            }
            track.open()[f] = Math.sqrt(track.open()[f] / hop);
            loudest = Math.max(loudest, track.open()[f]);
        }
        for (int f = 0; f < frames; f++) {
            track.open()[f] = Math.sqrt(track.open()[f] / loudest);
            track.silent()[f] = track.open()[f] < 0.15;
            track.groups()[f] = track.silent()[f] ? Group.CLOSED : Group.NARROW;
        }
        return track;
    }

    private static Score score(Track shown, Track reference) {
        int frames = reference.open().length;
        int agreeing = 0;
        int both = 0;
        int said = 0;
        int silent = 0;
        for (int f = 0; f < frames; f++) {
            agreeing += shown.groups()[f] == reference.groups()[f] ? 1 : 0;
            said += shown.silent()[f] ? 1 : 0;
            silent += reference.silent()[f] ? 1 : 0;
            both += shown.silent()[f] && reference.silent()[f] ? 1 : 0;
        }
        int best = 0;
        for (int offset = -15; offset <= 15; offset++) {
            if (correlation(shown.open(), reference.open(), offset)
                    > correlation(shown.open(), reference.open(), best)) {
                best = offset;
            }
        }
        return new Score(
                correlation(shown.open(), reference.open(), 0),
                (double) agreeing / frames,
                (double) both / Math.max(1, said),
                (double) both / silent,
                best * 10);
    }

    /// @param offset by how many frames the first lags behind the second
    private static double correlation(double[] a, double[] b, int offset) {
        int from = Math.max(0, -offset);
        int to = Math.min(b.length, a.length - offset);
        double meanA = 0;
        double meanB = 0;
        for (int i = from; i < to; i++) {
            meanA += a[i + offset] / (to - from);
            meanB += b[i] / (to - from);
        }
        double ab = 0;
        double aa = 1e-12;
        double bb = 1e-12;
        for (int i = from; i < to; i++) {
            double x = a[i + offset] - meanA;
            double y = b[i] - meanB;
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static Waveform read(Path wav) throws IOException, UnsupportedAudioFileException {
        try (var stream = AudioSystem.getAudioInputStream(wav.toFile())) {
            var bytes = stream.readAllBytes();
            var samples = new float[bytes.length / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = ((bytes[2 * i + 1] << 8) | (bytes[2 * i] & 0xff)) / 32_768f;
            }
            return new Waveform(samples, Math.round(stream.getFormat().getSampleRate()));
        }
    }

    private static LipSync heard(Waveform sound) {
        var lips = new LipSync();
        int step = sound.sampleRateHz() / 20;
        for (int at = 0; at < sound.samples().length; at += step) {
            lips.hear(
                    new AudioChunk(
                            sound.slice(at, at + step),
                            Waveform.lengthOf(at, sound.sampleRateHz())));
        }
        lips.end();
        return lips;
    }

    @ParameterizedTest
    @CsvSource({
        "sense_0870, tuned on, 0.70, 0.60, 0.75, 0.75",
        "sense_0880, tuned on, 0.80, 0.63, 0.72, 0.80",
        "sense_0890, held out, 0.68, 0.57, 0.55, 0.78"
    })
    void followsARealReader(
            String clip,
            String role,
            double leastCorrelation,
            double leastAgreement,
            double leastPrecision,
            double leastRecall)
            throws IOException, UnsupportedAudioFileException {
        assumeTrue(folder().isPresent(), "the shared speech is not here");
        var sound = read(folder().get().resolve(clip + ".wav"));
        int frames = sound.samples().length / (sound.sampleRateHz() / 100);
        var reference = reference(folder().get().resolve(clip + ".phones.json"), frames);
        var score = score(shown(heard(sound), frames), reference);
        var energy = score(byEnergy(sound, frames), reference);
        var constant = new Track(new double[frames], new Group[frames], new boolean[frames]);
        Arrays.fill(constant.open(), 0.3);
        Arrays.fill(constant.groups(), Group.NARROW);
        System.out.printf("%s (%s)%n", clip, role);
        print("sound", score);
        print("energy only", energy);
        print("constant", score(constant, reference));
        assertTrue(Math.abs(score.offsetMillis()) <= 40, score::toString);
        assertTrue(score.correlation() > leastCorrelation, score::toString);
        assertTrue(score.correlation() > energy.correlation() + 0.1, score::toString);
        assertTrue(score.agreement() > leastAgreement, score::toString);
        assertTrue(score.restPrecision() > leastPrecision, score::toString);
        assertTrue(score.restRecall() > leastRecall, score::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 'My grandmother sold apples by the river, and every morning we walked to school.'",
        "zh, '我小时候住在苏州，家门口有一条小河，妈妈每天早上都在河边买菜。'"
    })
    void soundAndPhonemesAgree(String language, String text) throws InterruptedException {
        var voice = SystemVoice.find();
        assumeTrue(
                voice.isPresent() && voice.get().name().startsWith("espeak"),
                "espeak-ng is not installed");
        var bySound = new LipSync();
        var byPhonemes = new LipSync();
        var end =
                voice.get()
                        .speak(
                                text,
                                language,
                                Duration.ZERO,
                                chunk -> {
                                    bySound.hear(chunk.audio());
                                    byPhonemes.hear(chunk.audio(), chunk.phonemes());
                                });
        bySound.end();
        byPhonemes.end();
        voice.get().close();
        int frames = (int) (end.toMillis() / 10);
        var score = score(shown(bySound, frames), shown(byPhonemes, frames));
        System.out.printf("espeak-ng, %s, its sound against its phonemes%n", language);
        print("sound", score);
        assertTrue(Math.abs(score.offsetMillis()) <= 40, score::toString);
        assertTrue(score.correlation() > 0.5, score::toString);
    }

    private static void print(String name, Score score) {
        System.out.printf(
                "  %-12s correlation %.2f  groups %.0f %%  rest precision %.2f recall %.2f"
                        + "  offset %+d ms%n",
                name,
                score.correlation(),
                100 * score.agreement(),
                score.restPrecision(),
                score.restRecall(),
                score.offsetMillis());
    }

    @Test
    void isFastEnoughByFar() {
        var sound = SpeechLikeSound.noise(0.1, 5, 48_000);
        heard(sound);
        long begin = System.nanoTime();
        heard(sound);
        double share = (System.nanoTime() - begin) / 5e9;
        System.out.printf("lip sync takes %.1f %% of a core at 48 kHz%n", 100 * share);
        assertTrue(share < 0.3);
    }
}
