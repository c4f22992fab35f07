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
    private final int chunk;
    private final Map<String, Array> fixed = new HashMap<>();
    private final Map<String, Array> start = new HashMap<>();
    private Map<String, Array> cache = Map.of();
    private int length;

    /// @param chunk most tokens read at a step; the context of ChatGLM-6B sees itself both ways and
    ///     is always read at once
    OnnxDecoder(Recipe recipe, int chunk) {
        this(recipe, chunk, true);
    }

    /// As it runs on a processor in earnest: few-bit products with inputs rounded to eight bits.
    static OnnxDecoder fast(Recipe recipe) {
        return new OnnxDecoder(recipe, Integer.MAX_VALUE, false);
    }

    private OnnxDecoder(Recipe recipe, int chunk, boolean exact) {
        this.recipe = recipe;
        this.chunk = recipe.decoder().hasTwoRows() ? Integer.MAX_VALUE : chunk;
        var graph = scratch.file("decoder.onnx");
        var plan = DecoderGraph.plan(recipe).withTaps().withExact(exact);
        var adapters = new AdapterInputs(recipe.weights(), recipe.adapter());
        DecoderGraph.write(
                recipe,
                adapters.isEmpty() ? plan : plan.withAdapters(),
                graph,
                scratch.file("decoder.weights"));
        session = Session.open(graph, Device.processor(), OnnxInterpreter.exact());
        fixed.putAll(adapters.arrays(session.inputs()));
        start.putAll(PrefixCache.of(recipe));
        cache = start;
    }

    @Override
    public Seen read(int[] ids) {
        forget();
        int vocabulary = recipe.decoder().frame().vocabulary();
        var logits = new float[ids.length * vocabulary];
        Map<String, Array> out = Map.of();
        for (int from = 0; from < ids.length; from = length) {
            out = step(Arrays.copyOfRange(ids, from, Math.min(ids.length, from + chunk(from))));
            var some = OnnxInterpreter.floats(out.get("logits"));
            System.arraycopy(some, 0, logits, from * vocabulary, some.length);
        }
        var hidden = new HashMap<String, float[]>();
        out.forEach(
                (name, array) -> {
                    if (name.equals("norm") || name.startsWith("layer.")) {
                        hidden.put(name, lastRow(array));
                    }
                });
        return new Seen(logits, hidden);
    }

    /// Never past the end of an int.
    private int chunk(int from) {
        return Math.min(chunk, Integer.MAX_VALUE - from);
    }

    @Override
    public float[] next(int[] ids) {
        if (length == 0 || ids.length != length + 1) {
            return lastRow(new Floats(read(ids).logits(), ids.length, vocabulary()));
        }
        return lastRow(step(new int[] {ids[ids.length - 1]}).get("logits"));
    }

    private int vocabulary() {
        return recipe.decoder().frame().vocabulary();
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
