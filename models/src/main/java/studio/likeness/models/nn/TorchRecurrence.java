package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;

/// torch's recurrent layers, which take their weights in the checkpoint's own order.
final class TorchRecurrence {
    private TorchRecurrence() {}

    static NDArray gru(
            NDManager manager,
            NDArray x,
            Function<String, NDArray> weights,
            int hidden,
            boolean bidirectional) {
        var start = start(manager, x, hidden, 1, bidirectional);
        return x.getNDArrayInternal()
                .gru(
                        x,
                        start,
                        parameters(weights, 1, bidirectional),
                        true,
                        1,
                        0,
                        false,
                        bidirectional,
                        true)
                .head();
    }

    static NDArray lstm(
            NDManager manager,
            NDArray x,
            Function<String, NDArray> weights,
            int hidden,
            int layers,
            boolean bidirectional) {
        var start = start(manager, x, hidden, layers, bidirectional);
        return x.getNDArrayInternal()
                .lstm(
                        x,
                        new NDList(start, start),
                        parameters(weights, layers, bidirectional),
                        true,
                        layers,
                        0,
                        false,
                        bidirectional,
                        true)
                .head();
    }

    private static NDArray start(
            NDManager manager, NDArray x, int hidden, int layers, boolean bidirectional) {
        long directions = bidirectional ? 2 : 1;
        return manager.zeros(new Shape(layers * directions, x.getShape().get(0), hidden));
    }

    private static NDList parameters(
            Function<String, NDArray> weights, int layers, boolean bidirectional) {
        var parameters = new NDList();
        for (int layer = 0; layer < layers; layer++) {
            addTo(parameters, weights, "_l" + layer);
            if (bidirectional) {
                addTo(parameters, weights, "_l" + layer + "_reverse");
            }
        }
        return parameters;
    }

    private static void addTo(NDList parameters, Function<String, NDArray> weights, String suffix) {
        for (var kind : new String[] {"weight_ih", "weight_hh", "bias_ih", "bias_hh"}) {
            parameters.add(weights.apply(kind + suffix));
        }
    }
}
