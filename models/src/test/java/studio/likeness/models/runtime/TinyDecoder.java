package studio.likeness.models.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Decoders of two layers with random weights, in the forms the runtime knows. All of them are the
/// same network: no rotation, two heads of 16.
final class TinyDecoder {
    static final int VOCABULARY = 50;
    static final int LAYERS = 2;
    static final int HEADS = 2;
    static final int SIZE = 16;
    static final int WIDTH = HEADS * SIZE;

    private final Random random = new Random(7);
    private final TestGraph graph = new TestGraph();
    private final int type;
    private boolean adapters;
    private boolean rows;

    private TinyDecoder(int type) {
        this.type = type;
        graph.input("input_ids", TestGraph.INT64, "batch", "time");
    }

    /// With GroupQueryAttention, whose cache may be longer than what is in it.
    static TestGraph shared() {
        return new TinyDecoder(TestGraph.FLOAT).grouped();
    }

    /// The same, its cache in float16.
    static TestGraph sharedHalf() {
        return new TinyDecoder(TestGraph.FLOAT16).grouped();
    }

    /// With `lora_A` and `lora_B` at its output projections.
    static TestGraph sharedWithAdapters() {
        var tiny = new TinyDecoder(TestGraph.FLOAT);
        tiny.adapters = true;
        return tiny.grouped();
    }

    /// With `logits_rows`.
    static TestGraph sharedWithRows() {
        var tiny = new TinyDecoder(TestGraph.FLOAT);
        tiny.rows = true;
        return tiny.grouped();
    }

    /// With MultiHeadAttention, a bias, and a cache of exact length; logits of all tokens.
    static TestGraph exact() {
        return new TinyDecoder(TestGraph.FLOAT).exactly();
    }

    private TestGraph grouped() {
        graph.input("seqlens_k", TestGraph.INT32, "batch")
                .input("total_sequence_length", TestGraph.INT32);
        var x = embedding();
        for (int i = 0; i < LAYERS; i++) {
            var in = qkv(x, i);
            in.addAll(List.of("past_key_values." + i + ".key", "past_key_values." + i + ".value"));
            in.addAll(List.of("seqlens_k", "total_sequence_length"));
            graph.node(
                    TestGraph.MICROSOFT,
                    "GroupQueryAttention",
                    in,
                    List.of("attended" + i, "present." + i + ".key", "present." + i + ".value"),
                    Map.of("num_heads", (long) HEADS, "kv_num_heads", (long) HEADS));
            x = rest(x, i);
        }
        return head(x, !rows);
    }

    private TestGraph exactly() {
        graph.input("attention_bias", TestGraph.FLOAT, 1, 1, "time", "total")
                .input("position_ids", TestGraph.INT64, "batch", "time");
        var x = embedding();
        for (int i = 0; i < LAYERS; i++) {
            var in = qkv(x, i);
            in.addAll(List.of("", "", "attention_bias"));
            in.addAll(List.of("past_key_values." + i + ".key", "past_key_values." + i + ".value"));
            graph.node(
                    TestGraph.MICROSOFT,
                    "MultiHeadAttention",
                    in,
                    List.of("attended" + i, "present." + i + ".key", "present." + i + ".value"),
                    Map.of("num_heads", (long) HEADS));
            x = rest(x, i);
        }
        // The positions change nothing, but must be a real input.
        graph.node("Cast", List.of("position_ids"), List.of("places"), Map.of("to", 1L))
                .floats("nought", new float[] {0})
                .longs("last", new long[] {-1}, 1)
                .node("Mul", List.of("places", "nought"), List.of("nothing"), Map.of())
                .node("Unsqueeze", List.of("nothing", "last"), List.of("nothings"), Map.of())
                .node("Add", List.of(x, "nothings"), List.of("placed"), Map.of());
        return head("placed", false);
    }

    private String embedding() {
        weight("embedding", VOCABULARY, WIDTH);
        graph.node("Gather", List.of("embedding", "input_ids"), List.of("x"), Map.of());
        return "x";
    }

    private ArrayList<String> qkv(String x, int layer) {
        var names = new ArrayList<String>();
        for (var name : List.of("q", "k", "v")) {
            names.add(linear(x, name + layer, WIDTH, WIDTH, 0.2f));
        }
        for (var kind : List.of("key", "value")) {
            graph.input(
                    "past_key_values." + layer + "." + kind, type, "batch", HEADS, "past", SIZE);
            graph.output("present." + layer + "." + kind, type, "batch", HEADS, "total", SIZE);
        }
        return names;
    }

    private String rest(String x, int layer) {
        var out = linear("attended" + layer, "o" + layer, WIDTH, WIDTH, 0.2f);
        if (adapters) {
            out = adapted("attended" + layer, out, "o" + layer);
        }
        graph.node("Add", List.of(x, out), List.of("sum" + layer), Map.of());
        return "sum" + layer;
    }

    private String adapted(String x, String y, String name) {
        graph.input(name + ".lora_A", type, WIDTH, "rank")
                .input(name + ".lora_B", type, "rank", WIDTH)
                .node("MatMul", List.of(x, name + ".lora_A"), List.of(name + "a"), Map.of())
                .node(
                        "MatMul",
                        List.of(name + "a", name + ".lora_B"),
                        List.of(name + "b"),
                        Map.of())
                .node("Add", List.of(y, name + "b"), List.of(name + "y"), Map.of());
        return name + "y";
    }

    private TestGraph head(String x, boolean lastOnly) {
        if (lastOnly || rows) {
            graph.longs("end", new long[] {Long.MAX_VALUE}, 1).longs("axis", new long[] {1}, 1);
            if (rows) {
                graph.input("logits_rows", TestGraph.INT64, 1)
                        .node("Neg", List.of("logits_rows"), List.of("first"), Map.of());
            } else {
                graph.longs("first", new long[] {-1}, 1);
            }
            graph.node("Slice", List.of(x, "first", "end", "axis"), List.of("wanted"), Map.of());
            x = "wanted";
        }
        var logits = linear(x, "head", WIDTH, VOCABULARY, 0.1f);
        return graph.node("Identity", List.of(logits), List.of("logits"), Map.of())
                .output("logits", type, "batch", lastOnly ? 1 : "rows", VOCABULARY);
    }

    private String linear(String x, String name, int in, int out, float gain) {
        weight(name, in, out, gain);
        graph.node("MatMul", List.of(x, name), List.of(name + "(x)"), Map.of());
        return name + "(x)";
    }

    private void weight(String name, int in, int out) {
        weight(name, in, out, 1);
    }

    private void weight(String name, int in, int out, float gain) {
        var values = new float[in * out];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * gain;
        }
        if (type == TestGraph.FLOAT16) {
            graph.halves(name, values, in, out);
        } else {
            graph.floats(name, values, in, out);
        }
    }

    /// A causal bias for the exact form; keys of a prefix are seen by all.
    static Positions causal() {
        return new Positions() {
            @Override
            public Array.Longs of(Step step) {
                return Positions.consecutive().of(step);
            }

            @Override
            public java.util.Optional<Array.Floats> bias(Step step) {
                int rows = step.ids().length;
                int total = step.total();
                var bias = new float[rows * total];
                for (int i = 0; i < rows; i++) {
                    int seen = total - rows + i + 1;
                    Arrays.fill(bias, i * total + seen, (i + 1) * total, -10000);
                }
                return java.util.Optional.of(new Array.Floats(bias, 1, 1, rows, total));
            }
        };
    }
}
