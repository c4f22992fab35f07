package studio.likeness.models.quant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NBitsTest {
    private final LmFixture fixture = LmFixture.read("matmulnbits");

    @ParameterizedTest
    @ValueSource(strings = {"symmetric", "asymmetric"})
    void packsBitForBitAsOnnxRuntimeExpects(String kind) {
        for (var each : fixture.json().get("cases")) {
            int in = each.get("K").asInt();
            var packed = NBits.quantise(weight(each), in, spec(each, kind));

            var figures = each.get(kind);
            assertArrayEquals(LmFixture.hex(figures.get("packed_hex")), packed.codes());
            assertArrayEquals(LmFixture.floats(figures.get("scales")), packed.scales(), 1e-7f);
            if (figures.has("zero_points_packed_hex")) {
                assertArrayEquals(
                        LmFixture.hex(figures.get("zero_points_packed_hex")), packed.zeroPoints());
            }
            var first = new float[in];
            NBits.dequantise(packed, 0, 1, first, 0);
            assertArrayEquals(LmFixture.floats(figures.get("dequantised_first_row")), first, 1e-6f);
        }
    }

    @Test
    void quantisesRangesOfRowsAsTheWhole() {
        var random = new Random(5);
        int in = 100;
        var weight = normal(random, 10 * in);
        for (var spec :
                new BlockSpec[] {
                    new BlockSpec(4, 32, false, false), new BlockSpec(4, 32, false, true)
                }) {
            var whole = NBits.quantise(weight, in, spec);
            var parts = Packed.empty(spec, 10, in);
            for (int row = 0; row < 10; row += 3) {
                int count = Math.min(3, 10 - row);
                var some = java.util.Arrays.copyOfRange(weight, row * in, (row + count) * in);
                NBits.quantise(some, count, parts, row);
            }
            assertArrayEquals(whole.codes(), parts.codes());
            assertArrayEquals(whole.scales(), parts.scales());
            assertArrayEquals(whole.zeroPoints(), parts.zeroPoints());
        }
    }

    @ParameterizedTest
    @CsvSource({"4,true", "4,false", "8,true", "8,false"})
    void refinedScalesLeaveASmallerError(int bits, boolean symmetric) {
        int in = 256;
        var weight = normal(new Random(3), 64 * in);
        double plain = error(weight, in, new BlockSpec(bits, 32, symmetric, false), new float[0]);
        double refined = error(weight, in, new BlockSpec(bits, 32, symmetric, true), new float[0]);
        System.out.printf(
                "%d bits %s: mean squared error %.4g by extremes, %.4g refined (%.1f %% less)%n",
                bits,
                symmetric ? "symmetric" : "asymmetric",
                plain,
                refined,
                100 * (1 - refined / plain));
        assertTrue(refined < plain * (bits == 4 ? 0.92 : 1.0), refined + " against " + plain);
    }

    @Test
    void importantColumnsAreKeptMoreExactly() {
        int in = 256;
        var weight = normal(new Random(4), 64 * in);
        var importance = NBits.ones(in);
        for (int i = 0; i < in; i += 16) {
            importance[i] = 50;
        }
        var spec = new BlockSpec(4, 32, false, true);
        double unweighted = weightedError(weight, in, spec, new float[0], importance);
        double weighted = weightedError(weight, in, spec, importance, importance);
        assertTrue(weighted < unweighted * 0.9, weighted + " against " + unweighted);
    }

    @Test
    void zeroRowsStayZero() {
        for (var spec :
                new BlockSpec[] {
                    new BlockSpec(4, 16, true, false),
                    new BlockSpec(4, 16, false, false),
                    new BlockSpec(8, 16, true, true),
                    new BlockSpec(4, 16, false, true)
                }) {
            var packed = NBits.quantise(new float[3 * 40], 40, spec);
            assertArrayEquals(new float[3 * 40], NBits.dequantise(packed), spec.toString());
        }
    }

    @Test
    void eightBitsStayWithinHalfAStep() {
        var weight = normal(new Random(6), 8 * 64);
        var packed = NBits.quantise(weight, 64, new BlockSpec(8, 32, true, false));
        var back = NBits.dequantise(packed);
        for (int i = 0; i < weight.length; i++) {
            // the side away from the extreme is one code short, so the far end may lose a whole one
            assertEquals(weight[i], back[i], Math.abs(packed.scales()[i / 32]) * 1.001f);
        }
    }

    private static double error(float[] weight, int in, BlockSpec spec, float[] importance) {
        return weightedError(weight, in, spec, importance, NBits.ones(in));
    }

    private static double weightedError(
            float[] weight, int in, BlockSpec spec, float[] given, float[] counted) {
        var packed = Packed.empty(spec, weight.length / in, in);
        NBits.quantise(weight, packed.rows(), given, packed, 0);
        var back = NBits.dequantise(packed);
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            double off = weight[i] - back[i];
            sum += off * off * counted[i % in];
        }
        return sum / weight.length;
    }

    private static float[] normal(Random random, int count) {
        var all = new float[count];
        for (int i = 0; i < count; i++) {
            all[i] = (float) (random.nextGaussian() * 0.02);
        }
        return all;
    }

    private float[] weight(JsonNode each) {
        return fixture.keyed(
                each.get("weight").get("name").asText(),
                each.get("N").asInt(),
                each.get("K").asInt());
    }

    private static BlockSpec spec(JsonNode each, String kind) {
        return new BlockSpec(
                each.get("bits").asInt(),
                each.get("block_size").asInt(),
                kind.equals("symmetric"),
                false);
    }
}
