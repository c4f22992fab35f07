package studio.likeness.models.voice.conversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticConverter;
import studio.likeness.models.bench.SyntheticListener;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Stft;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;
import studio.likeness.models.voice.content.ContentEncoder;
import studio.likeness.models.voice.content.ContentGraphs;
import studio.likeness.models.voice.content.ContentKind;
import studio.likeness.models.voice.content.ContentNames;
import studio.likeness.models.voice.pitch.AutocorrelationPitch;
import studio.likeness.models.voice.vits.VitsNames;

/// Block by block, with keyed weights of small networks.
class LiveConversionTest {
    private static final int RATE = 44_100;

    @TempDir Path folder;

    private VoiceConverter converter() throws IOException {
        var shape = SyntheticConverter.MINI;
        var weights = VitsNames.published(shape.weights());
        var settings = ConverterSettings.of(shape.config(), weights);
        var plan = GraphPlan.plain();
        ConverterGraphs.write(weights, settings, plan, folder, Progress.none());
        var heard = ContentNames.ofFairseq(SyntheticListener.contentVec(1, 64));
        ContentGraphs.write(heard, false, plan, folder, Progress.none());
        return new VoiceConverter(
                ConverterNetwork.open(folder, Device.processor()),
                ContentEncoder.open(folder, ContentKind.VEC768L12, Device.processor()),
                new AutocorrelationPitch(),
                Map.of());
    }

    private static Waveform voice(double seconds) {
        var samples = new float[(int) (seconds * RATE)];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            phase += (170 + 30 * Math.sin(4.0 * i / RATE)) / RATE;
            for (int k = 1; k < 9; k++) {
                samples[i] += (float) (0.2 * Math.sin(2 * Math.PI * k * phase) / k);
            }
        }
        return new Waveform(samples, RATE);
    }

    private static float[] live(LiveConversion live, Waveform sound) {
        var out = new float[0];
        for (int at = 0; at < sound.samples().length; at += 882) {
            int to = Math.min(at + 882, sound.samples().length);
            var next = live.push(sound.slice(at, to).samples());
            int before = out.length;
            out = Arrays.copyOf(out, before + next.length);
            System.arraycopy(next, 0, out, before, next.length);
        }
        return out;
    }

    @Test
    void blocksJoinWithoutAJumpAndTellHowLateTheyAre() throws IOException {
        try (var converter = converter()) {
            var live =
                    new LiveConversion(
                            converter,
                            LiveConversion.Shape.usual(),
                            ConversionOptions.usual(),
                            RATE);
            var out = live(live, voice(1.6));
            var figures = live.figures();
            int block = out.length / figures.blocks();
            assertTrue(figures.blocks() >= 6, figures.toString());
            assertEquals(0.2, (double) block / RATE, 0.01);
            assertTrue(figures.waiting().compareTo(Duration.ofMillis(295)) < 0, figures.toString());
            assertTrue(figures.latency().compareTo(figures.waiting()) > 0);
            // At a join a step is no larger than elsewhere.
            double joins = 0;
            double steps = 0;
            for (int i = block; i < out.length; i++) {
                double step = Math.abs(out[i] - out[i - 1]);
                if (i % block == 0) {
                    joins = Math.max(joins, step);
                } else {
                    steps = Math.max(steps, step);
                }
            }
            assertTrue(joins <= steps, joins + " at joins, " + steps + " elsewhere");
        }
    }

    /// A block knows neither what comes later nor all that was before. With weights that look
    /// everywhere alike, as these do, that is heard most: nearly as much as another draw of the
    /// noise. That blocks are short adds next to nothing.
    @Test
    @Tag("slow")
    void shortBlocksSoundLikeTheWholeAsMuchAsLongOnesDo() throws IOException {
        try (var converter = converter()) {
            var options = ConversionOptions.usual();
            var sound = voice(2.4);
            int hop = converter.hop();
            var piece =
                    converter.piece(Arrays.copyOf(sound.samples(), 206 * hop), 0, options, 0, 0);
            var whole = converter.network().sound(piece, 0, options.noise(), 1, false);
            var drawn = converter.network().sound(piece, 0, options.noise(), 2, false);
            var once = options.withSeed(1);
            double usual = distance(converter, LiveConversion.Shape.usual(), once, whole);
            var longer = new LiveConversion.Shape(800, 500, 400, 40);
            double waiting = distance(converter, longer, once, whole);
            double other = spectralDistance(whole, drawn);
            System.out.printf(
                    "short %.2f dB, long %.2f dB, another draw %.2f dB%n", usual, waiting, other);
            assertTrue(usual < 1.05 * waiting, usual + " dB, in long blocks " + waiting);
            assertTrue(usual < other, usual + " dB, another draw " + other);
        }
    }

    private static double distance(
            VoiceConverter converter,
            LiveConversion.Shape shape,
            ConversionOptions options,
            float[] whole) {
        var out = live(new LiveConversion(converter, shape, options, RATE), voice(2.4));
        int length = Math.min(out.length, whole.length);
        return spectralDistance(Arrays.copyOf(whole, length), Arrays.copyOf(out, length));
    }

    /// Root mean square of the difference of logarithmic spectra, in dB, over all frames.
    private static double spectralDistance(float[] a, float[] b) {
        var x = new Stft(1024, 256).magnitudes(a);
        var y = new Stft(1024, 256).magnitudes(b);
        double peak = 0;
        for (var frame : x) {
            for (float magnitude : frame) {
                peak = Math.max(peak, magnitude);
            }
        }
        double floor = peak * 1e-3;
        double sum = 0;
        for (int t = 0; t < x.length; t++) {
            double squares = 0;
            for (int bin = 0; bin < x[t].length; bin++) {
                double d = 20 * Math.log10((x[t][bin] + floor) / (y[t][bin] + floor));
                squares += d * d / x[t].length;
            }
            sum += Math.sqrt(squares) / x.length;
        }
        return sum;
    }

    /// Where the vocoder sees as far as it looks, it makes no difference that it is asked for the
    /// end only.
    @Test
    void theEndOfAPieceSoundsAsItDoesInTheWhole() throws IOException {
        try (var converter = converter()) {
            var network = converter.network();
            int hop = converter.hop();
            int frames = 70;
            var samples = Arrays.copyOf(voice(1).samples(), frames * hop);
            var piece = converter.piece(samples, 1, ConversionOptions.usual(), 0, 0);
            var whole = network.sound(piece, 1, 0.4, 5, false);
            int wanted = 40;
            int first = frames - ConverterGraphs.LIVE.behind() - wanted;
            // The pitch goes on from where the whole has it there.
            double turns = 0;
            for (int t = 0; t < first - ConverterGraphs.LIVE.before(); t++) {
                turns += (double) piece.hertz()[t] * hop / RATE;
            }
            var later =
                    new ConverterNetwork.Piece(
                            piece.content(),
                            piece.hertz(),
                            piece.voiced(),
                            piece.loudness(),
                            piece.firstFrame(),
                            turns);
            var manner = new ConverterNetwork.Manner(1, 0.4, 5, false);
            var end = network.end(later, manner, wanted);
            assertEquals(wanted * hop, end.length);
            int seen = (wanted - (12 - ConverterGraphs.LIVE.behind())) * hop;
            assertArrayEquals(
                    Arrays.copyOfRange(whole, first * hop, first * hop + seen),
                    Arrays.copyOf(end, seen),
                    2e-4f);
        }
    }

    @Test
    void saysThatAModelOfAnEarlierVersionLacksWhatIsNeeded() throws IOException {
        try (var converter = converter()) {
            assertEquals(RATE, converter.settings().sampleRateHz());
        }
        Files.delete(folder.resolve(ConverterGraphs.file(false, true)));
        var refused =
                assertThrows(
                        StudioException.class,
                        () -> ConverterNetwork.open(folder, Device.processor()));
        assertEquals("models.voice.conversion.earlier", refused.key());
    }

    /// Speaks a buzz.
    private record Buzz(int seconds) implements SystemVoice {
        @Override
        public String name() {
            return "buzz";
        }

        @Override
        public Duration speak(String clause, String language, Duration start, Listener listener)
                throws InterruptedException {
            listener.accept(
                    new SpokenChunk(
                            new AudioChunk(voice(seconds), start),
                            List.of(
                                    new SpokenChunk.Phoneme("a", start),
                                    new SpokenChunk.Phoneme("b", start.plusMillis(950)))));
            return start.plusSeconds(seconds);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void theMachinesVoiceKeepsItsTimesAndPhonemes() throws IOException, InterruptedException {
        try (var voice =
                new ConvertedSystemVoice(new Buzz(1), converter(), ConversionOptions.usual())) {
            var chunks = new java.util.ArrayList<SpokenChunk>();
            var start = Duration.ofSeconds(3);
            var end = voice.speak("la", "en", start, chunks::add);
            assertEquals(4, end.toMillis() / 1000.0, 0.01);
            assertEquals(start, chunks.getFirst().audio().pts());
            assertEquals(List.of("a"), symbols(chunks.getFirst()));
            assertEquals(List.of("b"), symbols(chunks.getLast()));
            assertTrue(voice.name().startsWith("buzz"));
        }
    }

    @Test
    void aLongClauseIsHeardBeforeAllOfItIsConverted() throws IOException, InterruptedException {
        try (var voice =
                new ConvertedSystemVoice(new Buzz(6), converter(), ConversionOptions.usual())) {
            voice.speak("la", "en", Duration.ZERO, _ -> {});
            var heardAt = new java.util.ArrayList<Long>();
            var sound = new java.util.ArrayList<Waveform>();
            long began = System.nanoTime();
            voice.speak(
                    "la",
                    "en",
                    Duration.ZERO,
                    chunk -> {
                        heardAt.add(System.nanoTime() - began);
                        sound.add(chunk.audio().sound());
                    });
            assertTrue(heardAt.getFirst() < heardAt.getLast() / 2, heardAt.toString());
            assertEquals(6 * RATE, Waveform.joined(sound, RATE).samples().length);
        }
    }

    private static List<String> symbols(SpokenChunk chunk) {
        return chunk.phonemes().stream().map(SpokenChunk.Phoneme::symbol).toList();
    }
}
