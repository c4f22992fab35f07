package studio.likeness.models.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticWhisper;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.GraphPlan.Precision;
import studio.likeness.models.nn.WeightFormat;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;

class WhisperGraphsTest {
    @TempDir static Path folder;

    @BeforeAll
    static void write() throws IOException {
        var shape = SyntheticWhisper.MINI;
        var heads = AlignmentHead.of(shape.dims(), false);
        var settings = new WhisperSettings(shape.dims(), heads);
        var plan = WeightPlan.all(WeightFormat.Dense.FLOAT32);
        try (var weights = shape.weights()) {
            new WhisperGraphs(new Whisper(shape.dims()), weights, settings, Precision.F32)
                    .write(folder, plan, plan, Progress.none());
        }
    }

    private static float[][] mel() {
        var random = new Random(5);
        var mel = new float[80][3000];
        for (var row : mel) {
            for (int t = 0; t < row.length; t++) {
                row[t] = random.nextFloat() - 0.5f;
            }
        }
        return mel;
    }

    /// The prompt at once and then one token a step gives what the whole text at once gives.
    @Test
    void stepsWithACacheGiveTheLogitsOfAllAtOnce() {
        int[] ids = {50258, 50260, 50359, 50364, 2425, 11, 1002, 13, 50464, 50257};
        try (var model = SpeechModel.open(folder, Device.processor())) {
            var heard = model.listen(mel(), 0);
            var all = model.align(heard, ids);
            try (var writing = model.write(heard)) {
                for (int round = 0; round < 2; round++) {
                    var logits = new float[model.tokens().size()];
                    int prompt = 4;
                    writing.feed(Arrays.copyOf(ids, prompt), logits);
                    assertArrayEquals(all.logits()[prompt - 1], logits, 2e-4f);
                    for (int i = prompt; i < ids.length; i++) {
                        writing.feed(new int[] {ids[i]}, logits);
                        assertArrayEquals(all.logits()[i], logits, 2e-4f);
                    }
                    writing.keep(0); // another attempt at the same window
                }
            }
        }
    }

    @Test
    void attentionOfEachTokenSumsToOne() {
        int[] ids = {50258, 50260, 50359, 50363, 2425, 50257};
        try (var model = SpeechModel.open(folder, Device.processor())) {
            var all = model.align(model.listen(mel(), 0), ids);
            assertEquals(2, all.attention().length); // the upper of two layers, both heads
            for (var head : all.attention()) {
                for (var row : head) {
                    double sum = 0;
                    for (float share : row) {
                        sum += share;
                    }
                    assertEquals(1500, row.length);
                    assertEquals(1, sum, 1e-4);
                }
            }
        }
    }

    private static Array.Floats keys(SpeechModel.Heard heard) {
        return Objects.requireNonNull(heard.crossed().get(Whisper.keys(0)));
    }

    @Test
    void whatIsBehindARecordingsEndIsSilent() {
        try (var model = SpeechModel.open(folder, Device.processor())) {
            var whole = mel();
            var cut = new float[80][3000];
            for (int band = 0; band < 80; band++) {
                cut[band] = Arrays.copyOf(Arrays.copyOfRange(whole[band], 2000, 3000), 3000);
            }
            var late = keys(model.listen(whole, 2000));
            var same = keys(model.listen(cut, 0));
            assertArrayEquals(same.values(), late.values(), 1e-6f);
        }
    }
}
