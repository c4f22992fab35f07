package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.LongStream;

/// The generator of keyed numbers itself, in the words of the language fixtures (`items`) or of the
/// voice fixtures (`cases`).
final class GeneratorComparison implements Comparison {
    private static final double SUM_TOLERANCE = 1e-9;

    @Override
    public boolean understands(Fixture fixture) {
        return fixture.at("items").path(0).has("fnv1a64_hex")
                || fixture.at("cases").path(0).has("w2d");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(0);
        var salt = fixture.at("salt").asText();
        for (var item : fixture.at("items")) {
            item(fixture.tree(), salt, item, errors);
        }
        var ids = fixture.at("input_ids_vocab512");
        var found = Keyed.input(salt, "input_ids").integers(ids.size(), 512);
        errors.same("input ids", values(ids), LongStream.of(found).boxed().toList());
        for (var entry : fixture.at("cases")) {
            voice(entry, errors);
        }
        return List.of(errors.line(fixture, "java", ""));
    }

    private static List<Long> values(JsonNode list) {
        return list.valueStream().map(JsonNode::asLong).toList();
    }

    private static void item(JsonNode fixture, String salt, JsonNode item, Errors errors) {
        var name = item.path("name").asText();
        var keyed = Keyed.of(salt, name);
        errors.same(name + " hash", item.path("fnv1a64_hex").asText(), hex(keyed.hash()));
        var draws = item.path("first_u24");
        for (int i = 0; i < draws.size(); i++) {
            errors.same(name + " draw " + i, draws.get(i).asInt(), keyed.draw(i));
        }
        var list = JsonNodeFactory.instance.arrayNode().add(item);
        try (var weights = KeyedWeights.of(fixture, list)) {
            var all = weights.get(name).floats();
            var first = item.path("first");
            for (int i = 0; i < first.size(); i++) {
                errors.near(name + "[" + i + "]", first.get(i).asDouble(), all[i], 0);
            }
            errors.near(name + " last", item.path("last").asDouble(), all[all.length - 1], 0);
            double sum = 0;
            for (var value : all) {
                sum += value;
            }
            errors.near(name + " sum", item.path("sum").asDouble(), sum, SUM_TOLERANCE);
        }
    }

    private static void voice(JsonNode entry, Errors errors) {
        var salt = entry.path("salt").asText();
        var name = entry.path("name").asText();
        var keyed = Keyed.of(salt, name);
        errors.same(name + " hash", entry.path("h").asText(), hex(keyed.hash()));
        var draws = entry.path("u");
        for (int i = 0; i < draws.size(); i++) {
            errors.near(name + " draw " + i, draws.get(i).asDouble(), keyed.uniform(i), 0);
        }
        try (var weights = KeyedWeights.of(matrix(salt), list(name))) {
            errors.all(name, entry.path("w2d"), weights.get(name).floats(), 0);
        }
    }

    private static ObjectNode matrix(String salt) {
        return JsonNodeFactory.instance.objectNode().put("salt", salt).put("gain", 1.0);
    }

    private static JsonNode list(String name) {
        var list = JsonNodeFactory.instance.arrayNode();
        list.addObject().put("name", name).putArray("shape").add(2).add(3);
        return list;
    }

    private static String hex(long hash) {
        return "%016x".formatted(hash);
    }
}
