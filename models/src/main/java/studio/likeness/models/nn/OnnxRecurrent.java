package studio.likeness.models.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.checkpoint.Tensor;

/// torch's recurrent layers for [OnnxOps]: ONNX has the same with other orders of gates and axes.
final class OnnxRecurrent {
    // torch keeps reset, update, new; ONNX wants update, reset, new
    private static final int[] GRU_GATES = {1, 0, 2};
    // torch keeps input, forget, cell, output; ONNX wants input, output, forget, cell
    private static final int[] LSTM_GATES = {0, 3, 1, 2};

    private final OnnxOps o;
    private final OnnxGraph graph;
    private final OnnxWeights weights;

    OnnxRecurrent(OnnxOps o, OnnxGraph graph, OnnxWeights weights) {
        this.o = o;
        this.graph = graph;
        this.weights = weights;
    }

    Value gru(Value x, String name, int hidden, boolean bidirectional) {
        return layer("GRU", GRU_GATES, x, name, 0, hidden, bidirectional);
    }

    Value lstm(Value x, String name, int hidden, int layers, boolean bidirectional) {
        var y = x;
        for (int layer = 0; layer < layers; layer++) {
            y = layer("LSTM", LSTM_GATES, y, name, layer, hidden, bidirectional);
        }
        return y;
    }

    private Value layer(
            String op,
            int[] gates,
            Value x,
            String name,
            int layer,
            int hidden,
            boolean bidirectional) {
        int directions = bidirectional ? 2 : 1;
        var suffixes =
                bidirectional
                        ? List.of("_l" + layer, "_l" + layer + "_reverse")
                        : List.of("_l" + layer);
        var in = gated(op, name, ".weight_ih", suffixes, gates, hidden, x.known(-1));
        var again = gated(op, name, ".weight_hh", suffixes, gates, hidden, hidden);
        var call =
                graph.op(op)
                        .set("hidden_size", hidden)
                        .set("direction", bidirectional ? "bidirectional" : "forward");
        if (op.equals("GRU")) {
            call.set("linear_before_reset", 1);
        }
        call.in(o.transpose(x, 1, 0, 2), in, again);
        if (weights.has(name + ".bias_ih" + suffixes.getFirst())) {
            call.in(biases(op, name, suffixes, gates, hidden));
        }
        var y = call.to(x.type(), List.of(x.dim(1), Dim.of(directions), x.dim(0), Dim.of(hidden)));
        return o.reshape(
                o.transpose(y, 2, 0, 1, 3), x.dim(0), x.dim(1), Dim.of((long) directions * hidden));
    }

    /// `[directions, gates * hidden, width]`, the gates in ONNX's order.
    private Value gated(
            String op,
            String name,
            String kind,
            List<String> suffixes,
            int[] gates,
            int hidden,
            long width) {
        var parts = new ArrayList<GraphNumbers>();
        for (var suffix : suffixes) {
            parts.addAll(inOrder(weights.get(name + kind + suffix), gates, hidden * width));
        }
        return weights.dense(
                name + kind + suffixes.getFirst() + "." + op,
                false,
                GraphNumbers.joined(parts),
                suffixes.size(),
                (long) gates.length * hidden,
                width);
    }

    /// `[directions, 2 * gates * hidden]`: those of the input, then those of the state.
    private Value biases(String op, String name, List<String> suffixes, int[] gates, int hidden) {
        var parts = new ArrayList<GraphNumbers>();
        for (var suffix : suffixes) {
            for (var kind : List.of(".bias_ih", ".bias_hh")) {
                parts.addAll(inOrder(weights.get(name + kind + suffix), gates, hidden));
            }
        }
        return weights.dense(
                name + ".bias" + suffixes.getFirst() + "." + op,
                false,
                GraphNumbers.joined(parts),
                suffixes.size(),
                2L * gates.length * hidden);
    }

    private static List<GraphNumbers> inOrder(Tensor tensor, int[] gates, long each) {
        return Arrays.stream(gates)
                .mapToObj(gate -> GraphNumbers.of(tensor, gate * each, each))
                .toList();
    }
}
