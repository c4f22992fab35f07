package studio.likeness.models.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Attention for [OnnxOps], with ONNX Runtime's own operators where the sizes suit them.
final class OnnxAttention {
    private final OnnxOps o;
    private final OnnxGraph graph;
    private final OnnxWeights weights;
    private final GraphPlan plan;
    private final ElementType real;

    // Once a layer's cache grows by joining, past and present can no longer be one buffer.
    private boolean growing;

    OnnxAttention(OnnxOps o, OnnxGraph graph, OnnxWeights weights, GraphPlan plan) {
        this.o = o;
        this.graph = graph;
        this.weights = weights;
        this.plan = plan;
        real = plan.precision().type();
    }

    boolean growing() {
        return growing;
    }

    // ---- rotation

    private record Tables(Value cosines, Value sines) {}

    private Tables tables(Rotary rotary) {
        return new Tables(table(rotary, rotary.cosines()), table(rotary, rotary.sines()));
    }

    private Value table(Rotary rotary, float[] values) {
        return weights.constant(values, rotary.positions(), rotary.size() / 2);
    }

    Value rotate(Value x, Rotary rotary, int heads, Value positions) {
        var tables = tables(rotary);
        var call = graph.op("RotaryEmbedding").set("interleaved", rotary.interleaved() ? 1 : 0);
        if (x.known(-1) != (long) heads * rotary.size()) {
            call.set("num_heads", heads).set("rotary_embedding_dim", rotary.size());
        }
        return call.in(x, o.toInteger(positions), tables.cosines(), tables.sines())
                .to(x.type(), x.shape());
    }

    // ---- with a cache

    Value self(
            int layer,
            Value query,
            Value key,
            Value value,
            Value positions,
            Attention spec,
            Optional<Value> bias) {
        check(query, spec.heads(), spec);
        check(key, spec.kvHeads(), spec);
        check(value, spec.kvHeads(), spec);
        boolean grouped = bias.isEmpty() && suitsGrouped(spec);
        if (grouped && !plan.explicitPositions()) {
            return grouped(layer, packed(query, key, value), spec, spec.rotary());
        }
        var q = turned(query, spec, spec.heads(), positions);
        var k = turned(key, spec, spec.kvHeads(), positions);
        if (grouped) {
            return grouped(layer, List.of(q, k, value), spec, Optional.empty());
        }
        if (bias.isPresent() && spec.heads() == spec.kvHeads() && spec.window().isEmpty()) {
            return biased(layer, q, k, value, spec, bias.get());
        }
        return plain(layer, q, k, value, spec, bias);
    }

    private static void check(Value x, int heads, Attention spec) {
        if (x.rank() != 3 || !x.dim(-1).equals(Dim.of((long) heads * spec.size()))) {
            throw new IllegalArgumentException(
                    "expected [batch, time, %d * %d], found %s".formatted(heads, spec.size(), x));
        }
    }

    /// What the kernels of GroupQueryAttention ask for.
    private boolean suitsGrouped(Attention spec) {
        boolean turnsInside = spec.rotary().isPresent() && !plan.explicitPositions();
        return spec.size() % (turnsInside ? 16 : 8) == 0
                && (!turnsInside || spec.rotary().get().size() % 16 == 0);
    }

    private Value turned(Value x, Attention spec, int heads, Value positions) {
        return spec.rotary().map(rotary -> rotate(x, rotary, heads, positions)).orElse(x);
    }

    /// The one tensor that query, key and value were cut from, where they were.
    private List<Value> packed(Value query, Value key, Value value) {
        var names = List.of(query.name(), key.name(), value.name());
        return graph.producer(query)
                .filter(node -> node.op().equals("Split") && node.outputs().equals(names))
                .filter(node -> Long.valueOf(2).equals(node.attributes().get("axis")))
                .map(node -> new Value(node.inputs().getFirst(), query.type(), query.shape()))
                .map(whole -> List.of(whole, Value.NONE, Value.NONE))
                .orElse(List.of(query, key, value));
    }

    private Value grouped(int layer, List<Value> qkv, Attention spec, Optional<Rotary> rotary) {
        var query = qkv.getFirst();
        var call =
                graph.op("GroupQueryAttention")
                        .set("num_heads", spec.heads())
                        .set("kv_num_heads", spec.kvHeads())
                        .set("scale", (float) spec.scale())
                        .set("local_window_size", spec.window().orElse(-1))
                        .in(qkv.toArray(Value[]::new));
        if (plan.cached()) {
            call.in(past(layer, "key", spec), past(layer, "value", spec));
            call.in(lengths(), total());
        } else {
            call.in(Value.NONE, Value.NONE);
            call.in(lengthsOf(query), graph.scalar32(query.dim(1)));
        }
        rotary.map(this::tables)
                .ifPresent(
                        tables ->
                                call.set("do_rotary", 1)
                                        .set(
                                                "rotary_interleaved",
                                                rotary.get().interleaved() ? 1 : 0)
                                        .in(tables.cosines(), tables.sines()));
        var shape = new ArrayList<>(query.shape());
        shape.set(2, Dim.of((long) spec.heads() * spec.size()));
        return withPresent(layer, call, query.type(), shape, spec);
    }

    /// The numbers of cached tokens after this step less one, per row of the batch.
    private Value lengths() {
        return inputOnce("seqlens_k", ElementType.INT32, "batch");
    }

    /// The longest of them after this step.
    private Value total() {
        return inputOnce("total_sequence_length", ElementType.INT32);
    }

    private Value inputOnce(String name, ElementType type, Object... dims) {
        var same = graph.inputs().get(name);
        return same != null ? same : graph.input(name, type, dims);
    }

    /// Without a cache every row is as long as the input.
    private Value lengthsOf(Value query) {
        var last = o.cast(graph.value(query.dim(1).minus(1)), ElementType.INT32);
        return graph.op("Expand")
                .in(last, graph.value(query.dim(0)))
                .to(ElementType.INT32, List.of(query.dim(0)));
    }

    private Value past(int layer, String what, Attention spec) {
        return graph.input(
                "past_key_values." + layer + "." + what,
                real,
                "batch",
                spec.kvHeads(),
                "past",
                spec.size());
    }

    /// A node with the attention's result, and the cache as it is afterwards.
    private Value withPresent(
            int layer, OnnxGraph.Call call, ElementType type, List<Dim> shape, Attention spec) {
        var seen = new Value("attention." + layer, type, shape);
        // the kernels want room for the cache even where nobody reads it
        call.named(List.of(seen.name(), present(layer, "key"), present(layer, "value")));
        if (plan.cached()) {
            declarePresent(layer, spec);
        }
        return seen;
    }

    private static String present(int layer, String what) {
        return "present." + layer + "." + what;
    }

    private void declarePresent(int layer, Attention spec) {
        var shape =
                List.of(
                        OnnxDim.of(new OnnxDim.Symbol("batch")),
                        Dim.of(spec.kvHeads()),
                        OnnxDim.of(new OnnxDim.Symbol("total")),
                        Dim.of(spec.size()));
        graph.declareOutput(new Value(present(layer, "key"), real, shape));
        graph.declareOutput(new Value(present(layer, "value"), real, shape));
    }

    /// With a mask from outside, as many key heads as query heads.
    private Value biased(
            int layer, Value query, Value key, Value value, Attention spec, Value bias) {
        growing |= plan.cached();
        var call =
                graph.op("MultiHeadAttention")
                        .set("num_heads", spec.heads())
                        .set("scale", (float) spec.scale())
                        .in(query, key, value, Value.NONE, Value.NONE)
                        .in(wide(o.cast(bias, real), query.dim(1)));
        if (plan.cached()) {
            call.in(past(layer, "key", spec), past(layer, "value", spec));
        }
        return withPresent(layer, call, query.type(), query.shape(), spec);
    }

    /// MultiHeadAttention repeats a bias over batch and heads, but not over queries.
    private Value wide(Value bias, Dim queries) {
        return bias.dim(2).equals(Dim.of(1)) && !queries.equals(Dim.of(1))
                ? o.expand(bias, bias.dim(0), bias.dim(1), queries, bias.dim(3))
                : bias;
    }

    // ---- for sizes that no kernel takes

    private Value plain(
            int layer, Value query, Value key, Value value, Attention spec, Optional<Value> bias) {
        growing |= plan.cached();
        var batch = query.dim(0);
        var time = query.dim(1);
        var k = cached(layer, "key", heads(key, spec.kvHeads(), spec.size()), spec);
        var v = cached(layer, "value", heads(value, spec.kvHeads(), spec.size()), spec);
        // query heads that share a key head are rows of one product
        int group = spec.heads() / spec.kvHeads();
        var q =
                o.reshape(
                        heads(query, spec.heads(), spec.size()),
                        batch,
                        Dim.of(spec.kvHeads()),
                        time.times(group),
                        Dim.of(spec.size()));
        var products = o.mul(o.matmul(q, o.transpose(k, 0, 1, 3, 2)), spec.scale());
        var total = k.dim(2);
        var scores = o.reshape(products, batch, Dim.of(spec.heads()), time, total);
        var masked =
                o.add(
                        scores,
                        bias.map(b -> o.cast(b, real)).orElseGet(() -> causal(time, total, spec)));
        var shares =
                o.reshape(
                        o.softmax(masked, -1),
                        batch,
                        Dim.of(spec.kvHeads()),
                        time.times(group),
                        total);
        var seen =
                o.reshape(
                        o.matmul(shares, v),
                        batch,
                        Dim.of(spec.heads()),
                        time,
                        Dim.of(spec.size()));
        return o.reshape(
                o.transpose(seen, 0, 2, 1, 3),
                batch,
                time,
                Dim.of((long) spec.heads() * spec.size()));
    }

    /// `[batch, time, heads * size]` to `[batch, heads, time, size]`.
    private Value heads(Value x, int heads, int size) {
        return o.transpose(
                o.reshape(x, x.dim(0), x.dim(1), Dim.of(heads), Dim.of(size)), 0, 2, 1, 3);
    }

    private Value cached(int layer, String what, Value now, Attention spec) {
        if (!plan.cached()) {
            return now;
        }
        // whoever feeds the graph gives both, whatever the layers make of them
        lengths();
        total();
        var all = o.concat(2, List.of(past(layer, what, spec), now));
        graph.output(present(layer, what), all);
        return all;
    }

    /// Queries are the last of all tokens.
    private Value causal(Dim time, Dim total, Attention spec) {
        var key = o.unsqueeze(o.range(total), 0);
        var first = graph.value(total.minus(time));
        var query = o.unsqueeze(o.add(o.range(time), first), 1);
        double hidden = real == ElementType.FLOAT32 ? -1e9 : -60_000;
        var mask = o.where(o.less(query, key), o.scalar(hidden), o.scalar(0));
        if (spec.window().isEmpty()) {
            return mask;
        }
        var window = o.constant(new long[] {spec.window().getAsInt() - 1}, 1);
        var gone = o.less(key, o.sub(query, window));
        return o.where(gone, o.scalar(hidden), mask);
    }

    // ---- without a cache

    Value cross(
            Value query, Value key, Value value, int heads, double scale, Optional<Value> bias) {
        return graph.op("MultiHeadAttention")
                .set("num_heads", heads)
                .set("scale", (float) scale)
                .in(query, key, value, Value.NONE, Value.NONE)
                .in(bias.map(b -> wide(o.cast(b, real), query.dim(1))))
                .to(query.type(), query.shape());
    }
}
