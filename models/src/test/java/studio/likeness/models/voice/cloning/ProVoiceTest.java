package studio.likeness.models.voice.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.TorchFile;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.parity.KeyedWeights;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.text.Pronunciation;
import studio.likeness.models.voice.text.Symbols;

/// v2Pro hears who speaks through a network of its own, here of its full size.
@Tag("slow")
class ProVoiceTest {
    @TempDir Path root;

    private static Path add(Conversion conversion, Path file) {
        return conversion.add(file, Options.usual(), Progress.none()).path();
    }

    /// `pretrained_eres2netv2w24s4ep4.ckpt`: nothing but its tensors.
    private Path speaker() throws IOException {
        var fixture =
                new ObjectMapper()
                        .readTree(
                                Path.of("src/test/resources/parity/voice/eres2netv2_real.json")
                                        .toFile());
        var file = root.resolve("pretrained_eres2netv2w24s4ep4.ckpt");
        TorchFile.write(
                file,
                TorchFile.Layout.ZIP,
                CloningFiles.state(KeyedWeights.of(fixture), "", DType.F32));
        return file;
    }

    private static List<Pronunciation> read(String piece, String language, Symbols symbols) {
        var ids = piece.chars().mapToLong(c -> 100 + c % 200).toArray();
        var names = Arrays.stream(ids).mapToObj(Long::toString).toList();
        return List.of(
                new Pronunciation("zh", piece, names, ids, Collections.nCopies(piece.length(), 1)));
    }

    private static Waveform recording(double hertz) {
        var samples = new float[24_000 * 7 / 2];
        IntStream.range(0, samples.length)
                .forEach(i -> samples[i] = (float) (0.2 * Math.sin(i * hertz * 2e-4)));
        return new Waveform(samples, 24_000);
    }

    @Test
    void speaksFromTheFilesOfV2Pro() throws IOException, InterruptedException {
        var conversion = new Conversion(new Home(root.resolve("home")), "test");
        var files = new CloningFiles(root);
        var codes = add(conversion, files.semantic());
        var sound = add(conversion, files.sound("v2Pro", "05"));
        var content = add(conversion, files.hubert());
        var alone = new CloningModels(codes, sound, content, Optional.empty(), Optional.empty());
        try (var voice = ClonedVoice.open(alone, ProVoiceTest::read, Device.processor())) {
            var refused =
                    assertThrows(
                            StudioException.class, () -> voice.prepare(recording(1), "好。", "zh"));
            assertEquals("models.voice.cloning.noSpeaker", refused.key());
        }

        var speaker = conversion.add(speaker(), Options.usual(), Progress.none());
        assertEquals(Manifest.Kind.SPEAKER_VECTOR, speaker.manifest().kind());
        assertEquals("eres2netv2", speaker.manifest().family());
        var all =
                new CloningModels(
                        codes, sound, content, Optional.empty(), Optional.of(speaker.path()));
        try (var voice = ClonedVoice.open(all, ProVoiceTest::read, Device.processor())) {
            var low = voice.prepare(recording(0.2), "你好们。", "zh");
            var high = voice.prepare(recording(1.1), "你好们。", "zh");
            assertFalse(Arrays.equals(low.voice(), high.voice()), "it is heard who speaks");
            var said = voice.say(low, "你们好。", "zh", Manner.USUAL);
            double power = 0;
            for (float sample : said.samples()) {
                power += (double) sample * sample;
            }
            assertEquals(32_000, said.sampleRateHz());
            assertTrue(Math.sqrt(power / said.samples().length) > 0.001, "it is heard");
        }
    }
}
