package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.language.BertEncoder;
import studio.likeness.models.language.BertEncoder.Pooling;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.parity.Interpreter.Given;
import studio.likeness.models.runtime.Array;

/// Text encoders: padded texts to unit vectors.
final class BertComparison implements Comparison {
    private static final double TOLERANCE = 1e-3;

    /// Of the elements of unit vectors, which are ten times smaller.
    private static final double UNIT_TOLERANCE = 1e-4;

    @Override
    public boolean understands(Fixture fixture) {
        return fixture.has("config", "tensors", "input_ids", "attention_mask")
                && fixture.at("outputs").path("items").path(0).has("cls_norm");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        return Interpreter.all().stream().map(world -> line(fixture, world)).toList();
    }

    private static Line line(Fixture fixture, Interpreter world) {
        var errors = new Errors(TOLERANCE);
        try (var weights = KeyedWeights.of(fixture.tree())) {
            var encoder = new BertEncoder(fixture.at("config"), weights);
            var found = world.run(new Bert(encoder), Given.exactly(weights), arguments(fixture));
            texts(fixture, found, encoder.width(), errors);
        }
        return errors.line(fixture, world.name(), "");
    }

    private static List<Argument> arguments(Fixture fixture) {
        var ids = fixture.at("input_ids");
        long batch = ids.size();
        long time = ids.path(0).size();
        var mask = numbers(fixture.at("attention_mask"));
        var floats = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            floats[i] = mask[i];
        }
        return List.of(
                Argument.of("ids", new Array.Longs(numbers(ids), batch, time), "batch", "time"),
                Argument.of("mask", new Array.Floats(floats, batch, time), "batch", "time"));
    }

    private static long[] numbers(JsonNode rows) {
        return rows.valueStream()
                .flatMap(JsonNode::valueStream)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    private record Bert(BertEncoder encoder) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Map<String, T> in) {
            var ids = in.get("ids");
            var mask = in.get("mask");
            var outputs = new LinkedHashMap<String, T>();
            var hidden = encoder.hidden(o, ids, mask);
            outputs.put("hidden", hidden);
            outputs.put("first", encoder.pooled(o, hidden, mask, Pooling.FIRST));
            outputs.put("mean", encoder.pooled(o, hidden, mask, Pooling.MEAN));
            if (o.hasWeight("pooler.dense.weight")) {
                var first = o.squeeze(o.slice(hidden, 1, 0, 1), 1);
                outputs.put("pooler", o.tanh(o.linear(first, "pooler.dense")));
            }
            return outputs;
        }
    }

    private static void texts(
            Fixture fixture, Map<String, float[]> found, int width, Errors errors) {
        var items = fixture.at("outputs").path("items");
        int time = fixture.at("input_ids").path(0).size();
        for (int text = 0; text < items.size(); text++) {
            var item = items.get(text);
            var what = "text " + text + " ";
            var raw = row(found.get("hidden"), text * time, width);
            moments(what + "first raw", item.path("cls_raw"), raw, errors);
            errors.all(
                    what + "first",
                    item.path("cls_norm"),
                    row(found.get("first"), text, width),
                    UNIT_TOLERANCE);
            errors.all(
                    what + "mean",
                    item.path("mean_norm"),
                    row(found.get("mean"), text, width),
                    UNIT_TOLERANCE);
            if (item.has("pooler")) {
                var pooler = row(found.get("pooler"), text, width);
                moments(what + "pooler", item.path("pooler"), pooler, errors);
            }
            int last = text * time + fixture.at("lens").path(text).asInt(time) - 1;
            var states = item.path("hidden_last_token");
            for (int layer = 0; layer < states.size(); layer++) {
                var state = row(found.get("tap.layer." + layer), last, width);
                moments(what + "layer " + layer, states.get(layer), state, errors);
            }
        }
        cosines(fixture.at("outputs").path("cosine"), found.get("first"), width, errors);
    }

    private static void moments(String what, JsonNode expected, float[] found, Errors errors) {
        errors.moments(what, expected, found, TOLERANCE);
        errors.samples(what, expected.path("samples"), found, TOLERANCE);
    }

    private static void cosines(JsonNode expected, float[] vectors, int width, Errors errors) {
        for (int a = 0; a < expected.size(); a++) {
            for (int b = 0; b < expected.size(); b++) {
                double product = 0;
                for (int i = 0; i < width; i++) {
                    product += (double) vectors[a * width + i] * vectors[b * width + i];
                }
                errors.near(
                        "cosine %d, %d".formatted(a, b),
                        expected.get(a).get(b).asDouble(),
                        product,
                        UNIT_TOLERANCE);
            }
        }
    }

    private static float[] row(float[] rows, int index, int width) {
        return Arrays.copyOfRange(rows, index * width, (index + 1) * width);
    }
}
