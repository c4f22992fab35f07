package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HexFormat;
import java.util.List;
import studio.likeness.models.quant.Nf4;

/// QLoRA's four bits, with the blocks' magnitudes quantised in turn.
final class Nf4Comparison implements Comparison {
    private static final double TOLERANCE = 1e-6;

    @Override
    public boolean understands(Fixture fixture) {
        return fixture.has("weight", "packed_hex", "absmax", "double_quant");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(TOLERANCE);
        var list = JsonNodeFactory.instance.arrayNode().add(fixture.at("weight"));
        try (var weights = KeyedWeights.of(fixture.tree(), list)) {
            var weight = weights.get(fixture.at("weight").path("name").asText()).floats();
            var blocks = Nf4.quantise(weight, fixture.at("block_size").asInt());
            var codes = HexFormat.of().formatHex(blocks.codes());
            errors.same("codes", fixture.at("packed_hex").asText(), codes);
            errors.all("absmax", fixture.at("absmax"), blocks.absmax(), TOLERANCE);
            errors.samples(
                    "weight", fixture.at("dequantised_samples"), Nf4.dequantise(blocks), TOLERANCE);
            nested(fixture, blocks, errors);
        }
        return List.of(errors.line(fixture, "java", ""));
    }

    private static void nested(Fixture fixture, Nf4.Blocks blocks, Errors errors) {
        var expected = fixture.at("double_quant");
        var nested = Nf4.nest(blocks.absmax(), expected.path("nested_block_size").asInt());
        var codes = new float[nested.codes().length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = nested.codes()[i] & 0xff;
        }
        errors.all("nested codes", expected.path("codes"), codes, 0);
        errors.near("offset", expected.path("offset").asDouble(), nested.offset(), TOLERANCE);
        errors.all(
                "nested absmax", expected.path("nested_absmax"), nested.nestedAbsmax(), TOLERANCE);
        var restored = Nf4.restore(nested);
        errors.all("restored absmax", expected.path("absmax_restored"), restored, TOLERANCE);
        var back =
                Nf4.dequantise(
                        new Nf4.Blocks(
                                blocks.elements(), blocks.block(), blocks.codes(), restored));
        errors.samples("nested", expected.path("dequantised_samples"), back, TOLERANCE);
    }
}
