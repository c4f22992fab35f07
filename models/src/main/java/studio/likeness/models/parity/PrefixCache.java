package studio.likeness.models.parity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.language.PrefixEncoder;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.runtime.Array.Floats;

/// What stands in a decoder's cache before its text: nothing, or a tuned prefix.
final class PrefixCache {
    private PrefixCache() {}

    /// `past_key_values.N.key` and `.value`, `[1, kvHeads, length, size]`.
    static Map<String, Floats> of(Recipe recipe) {
        var frame = recipe.decoder().frame();
        int length = recipe.prefix().map(PrefixEncoder::length).orElse(0);
        var arrays = new HashMap<String, Floats>();
        var found =
                recipe.prefix()
                        .map(
                                prefix ->
                                        new TorchInterpreter()
                                                .run(
                                                        new Prefix(prefix),
                                                        Interpreter.Given.exactly(recipe.weights()),
                                                        List.of()))
                        .orElse(Map.of());
        for (int layer = 0; layer < frame.layers(); layer++) {
            for (var kind : List.of("key", "value")) {
                var rows = found.getOrDefault(kind + layer, new float[0]);
                arrays.put(
                        name(layer, kind),
                        new Floats(
                                headsFirst(rows, length, frame.kvHeads(), frame.headSize()),
                                1,
                                frame.kvHeads(),
                                length,
                                frame.headSize()));
            }
        }
        return arrays;
    }

    static String name(int layer, String kind) {
        return "past_key_values." + layer + "." + kind;
    }

    private static float[] headsFirst(float[] rows, int length, int heads, int size) {
        var turned = new float[rows.length];
        for (int at = 0; at < length; at++) {
            for (int head = 0; head < heads; head++) {
                System.arraycopy(
                        rows,
                        (at * heads + head) * size,
                        turned,
                        (head * length + at) * size,
                        size);
            }
        }
        return turned;
    }

    private record Prefix(PrefixEncoder prefix) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Map<String, T> inputs) {
            var all = prefix.compute(o);
            var named = new HashMap<String, T>();
            for (int layer = 0; layer < all.size(); layer++) {
                named.put("key" + layer, all.get(layer).key());
                named.put("value" + layer, all.get(layer).value());
            }
            return named;
        }
    }
}
