package studio.likeness.models.voice.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticConverter;
import studio.likeness.models.bench.SyntheticListener;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
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

    @Test
    void blocksJoinWithoutAJumpAndTellHowLateTheyAre() throws IOException {
        try (var converter = converter()) {
            var shape = new LiveConversion.Shape(200, 300, 60, 30);
            var live = new LiveConversion(converter, shape, ConversionOptions.usual(), RATE);
            var sound = voice(1.6);
            var out = new float[0];
            for (int at = 0; at < sound.samples().length; at += 882) {
                var next = live.push(sound.slice(at, at + 882).samples());
                int before = out.length;
                out = Arrays.copyOf(out, before + next.length);
                System.arraycopy(next, 0, out, before, next.length);
            }
            var figures = live.figures();
            int block = out.length / figures.blocks();
            assertTrue(figures.blocks() >= 6, figures.toString());
            assertEquals(0.2, (double) block / RATE, 0.01);
            assertTrue(figures.waiting().compareTo(Duration.ofMillis(290)) < 0, figures.toString());
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
            System.out.printf("largest step at joins %.4f, elsewhere %.4f%n", joins, steps);
            assertTrue(joins <= 1.2 * steps, joins + " at joins, " + steps + " elsewhere");
        }
    }

    /// Speaks a buzz of a second.
    private record Buzz() implements SystemVoice {
        @Override
        public String name() {
            return "buzz";
        }

        @Override
        public Duration speak(String clause, String language, Duration start, Listener listener)
                throws InterruptedException {
            listener.accept(
                    new SpokenChunk(
                            new AudioChunk(voice(1), start),
                            List.of(
                                    new SpokenChunk.Phoneme("a", start),
                                    new SpokenChunk.Phoneme("b", start.plusMillis(950)))));
            return start.plusSeconds(1);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void theMachinesVoiceKeepsItsTimesAndPhonemes() throws IOException, InterruptedException {
        try (var voice =
                new ConvertedSystemVoice(new Buzz(), converter(), ConversionOptions.usual())) {
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

    private static List<String> symbols(SpokenChunk chunk) {
        return chunk.phonemes().stream().map(SpokenChunk.Phoneme::symbol).toList();
    }
}
