package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.parity.Interpreter.Given;
import studio.likeness.models.runtime.Array;

/// A low-rank change of one linear map, and the map into which it is merged: what the map makes of
/// the unit vectors.
final class LoraComparison implements Comparison {
    private static final double TOLERANCE = 1e-4;

    private static final String BASE = "base";

    @Override
    public boolean understands(Fixture fixture) {
        return fixture.has("r", "lora_alpha", "tensors")
                && fixture.at("outputs").has("alpha_over_r");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var lines = new ArrayList<Line>();
        try (var weights = KeyedWeights.of(fixture.tree())) {
            for (var world : Interpreter.all()) {
                var errors = new Errors(TOLERANCE);
                for (var kind : List.of("alpha_over_r", "rslora")) {
                    change(fixture, kind, weights, world, errors);
                }
                lines.add(errors.line(fixture, world.name(), ""));
            }
        }
        return lines;
    }

    private static void change(
            Fixture fixture, String kind, KeyedWeights weights, Interpreter world, Errors errors) {
        var expected = fixture.at("outputs").path(kind);
        int rank = fixture.at("r").asInt();
        double alpha = fixture.at("lora_alpha").asDouble();
        double scaling = alpha / (kind.equals("rslora") ? Math.sqrt(rank) : rank);
        errors.near(kind + " scaling", expected.path("scaling").asDouble(), scaling, TOLERANCE);
        var delta =
                new Adapter.Delta(
                        weights.get("lora_A.weight").floats(),
                        weights.get("lora_B.weight").floats(),
                        rank,
                        (float) scaling);
        Adapter adapter = name -> name.equals(BASE) ? Optional.of(delta) : Optional.empty();
        var given = new Given(weights, KeptWeights.exactly(), adapter);
        var input = weights.get("lora.input");
        var y = run(world, given, input.floats(), input.shape());
        errors.all(kind + " output", flat(expected.path("output")), y, TOLERANCE);
        var shape = weights.get(BASE + ".weight").shape();
        int out = Math.toIntExact(shape[0]);
        int in = Math.toIntExact(shape[1]);
        var columns = run(world, given, unit(in), in, in);
        var merged = new float[out * in];
        for (int i = 0; i < merged.length; i++) {
            merged[i] = columns[i % in * out + i / in];
        }
        errors.samples(kind + " merged", expected.path("merged_samples"), merged, TOLERANCE);
    }

    private static float[] run(Interpreter world, Given given, float[] x, long... shape) {
        var argument = Argument.of("x", new Array.Floats(x, shape), "rows", shape[1]);
        return world.run(new BlocksComparison.Linear(BASE), given, List.of(argument)).get("y");
    }

    private static float[] unit(int size) {
        var unit = new float[size * size];
        for (int i = 0; i < size; i++) {
            unit[i * size + i] = 1;
        }
        return unit;
    }

    private static JsonNode flat(JsonNode rows) {
        var flat = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> row.forEach(flat::add));
        return flat;
    }
}
