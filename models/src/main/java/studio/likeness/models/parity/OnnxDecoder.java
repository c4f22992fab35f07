package studio.likeness.models.parity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.runtime.Array.Ints;
import studio.likeness.models.runtime.Array.Longs;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;

/// A decoder as a graph of ONNX Runtime, its cache carried from step to step by hand.
final class OnnxDecoder implements ReadyDecoder {
    private final Recipe recipe;
    private final Scratch scratch = new Scratch();
    private final Session session;
    private final Map<String, Array> fixed = new HashMap<>();
    private final Map<String, Array> start = new HashMap<>();
    private Map<String, Array> cache = Map.of();
    private int length;

    OnnxDecoder(Recipe recipe) {
        this(recipe, true);
    }

    /// As it runs on a processor in earnest: few-bit products with inputs rounded to eight bits.
    static OnnxDecoder fast(Recipe recipe) {
        return new OnnxDecoder(recipe, false);
    }

    private OnnxDecoder(Recipe recipe, boolean exact) {
        this.recipe = recipe;
        var graph = scratch.file("decoder.onnx");
        DecoderGraph.write(
                recipe,
                DecoderGraph.plan(recipe).withTaps().withExact(exact),
                false,
                graph,
                scratch.file("decoder.weights"));
        session = Session.open(graph, Device.processor(), OnnxInterpreter.exact());
        fixed.putAll(recipe.adapterInputs().arrays(session.inputs()));
        start.putAll(PrefixCache.of(recipe));
        cache = start;
    }

    @Override
    public Seen read(int[] ids) {
        forget();
        var out = step(ids);
        var hidden = new HashMap<String, float[]>();
        out.forEach(
                (name, array) -> {
                    if (name.equals("norm") || name.startsWith("layer.")) {
                        hidden.put(name, lastRow(array));
                    }
                });
        return new Seen(OnnxInterpreter.floats(out.get("logits")), hidden);
    }

    @Override
    public float[] next(int[] ids) {
        if (length == 0 || ids.length != length + 1) {
            forget();
            return lastRow(step(ids).get("logits"));
        }
        return lastRow(step(new int[] {ids[ids.length - 1]}).get("logits"));
    }

    private void forget() {
        length = 0;
        cache = start;
    }

    private Map<String, Array> step(int[] ids) {
        int to = length + ids.length;
        int total = recipe.reading().prefix() + to;
        var arrays = new LinkedHashMap<>(fixed);
        arrays.put("input_ids", longs(ids));
        arrays.put(
                "position_ids",
                new Longs(
                        recipe.reading().positions(length, to),
                        recipe.reading().positionsShape(ids.length)));
        recipe.reading()
                .bias(length, to)
                .ifPresent(
                        bias ->
                                arrays.put(
                                        "attention_bias",
                                        new Floats(bias, 1, 1, ids.length, total)));
        arrays.put("seqlens_k", new Ints(new int[] {total - 1}, 1));
        arrays.put("total_sequence_length", new Ints(new int[] {total}));
        arrays.putAll(cache);
        // What a network does not need, its graph does not take.
        arrays.keySet().retainAll(session.inputs().stream().map(port -> port.name()).toList());
        var out = session.run(arrays);
        cache = presentAsPast(out);
        length = to;
        return out;
    }

    private static Longs longs(int[] ids) {
        return new Longs(Arrays.stream(ids).asLongStream().toArray(), 1, ids.length);
    }

    private static Map<String, Array> presentAsPast(Map<String, Array> out) {
        var past = new HashMap<String, Array>();
        out.forEach(
                (name, array) -> {
                    if (name.startsWith("present.")) {
                        past.put(name.replace("present.", "past_key_values."), array);
                    }
                });
        return past;
    }

    private static float[] lastRow(Array array) {
        var values = OnnxInterpreter.floats(array);
        int width = Math.toIntExact(array.shape()[array.shape().length - 1]);
        return Arrays.copyOfRange(values, values.length - width, values.length);
    }

    @Override
    public void close() {
        session.close();
        scratch.close();
    }
}
