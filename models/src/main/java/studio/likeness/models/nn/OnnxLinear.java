package studio.likeness.models.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Linear maps and embeddings: dense or in few bits, with adapters where the plan wants them.
final class OnnxLinear {
    /// The code of zero where a block has no zero point of its own.
    private static final int BYTE_ZERO = 128;

    private final OnnxGraph graph;
    private final OnnxWeights weights;
    private final GraphPlan plan;

    OnnxLinear(OnnxGraph graph, OnnxWeights weights, GraphPlan plan) {
        this.graph = graph;
        this.weights = weights;
        this.plan = plan;
    }

    Value linear(Value x, List<String> names) {
        var y = sideBySide(weights.alike(names).stream().map(alike -> map(x, alike)));
        if (!plan.adapters()) {
            return y;
        }
        var deltas = sideBySide(names.stream().map(name -> delta(x, name)));
        return graph.op("Add").in(y, deltas).to(y.type(), y.shape());
    }

    private Value sideBySide(Stream<Value> parts) {
        return new OnnxViews(graph).concat(-1, parts.toList());
    }

    private Value map(Value x, List<String> alike) {
        var rows = weights.rows(alike);
        return map(x, rows, weights.format(rows), weights.bias(alike));
    }

    Value map(Value x, OnnxWeights.Rows rows, WeightFormat format, Optional<Value> bias) {
        if (!x.dim(-1).equals(Dim.of(rows.in()))) {
            throw new IllegalArgumentException(
                    "expected %d numbers for %s, found %s".formatted(rows.in(), rows.id(), x));
        }
        var shape = new ArrayList<>(x.shape());
        shape.set(x.rank() - 1, Dim.of(rows.out()));
        return switch (format) {
            case WeightFormat.Dense dense -> dense(x, weights.dense(rows, dense), bias, shape);
            case WeightFormat.Blocks blocks ->
                    inBlocks(x, weights.blocks(rows, blocks, false), bias, shape);
        };
    }

    // FusedMatMul reads torch's [out, in] as it is, so the head can share the embedding's rows.
    private Value dense(Value x, Value weight, Optional<Value> bias, List<Dim> shape) {
        var y = graph.op("FusedMatMul").set("transB", 1).in(x, weight).to(x.type(), shape);
        return bias.map(b -> graph.op("Add").in(y, b).to(y.type(), shape)).orElse(y);
    }

    private Value inBlocks(
            Value x, OnnxWeights.Blocks weight, Optional<Value> bias, List<Dim> shape) {
        var call =
                graph.op("MatMulNBits")
                        .set("K", weight.in())
                        .set("N", weight.codes().known(0))
                        .set("bits", weight.spec().bits())
                        .set("block_size", weight.spec().block());
        if (plan.precision() == GraphPlan.Precision.F32) {
            call.set("accuracy_level", plan.exact() ? 1 : 4);
        }
        return call.in(x, weight.codes(), weight.scales())
                .in(weight.zeroPoints())
                .in(Value.NONE)
                .in(bias)
                .to(x.type(), shape);
    }

    /// `B(A(x))` with both from outside.
    private Value delta(Value x, String name) {
        var rows = weights.rows(List.of(name));
        var rank = name + ".rank";
        var a = input(name + ".lora_A", rows.in(), rank);
        var b = input(name + ".lora_B", rank, rows.out());
        var inner = new ArrayList<>(x.shape());
        inner.set(x.rank() - 1, a.dim(1));
        var outer = new ArrayList<>(x.shape());
        outer.set(x.rank() - 1, Dim.of(rows.out()));
        var ax = graph.op("MatMul").in(x, a).to(x.type(), inner);
        return graph.op("MatMul").in(ax, b).to(x.type(), outer);
    }

    private Value input(String name, Object rows, Object columns) {
        var same = graph.inputs().get(name);
        return same != null ? same : graph.input(name, plan.precision().type(), rows, columns);
    }

    Value embedding(Value ids, String name) {
        return look(ids, weights.rows(List.of(name)));
    }

    /// The rows of these numbers, `[…ids, in]`.
    Value look(Value ids, OnnxWeights.Rows rows) {
        var shape = new ArrayList<>(ids.shape());
        shape.add(Dim.of(rows.in()));
        return switch (weights.format(rows)) {
            case WeightFormat.Dense format -> row(ids, rows, format, shape);
            case WeightFormat.Blocks format -> unpacked(ids, rows, format, shape);
        };
    }

    private Value row(Value ids, OnnxWeights.Rows rows, WeightFormat format, List<Dim> shape) {
        var table = weights.dense(rows, format);
        // the rows looked up are cast, not the table
        var stored =
                graph.producer(table)
                        .map(
                                cast ->
                                        new Value(
                                                cast.inputs().getFirst(),
                                                ElementType.FLOAT16,
                                                table.shape()))
                        .orElse(table);
        var found = graph.op("Gather").set("axis", 0).in(stored, ids).to(stored.type(), shape);
        return stored.type() == table.type()
                ? found
                : graph.op("Cast").set("to", table.type().code()).in(found).to(table.type(), shape);
    }

    private Value unpacked(
            Value ids, OnnxWeights.Rows rows, WeightFormat.Blocks format, List<Dim> shape) {
        var table = weights.blocks(rows, format, true);
        long padded = (long) table.spec().blocks(table.in()) * format.block();
        var wide = new ArrayList<>(shape);
        wide.set(shape.size() - 1, Dim.of(padded));
        var found =
                format.bits() == 8 && format.symmetric()
                        ? bytes(ids, table, wide)
                        : blocks(ids, table, wide);
        return padded == rows.in()
                ? found
                : new OnnxViews(graph).slice(found, -1, Dim.of(0), Dim.of(rows.in()), 1);
    }

    private Value blocks(Value ids, OnnxWeights.Blocks table, List<Dim> shape) {
        return graph.op("GatherBlockQuantized")
                .set("gather_axis", 0)
                .set("quantize_axis", 1)
                .set("block_size", table.spec().block())
                .set("bits", table.spec().bits())
                .in(table.codes(), ids, table.scales())
                .in(table.zeroPoints())
                .to(plan.precision().type(), shape);
    }

    /// The same by plain operators: on a processor in less than half the time.
    private Value bytes(Value ids, OnnxWeights.Blocks table, List<Dim> shape) {
        var type = plan.precision().type();
        var codes =
                graph.op("Gather")
                        .set("axis", 0)
                        .in(table.codes(), ids)
                        .to(ElementType.UINT8, shape);
        var numbers = graph.op("Cast").set("to", type.code()).in(codes).to(type, shape);
        var middle = graph.constant(new float[] {BYTE_ZERO}, type);
        var signed = graph.op("Sub").in(numbers, middle).to(type, shape);
        var perBlock = new ArrayList<>(ids.shape());
        perBlock.add(table.scales().dim(1));
        var scales = graph.op("Gather").set("axis", 0).in(table.scales(), ids).to(type, perBlock);
        perBlock.add(Dim.of(1));
        var inBlocks = new ArrayList<>(perBlock);
        inBlocks.set(ids.rank() + 1, Dim.of(table.spec().block()));
        var views = new OnnxViews(graph);
        var scaled =
                graph.op("Mul")
                        .in(views.reshape(signed, inBlocks), views.reshape(scales, perBlock))
                        .to(type, inBlocks);
        return views.reshape(scaled, shape);
    }
}
