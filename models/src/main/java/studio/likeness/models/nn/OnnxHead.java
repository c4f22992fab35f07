package studio.likeness.models.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.nn.WeightFormat.Blocks;

/// The last linear map of a language model: a logit for each token. Where the plan gives a coarser
/// copy of it, the likeliest tokens are looked for in that, and their logits come from the weight
/// itself: a processor writes no faster than it reads its weights, and the head of a small model is
/// a third of them.
final class OnnxHead {
    /// Tokens; likelier ones than samplings usually choose from.
    private static final int SHORTLIST = 64;

    private final OnnxGraph graph;
    private final OnnxWeights weights;
    private final GraphPlan plan;
    private final OnnxLinear linear;

    OnnxHead(OnnxGraph graph, OnnxWeights weights, GraphPlan plan, OnnxLinear linear) {
        this.graph = graph;
        this.weights = weights;
        this.plan = plan;
        this.linear = linear;
    }

    /// Logits are float32 always.
    ///
    /// @param embedding whose weight serves a head that has none
    Value logits(Value x, String name, String embedding) {
        var owner = weights.has(name + ".weight") ? name : embedding;
        var rows = weights.rows(List.of(owner));
        var bias = weights.bias(List.of(name));
        var logits =
                coarse(x, rows, bias)
                        .map(format -> shortlisted(x, rows, format))
                        .orElseGet(() -> linear.map(x, rows, weights.format(rows), bias));
        return logits.type() == ElementType.FLOAT32
                ? logits
                : graph.op("Cast")
                        .set("to", ElementType.FLOAT32.code())
                        .in(logits)
                        .to(ElementType.FLOAT32, logits.shape());
    }

    /// For one token at a time on a processor; with several, reading the weight is not what takes
    /// the time.
    private Optional<Blocks> coarse(Value x, OnnxWeights.Rows rows, Optional<Value> bias) {
        boolean oneToken = x.rank() == 3 && x.dim(1).equals(Dim.of(1));
        boolean quick = plan.precision() == GraphPlan.Precision.F32 && !plan.exact();
        return oneToken && quick && bias.isEmpty() ? weights.shortlist(rows) : Optional.empty();
    }

    private Value shortlisted(Value x, OnnxWeights.Rows rows, Blocks format) {
        var coarse = linear.map(x, rows, format, Optional.empty());
        var tokens = likeliest(coarse);
        var views = new OnnxViews(graph);
        var shape = new ArrayList<>(tokens.shape());
        shape.add(Dim.of(1));
        var exact =
                graph.op("MatMul")
                        .in(linear.look(tokens, rows), views.unsqueeze(x, -1))
                        .to(x.type(), shape);
        return graph.op("ScatterElements")
                .set("axis", -1)
                .in(coarse, tokens, views.squeeze(exact, -1))
                .to(coarse.type(), coarse.shape());
    }

    private Value likeliest(Value logits) {
        var shape = List.of(logits.dim(0), logits.dim(1), Dim.of(SHORTLIST));
        return graph.op("TopK")
                .set("axis", -1)
                .set("sorted", 0)
                .in(logits, graph.constant(new long[] {SHORTLIST}, 1))
                .to(
                        List.of(
                                new OnnxGraph.Result(logits.type(), shape),
                                new OnnxGraph.Result(ElementType.INT64, shape)))
                .getLast();
    }
}
