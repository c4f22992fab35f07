package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/// Norms for [TorchOps], and what else has a number for each channel.
final class TorchNorms {
    private final TorchElementwise ops;
    private final TorchStepWeights weights;

    TorchNorms(TorchElementwise ops, TorchStepWeights weights) {
        this.ops = ops;
        this.weights = weights;
    }

    NDArray layerNorm(NDArray x, String name, double epsilon) {
        var centred = x.sub(ops.mean(x, -1, true));
        var norm = centred.div(ops.mean(centred.square(), -1, true).add(epsilon).sqrt());
        var product = norm.mul(weights.weight(name + ".weight"));
        var bias = name + ".bias";
        return weights.has(bias) ? product.add(weights.weight(bias)) : product;
    }

    NDArray rmsNorm(NDArray x, String name, double epsilon, double offset) {
        var norm = x.div(ops.mean(x.square(), -1, true).add(epsilon).sqrt());
        var weight = weights.weight(name + ".weight");
        return norm.mul(offset == 0 ? weight : weight.add(offset));
    }

    NDArray groupNorm(NDArray x, String name, int groups, double epsilon) {
        var shape = x.getShape();
        var grouped = x.reshape(shape.get(0), groups, -1);
        var centred = grouped.sub(ops.mean(grouped, -1, true));
        var norm = centred.div(ops.mean(centred.square(), -1, true).add(epsilon).sqrt());
        return scaled(norm.reshape(shape), name);
    }

    NDArray batchNorm(NDArray x, String name, double epsilon) {
        int after = x.getShape().dimension() - 2;
        var mean = perChannel(weights.weight(name + ".running_mean"), after);
        var deviation =
                perChannel(weights.weight(name + ".running_var"), after).add(epsilon).sqrt();
        return scaled(x.sub(mean).div(deviation), name);
    }

    /// With the learnt factor and shift of each channel, where there are any.
    private NDArray scaled(NDArray x, String name) {
        int after = x.getShape().dimension() - 2;
        var factor = name + ".weight";
        var product = weights.has(factor) ? x.mul(perChannel(weights.weight(factor), after)) : x;
        return weights.has(name + ".bias")
                ? product.add(perChannel(weights.weight(name + ".bias"), after))
                : product;
    }

    /// `[channels]`, or one number for all, to a shape that fits `[batch, channels, …]`.
    private static NDArray perChannel(NDArray x, int axesAfter) {
        var shape = new long[axesAfter + 1];
        Arrays.fill(shape, 1);
        shape[0] = x.size();
        return x.reshape(shape);
    }

    NDArray prelu(NDArray x, String weight) {
        var slope = perChannel(weights.weight(weight), x.getShape().dimension() - 2);
        return ops.relu(x).sub(ops.relu(x.neg()).mul(slope));
    }
}
