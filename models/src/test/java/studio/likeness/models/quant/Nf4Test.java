package studio.likeness.models.quant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class Nf4Test {
    private final LmFixture fixture = LmFixture.read("nf4");
    private final float[] weight = fixture.keyed("nf4.weight", 48, 128);

    @Test
    void packsBitForBitAsPublished() {
        var blocks = Nf4.quantise(weight, 64);
        assertArrayEquals(LmFixture.hex(fixture.json().get("packed_hex")), blocks.codes());
        assertArrayEquals(LmFixture.floats(fixture.json().get("absmax")), blocks.absmax(), 1e-7f);
        samples(fixture.json().get("dequantised_samples"), Nf4.dequantise(blocks));
    }

    @Test
    void quantisesTheMagnitudesToo() {
        var figures = fixture.json().get("double_quant");
        var blocks = Nf4.quantise(weight, 64);
        var nested = Nf4.nest(blocks.absmax(), figures.get("nested_block_size").asInt());

        assertEquals(figures.get("offset").asDouble(), nested.offset(), 1e-7);
        for (int i = 0; i < nested.codes().length; i++) {
            assertEquals(figures.get("codes").get(i).asInt(), nested.codes()[i] & 0xff);
        }
        assertArrayEquals(
                LmFixture.floats(figures.get("nested_absmax")), nested.nestedAbsmax(), 1e-8f);
        var restored = Nf4.restore(nested);
        assertArrayEquals(LmFixture.floats(figures.get("absmax_restored")), restored, 1e-7f);
        samples(
                figures.get("dequantised_samples"),
                Nf4.dequantise(new Nf4.Blocks(blocks.elements(), 64, blocks.codes(), restored)));
    }

    private static void samples(JsonNode figures, float[] found) {
        for (var each : figures) {
            assertEquals(each.get(1).asDouble(), found[each.get(0).asInt()], 1e-6);
        }
    }
}
