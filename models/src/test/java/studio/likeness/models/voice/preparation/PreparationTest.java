package studio.likeness.models.voice.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.Progress;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.LoudnessActivity;
import studio.likeness.models.speech.SileroVad;
import studio.likeness.models.speech.Transcript;
import studio.likeness.models.speech.VoiceActivity;
import studio.likeness.models.voice.SharedMaterial;
import studio.likeness.models.voice.noise.FilterNoise;
import studio.likeness.models.voice.noise.GtcrnNoise;
import studio.likeness.models.voice.noise.NoiseRemoval;
import studio.likeness.models.voice.preparation.ClipQuality.Flaw;

/// The chain on real recordings.
class PreparationTest {
    private static final int RATE = 44_100;
    private static final List<String> TIMED = List.of("sense_0870", "sense_0880", "sense_0890");

    @TempDir Path root;

    private static VoiceActivity silero() {
        return SileroVad.open(SharedMaterial.file("models/silero_vad.onnx"), Device.processor());
    }

    private static NoiseRemoval gtcrn() {
        return GtcrnNoise.open(SharedMaterial.file("models/gtcrn_simple.onnx"), Device.processor());
    }

    private static Preparation chain(VoiceActivity activity, NoiseRemoval noise) {
        return new Preparation(
                activity, Optional.of(noise), RATE, SpeechSlicer.USUAL, Optional.empty());
    }

    /// A word of a recording, in seconds.
    private record Word(String text, double from, double to) {}

    private static List<Word> words(String name) throws IOException {
        var file = SharedMaterial.file("speech/en/librivox/" + name + ".words.json");
        var words = new ArrayList<Word>();
        for (var word : new ObjectMapper().readTree(file.toFile()).path("w")) {
            double from = word.path("b").asDouble();
            if (!word.path("t").asText().startsWith("<")) {
                words.add(
                        new Word(word.path("t").asText(), from, from + word.path("d").asDouble()));
            }
        }
        return words;
    }

    /// The word-timed clips one after another, again and again, with pauses of many lengths.
    private List<Word> together(Path file, double gain, double noise) throws IOException {
        int rate = 16_000;
        var random = new Random(2);
        var words = new ArrayList<Word>();
        var sound = new float[0];
        double[] pauses = {0.05, 0.3, 0.12, 0.6, 7, 0.2, 0.4, 0.1, 1.5};
        for (int i = 0; i < pauses.length; i++) {
            var name = TIMED.get(i % TIMED.size());
            double begins = (double) sound.length / rate;
            for (var word : words(name)) {
                words.add(new Word(word.text(), begins + word.from(), begins + word.to()));
            }
            var samples =
                    SharedMaterial.sound("speech/en/librivox/" + name + ".wav", rate).samples();
            int at = sound.length;
            sound = Arrays.copyOf(sound, at + samples.length + (int) (pauses[i] * rate));
            System.arraycopy(samples, 0, sound, at, samples.length);
        }
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) (gain * sound[i] + noise * random.nextGaussian());
        }
        SoundFile.writeWav(new Waveform(sound, rate), file);
        return words;
    }

    private static void assertNoWordIsCut(PreparedSet set, List<Word> words) {
        int heard = 0;
        for (var clip : set.clips()) {
            for (var word : words) {
                for (double edge : List.of(clip.fromSeconds(), clip.toSeconds())) {
                    // The alignment that the words' times come from is exact to 10 ms.
                    assertFalse(
                            edge > word.from() + 0.02 && edge < word.to() - 0.02,
                            "cut at " + edge + " in " + word);
                }
                boolean inside =
                        word.from() >= clip.fromSeconds() - 0.02
                                && word.to() <= clip.toSeconds() + 0.02;
                heard += inside ? 1 : 0;
            }
        }
        assertEquals(words.size(), heard, "no word is lost");
    }

    private static void assertLevels(PreparedSet set) {
        for (var clip : set.clips()) {
            var quality = clip.quality();
            assertTrue(quality.peakDb() <= ClipQuality.HIGHEST_PEAK_DB, clip.toString());
            assertTrue(quality.rmsDb() >= ClipQuality.LOWEST_RMS_DB, clip.toString());
            assertTrue(quality.rmsDb() <= ClipQuality.HIGHEST_RMS_DB, clip.toString());
            var file = set.folder().resolve(clip.file());
            var info = MediaReader.probe(file);
            assertEquals(RATE, info.sampleRateHz());
            assertEquals(1, info.channels());
            assertEquals(quality.seconds(), info.length().toMillis() / 1000.0, 0.01);
        }
    }

    private static void print(String what, PreparedSet set) {
        System.out.println(what + ": " + set.clips().size() + " clips");
        for (var clip : set.clips()) {
            System.out.printf(
                    "  %6.2f - %6.2f s  rms %.1f peak %.1f dB  snr %.0f dB  clipped %d  speech %.0f %% %s %s%n",
                    clip.fromSeconds(),
                    clip.toSeconds(),
                    clip.quality().rmsDb(),
                    clip.quality().peakDb(),
                    clip.quality().snrDb(),
                    clip.quality().clipped(),
                    100 * clip.quality().speech(),
                    clip.denoisedBy(),
                    clip.quality().flaws());
        }
    }

    @Test
    void nothingIsCutInsideAWord() throws IOException {
        var file = root.resolve("read aloud.wav");
        var words = together(file, 0.2, 0);
        try (var activity = silero();
                var noise = new FilterNoise()) {
            var set =
                    chain(activity, noise)
                            .prepare(List.of(file), root.resolve("set"), Progress.none());
            print("word-timed, pauses, 7 s of silence", set);
            assertTrue(set.clips().size() >= 4, set.clips().toString());
            assertNoWordIsCut(set, words);
            assertLevels(set);
            double kept = set.clips().stream().mapToDouble(c -> c.quality().seconds()).sum();
            double all = MediaReader.probe(file).length().toMillis() / 1000.0;
            assertTrue(kept < all - 7, "the long silence is left out: " + kept + " of " + all);
        }
    }

    @Test
    void nothingIsCutInsideAWordInNoiseEither() throws IOException {
        var file = root.resolve("noisy.wav");
        var words = together(file, 0.5, 0.01);
        try (var activity = silero();
                var noise = gtcrn()) {
            var set =
                    chain(activity, noise)
                            .prepare(List.of(file), root.resolve("set"), Progress.none());
            print("word-timed, in noise", set);
            assertNoWordIsCut(set, words);
            assertLevels(set);
            assertEquals("GTCRN", set.clips().getFirst().denoisedBy());
        }
    }

    @Test
    void recordingsOfAllKindsBecomeClipsWithinTheStatedLevels() throws IOException {
        var files = new ArrayList<Path>();
        files.add(SharedMaterial.file("speech/zh/sadtalker_chinese_news_48k_stereo.wav"));
        files.add(SharedMaterial.file("speech/noisy/gtcrn_mix_16k.wav"));
        files.add(SharedMaterial.file("speech/long/silero_test_60s.wav"));
        files.add(SharedMaterial.file("speech/en/speakers/1688-142285-0000.flac"));
        var clipping = root.resolve("clipping.wav");
        var loud = SharedMaterial.sound("speech/en/ljspeech/LJ001-0001.wav", 22_050);
        var samples = loud.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.clamp(4 * samples[i], -1, 1);
        }
        SoundFile.writeWav(new Waveform(samples, 22_050), clipping);
        files.add(clipping);
        try (var activity = silero();
                var noise = gtcrn()) {
            var set = chain(activity, noise).prepare(files, root.resolve("set"), Progress.none());
            print("shared recordings", set);
            assertLevels(set);
            assertTrue(
                    set.clips().stream()
                            .filter(c -> c.recording().endsWith("clipping.wav"))
                            .allMatch(c -> c.quality().flaws().contains(Flaw.CLIPPED)));
            assertTrue(
                    set.clips().stream()
                            .filter(c -> c.recording().endsWith("gtcrn_mix_16k.wav"))
                            .allMatch(c -> c.denoisedBy().equals("GTCRN")));
            assertTrue(
                    set.clips().stream()
                            .filter(c -> !c.recording().endsWith("clipping.wav"))
                            .noneMatch(c -> c.quality().flaws().contains(Flaw.CLIPPED)));
        }
    }

    @Test
    void whatWasFinishedIsKeptWhenItIsBrokenOff() throws IOException {
        var one = root.resolve("one.wav");
        var two = root.resolve("two.wav");
        together(one, 0.2, 0);
        Files.copy(one, two);
        var folder = root.resolve("set");
        try (var activity = new LoudnessActivity();
                var noise = new FilterNoise()) {
            var chain = chain(activity, noise);
            assertThrows(
                    CancellationException.class,
                    () ->
                            chain.prepare(
                                    List.of(one, two),
                                    folder,
                                    (done, _, doing) -> {
                                        if (done > 0 && doing.endsWith("preparing")) {
                                            throw new CancellationException();
                                        }
                                    }));
            int first = PreparedSet.open(folder).clips().size();
            assertTrue(first > 0);
            var written =
                    Files.getLastModifiedTime(
                            folder.resolve(PreparedSet.open(folder).clips().getFirst().file()));
            var set = chain.prepare(List.of(one, two), folder, Progress.none());
            assertEquals(2 * first, set.clips().size());
            assertEquals(
                    written,
                    Files.getLastModifiedTime(folder.resolve(set.clips().getFirst().file())));
            set.correct(set.clips().getFirst(), "en", "and mister john dashwood");
            assertEquals(
                    "and mister john dashwood", PreparedSet.open(folder).clips().getFirst().text());
            assertTrue(Files.readString(folder.resolve("clips.list")).contains("|EN|and mister"));
        }
    }

    @Test
    void whatIsSaidIsWrittenDownClipByClipAndGoesOnWhereItStopped() throws IOException {
        var file = root.resolve("one.wav");
        together(file, 0.2, 0);
        var folder = root.resolve("set");
        var lengths = new ArrayList<Integer>();
        Preparation.Writer writer =
                clip -> {
                    lengths.add(clip.samples().length);
                    return new Transcript("en", List.of(segment("Text " + lengths.size())));
                };
        try (var activity = new LoudnessActivity()) {
            int all =
                    chain(activity, Optional.empty())
                            .prepare(List.of(file), folder, Progress.none())
                            .clips()
                            .size();
            assertTrue(all > 2, () -> "clips: " + all);
            var chain = chain(activity, Optional.of(writer));
            var told = new ArrayList<Long>();
            assertThrows(
                    CancellationException.class,
                    () ->
                            chain.prepare(
                                    List.of(file),
                                    folder,
                                    (done, total, doing) -> {
                                        told.add(done);
                                        assertTrue(done <= total);
                                        if (lengths.size() == 2) {
                                            throw new CancellationException();
                                        }
                                    }));
            assertEquals(told.stream().sorted().toList(), told);
            assertEquals(
                    2, PreparedSet.open(folder).clips().stream().filter(c -> c.isHeard()).count());
            var set = chain.prepare(List.of(file), folder, Progress.none());
            assertEquals(all, lengths.size());
            assertEquals("Text 1", set.clips().getFirst().text());
            assertTrue(set.clips().stream().allMatch(c -> c.isHeard()));
        }
    }

    private static Preparation chain(VoiceActivity activity, Optional<Preparation.Writer> writer) {
        return new Preparation(activity, Optional.empty(), RATE, SpeechSlicer.USUAL, writer);
    }

    private static Transcript.Segment segment(String text) {
        return new Transcript.Segment(0, 1, text, List.of(), new Transcript.Quality(-0.1, 0, 1, 0));
    }
}
