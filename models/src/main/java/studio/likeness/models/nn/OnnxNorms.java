package studio.likeness.models.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Norms for [OnnxOps]. A norm of a sum becomes one node with the addition, which gives the sum,
// too.
final class OnnxNorms {
    private final OnnxOps o;
    private final OnnxGraph graph;
    private final OnnxWeights weights;

    OnnxNorms(OnnxOps o, OnnxGraph graph, OnnxWeights weights) {
        this.o = o;
        this.graph = graph;
        this.weights = weights;
    }

    Value layerNorm(Value x, String name, double epsilon) {
        var scale = weights.offset(name + ".weight", 0);
        Optional<Value> bias =
                weights.has(name + ".bias")
                        ? Optional.of(weights.offset(name + ".bias", 0))
                        : Optional.empty();
        check(x, name, scale);
        var fused = graph.op("SkipLayerNormalization").set("epsilon", (float) epsilon);
        return withSum(x, fused, scale, bias)
                .orElseGet(
                        () ->
                                graph.op("LayerNormalization")
                                        .set("axis", -1)
                                        .set("epsilon", (float) epsilon)
                                        .in(x, scale)
                                        .in(bias)
                                        .to(x.type(), x.shape()));
    }

    Value rmsNorm(Value x, String name, double epsilon, double offset) {
        var scale = weights.offset(name + ".weight", (float) offset);
        check(x, name, scale);
        var fused = graph.op("SkipSimplifiedLayerNormalization").set("epsilon", (float) epsilon);
        return withSum(x, fused, scale, Optional.empty())
                .orElseGet(
                        () ->
                                graph.op("SimplifiedLayerNormalization")
                                        .set("axis", -1)
                                        .set("epsilon", (float) epsilon)
                                        .set("stash_type", 1)
                                        .in(x, scale)
                                        .to(x.type(), x.shape()));
    }

    private static void check(Value x, String name, Value scale) {
        if (!x.dim(-1).equals(scale.dim(0))) {
            throw new IllegalArgumentException(
                    "expected %s numbers for %s, found %s".formatted(scale.dim(0), name, x));
        }
    }

    /// Puts the fused node in the addition's place, if `x` is the sum of two like tensors.
    private Optional<Value> withSum(
            Value x, OnnxGraph.Call fused, Value scale, Optional<Value> bias) {
        var sum = graph.producer(x).filter(node -> node.op().equals("Add"));
        if (sum.isEmpty() || x.rank() != 3 || !x.type().isFloat()) {
            return Optional.empty();
        }
        var terms = sum.get().inputs();
        if (!terms.stream().allMatch(term -> graph.value(term).shape().equals(x.shape()))) {
            return Optional.empty();
        }
        var normed = new Value(x.name() + ".normed", x.type(), x.shape());
        fused.in(graph.value(terms.get(0)), graph.value(terms.get(1)), scale).in(bias);
        fused.insteadOf(sum.get(), List.of(normed.name(), "", "", x.name()));
        return Optional.of(normed);
    }

    Value groupNorm(Value x, String name, int groups, double epsilon) {
        var grouped = o.reshape(x, x.dim(0), Dim.of(groups), Dim.of(-1));
        var normed =
                graph.op("InstanceNormalization")
                        .set("epsilon", (float) epsilon)
                        .in(grouped, filled(groups, 1), filled(groups, 0))
                        .to(grouped.type(), grouped.shape());
        var back = o.reshape(normed, x.shape().toArray(Dim[]::new));
        return o.add(o.mul(back, perChannel(name + ".weight", x)), perChannel(name + ".bias", x));
    }

    private Value filled(long count, float value) {
        var all = new float[Math.toIntExact(count)];
        Arrays.fill(all, value);
        return weights.constant(all, count);
    }

    /// A vector along axis 1.
    Value perChannel(String name, Value x) {
        var shape = new long[x.rank() - 1];
        Arrays.fill(shape, 1);
        shape[0] = weights.get(name).elements();
        return weights.shaped(name, shape);
    }

    Value batchNorm(Value x, String name, double epsilon) {
        long channels = weights.get(name + ".running_mean").elements();
        return graph.op("BatchNormalization")
                .set("epsilon", (float) epsilon)
                .in(x, affine(name + ".weight", channels, 1), affine(name + ".bias", channels, 0))
                .in(weights.offset(name + ".running_mean", 0))
                .in(weights.offset(name + ".running_var", 0))
                .to(x.type(), x.shape());
    }

    private Value affine(String name, long channels, float otherwise) {
        return weights.has(name) ? weights.offset(name, 0) : filled(channels, otherwise);
    }
}
