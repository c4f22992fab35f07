package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.nn.WeightFormat.Blocks;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.parity.Interpreter.Given;
import studio.likeness.models.quant.BlockSpec;
import studio.likeness.models.quant.NBits;
import studio.likeness.models.runtime.Array;

/// Weights in blocks of few bits: the bytes, what they stand for, and products with them.
final class BlocksComparison implements Comparison {
    private static final double TOLERANCE = 1e-4;

    private static final double SCALE_TOLERANCE = 1e-7;

    private static final double WEIGHT_TOLERANCE = 1e-6;

    /// Of the outputs' standard deviation, where activations are rounded to eight bits, too.
    private static final double ROUNDED_TOLERANCE = 3e-2;

    @Override
    public boolean understands(Fixture fixture) {
        return fixture.at("cases").path(0).has("block_size")
                && fixture.at("cases").path(0).has("output_symmetric");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var lines = new ArrayList<Line>();
        lines.add(bytes(fixture));
        for (var world : Interpreter.all()) {
            lines.add(products(fixture, world));
        }
        lines.add(rounded(fixture));
        return lines;
    }

    private static Line bytes(Fixture fixture) {
        var errors = new Errors(SCALE_TOLERANCE);
        for (var entry : fixture.at("cases")) {
            bytes(entry, weight(fixture, entry), true, errors);
            bytes(entry, weight(fixture, entry), false, errors);
        }
        return errors.line(fixture, "java", "");
    }

    private static void bytes(JsonNode entry, float[] weight, boolean symmetric, Errors errors) {
        var kind = symmetric ? "symmetric" : "asymmetric";
        var what = name(entry) + " " + kind;
        var expected = entry.path(kind);
        var spec = new BlockSpec(bits(entry), block(entry), symmetric, false);
        var packed = NBits.quantise(weight, entry.path("K").asInt(), spec);
        errors.same(what + " codes", expected.path("packed_hex").asText(), hex(packed.codes()));
        errors.all(what + " scales", expected.path("scales"), packed.scales(), SCALE_TOLERANCE);
        errors.same(
                what + " zero points",
                expected.path("zero_points_packed_hex").asText(""),
                hex(packed.zeroPoints()));
        var back = NBits.dequantise(packed);
        var first = Arrays.copyOf(back, packed.in());
        errors.all(what, expected.path("dequantised_first_row"), first, WEIGHT_TOLERANCE);
    }

    private static Line products(Fixture fixture, Interpreter world) {
        var errors = new Errors(TOLERANCE);
        for (var entry : fixture.at("cases")) {
            for (boolean symmetric : new boolean[] {true, false}) {
                var what = symmetric ? "output_symmetric" : "output_asymmetric";
                var found = product(fixture, entry, symmetric, world);
                errors.all(name(entry) + " " + what, flat(entry.path(what)), found, TOLERANCE);
            }
        }
        return errors.line(fixture, world.name(), "");
    }

    private static Line rounded(Fixture fixture) {
        var errors = new Errors(ROUNDED_TOLERANCE);
        for (var entry : fixture.at("cases")) {
            var what = "output_symmetric_accuracy_level_4";
            var expected = flat(entry.path(what));
            double allowed = ROUNDED_TOLERANCE * deviation(expected);
            var found = product(fixture, entry, true, new OnnxInterpreter(false));
            errors.all(name(entry) + " " + what, expected, found, allowed);
        }
        return errors.line(fixture, "onnx, 8-bit inputs", "");
    }

    private static double deviation(JsonNode values) {
        double sum = 0;
        double squares = 0;
        for (var value : values) {
            sum += value.asDouble();
            squares += value.asDouble() * value.asDouble();
        }
        double mean = sum / values.size();
        return Math.sqrt(squares / values.size() - mean * mean);
    }

    private static float[] product(
            Fixture fixture, JsonNode entry, boolean symmetric, Interpreter world) {
        var list = JsonNodeFactory.instance.arrayNode().add(entry.path("weight"));
        try (var weights = KeyedWeights.of(fixture.tree(), list)) {
            var plan = WeightPlan.all(new Blocks(bits(entry), block(entry), symmetric, false));
            var name = name(entry);
            var map = new Linear(name.substring(0, name.length() - ".weight".length()));
            var given = new Given(weights, plan, Adapter.none());
            return world.run(map, given, List.of(input(fixture, entry))).get("y");
        }
    }

    /// One linear map.
    record Linear(String name) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Map<String, T> in) {
            return Map.of("y", o.linear(in.get("x"), name));
        }
    }

    private static Argument input(Fixture fixture, JsonNode entry) {
        var list = JsonNodeFactory.instance.arrayNode().add(entry.path("input"));
        try (var inputs = KeyedWeights.of(fixture.tree(), list)) {
            var tensor = inputs.get(entry.path("input").path("name").asText());
            return Argument.of(
                    "x",
                    new Array.Floats(tensor.floats(), tensor.shape()),
                    "rows",
                    tensor.shape()[1]);
        }
    }

    private static float[] weight(Fixture fixture, JsonNode entry) {
        var list = JsonNodeFactory.instance.arrayNode().add(entry.path("weight"));
        try (var weights = KeyedWeights.of(fixture.tree(), list)) {
            return weights.get(name(entry)).floats();
        }
    }

    private static JsonNode flat(JsonNode rows) {
        var flat = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> row.forEach(flat::add));
        return flat;
    }

    private static String name(JsonNode entry) {
        return entry.path("weight").path("name").asText();
    }

    private static int bits(JsonNode entry) {
        return entry.path("bits").asInt();
    }

    private static int block(JsonNode entry) {
        return entry.path("block_size").asInt();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
