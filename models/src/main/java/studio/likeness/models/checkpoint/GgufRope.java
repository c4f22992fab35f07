package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How a GGUF file stretches its rotation, as `rope_scaling` of `config.json`.
final class GgufRope {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final GgufIndex gguf;
    private final String prefix;

    GgufRope(GgufIndex gguf, String prefix) {
        this.gguf = gguf;
        this.prefix = prefix;
    }

    Optional<ObjectNode> scaling(int headDim) {
        var meta = gguf.meta();
        if (isList("rope_freqs.weight")) {
            double base = meta.path(prefix + "rope.freq_base").asDouble(10_000);
            return Optional.of(llama3(gguf.get("rope_freqs.weight").floats(), base, headDim));
        }
        if (isList("rope_factors_long.weight") && isList("rope_factors_short.weight")) {
            var longRope = JSON.objectNode().put("rope_type", "longrope");
            list(longRope, "long_factor", gguf.get("rope_factors_long.weight").floats());
            list(longRope, "short_factor", gguf.get("rope_factors_short.weight").floats());
            var trained = meta.path(prefix + "rope.scaling.original_context_length");
            if (trained.isNumber()) {
                longRope.put("original_max_position_embeddings", trained.asInt());
            }
            return Optional.of(longRope);
        }
        var type = meta.path(prefix + "rope.scaling.type").asText();
        var factor = meta.path(prefix + "rope.scaling.factor").asDouble(1);
        if (type.isEmpty() || type.equals("none") || factor == 1) {
            return Optional.empty();
        }
        var scaling = JSON.objectNode().put("rope_type", type).put("factor", factor);
        var original = meta.path(prefix + "rope.scaling.original_context_length");
        if (original.isNumber()) {
            scaling.put("original_max_position_embeddings", original.asInt());
        }
        return Optional.of(scaling);
    }

    private boolean isList(String name) {
        return gguf.find(name).filter(tensor -> tensor.elements() <= 1 << 16).isPresent();
    }

    private static void list(ObjectNode into, String key, float[] numbers) {
        var array = into.putArray(key);
        for (float v : numbers) {
            array.add(v);
        }
    }

    /// The file keeps by what each frequency was divided; the numbers that led there are not in it.
    /// Division is smooth in O / wavelength between `low` and `high`, and only their ratios to the
    /// original length O matter, so with `low` set to 1 two frequencies in between give the others.
    /// Where fewer lie in between, any threshold that parts the frequencies alike does.
    private static ObjectNode llama3(float[] factors, double base, int headDim) {
        double most = 1;
        for (float factor : factors) {
            most = Math.max(most, factor);
        }
        var turns = new double[factors.length]; // 1 / wavelength
        for (int j = 0; j < factors.length; j++) {
            turns[j] = Math.pow(base, -2.0 * j / headDim) / (2 * Math.PI);
        }
        var all = published();
        all.addAll(solved(factors, turns, most));
        for (var each : all) {
            if (fits(factors, turns, most, each)) {
                return JSON.objectNode()
                        .put("rope_type", "llama3")
                        .put("factor", most)
                        .put("low_freq_factor", 1.0)
                        .put("high_freq_factor", each.high())
                        .put("original_max_position_embeddings", each.length());
            }
        }
        var plain = JSON.objectNode().put("rope_type", "factors");
        list(plain, "factors", factors);
        return plain;
    }

    /// @param length the original context
    /// @param high `high_freq_factor`, where `low_freq_factor` is 1
    private record Bounds(double length, double high) {}

    /// Every release has a high factor of 4 and a power of two as its original length.
    private static List<Bounds> published() {
        var all = new ArrayList<Bounds>();
        all.add(new Bounds(8192, 4));
        for (int length = 32; length <= 65_536; length *= 2) {
            all.add(new Bounds(length, 4));
        }
        return all;
    }

    /// What the frequencies in between say: two of them all, one of them a length for each high
    /// factor.
    private static List<Bounds> solved(float[] factors, double[] turns, double most) {
        var between =
                IntStream.range(0, factors.length)
                        .filter(j -> factors[j] > 1.0001 && factors[j] < most * 0.9999)
                        .toArray();
        var all = new ArrayList<Bounds>();
        if (between.length == 0) {
            return all;
        }
        // s = (O t - 1) / (high - 1): its slope is O / (high - 1), its offset -1 / (high - 1)
        int first = between[0];
        int last = between[between.length - 1];
        double s = smooth(factors[first], most);
        if (first != last) {
            double slope = (s - smooth(factors[last], most)) / (turns[first] - turns[last]);
            double offset = slope * turns[first] - s;
            all.add(new Bounds(slope / offset, 1 + 1 / offset));
        }
        for (double high = 1.25; high < 1000; high *= 1.25) {
            all.add(new Bounds((s * (high - 1) + 1) / turns[first], high));
        }
        return all;
    }

    private static double smooth(double factor, double most) {
        return (1 / factor - 1 / most) / (1 - 1 / most);
    }

    private static boolean fits(float[] factors, double[] turns, double most, Bounds bounds) {
        for (int j = 0; j < factors.length; j++) {
            double s = Math.clamp((bounds.length() * turns[j] - 1) / (bounds.high() - 1), 0, 1);
            double expected = 1 / ((1 - s) / most + s);
            if (Math.abs(expected - factors[j]) > 1e-3 * factors[j]) {
                return false;
            }
        }
        return bounds.high() > 1;
    }
}
