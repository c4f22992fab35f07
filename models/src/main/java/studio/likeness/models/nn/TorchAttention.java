package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Scaled dot-product attention (Vaswani et al. 2017) over whole sequences.
final class TorchAttention {
    private final NDManager manager;
    private final TorchStepWeights weights;
    private final TorchRotary rotary = new TorchRotary();
    private final Map<Sight, NDArray> masks = new HashMap<>();

    private record Sight(long prefix, long time, OptionalInt window) {}

    TorchAttention(NDManager manager, TorchStepWeights weights) {
        this.manager = manager;
        this.weights = weights;
    }

    NDArray rotate(NDArray x, Rotary spec, int heads, NDArray positions) {
        return rotary.rotate(manager, x, spec, heads, positions);
    }

    NDArray self(
            int layer,
            NDArray query,
            NDArray key,
            NDArray value,
            NDArray positions,
            Attention spec,
            Optional<NDArray> bias) {
        var turn = spec.rotary();
        var q = turn.map(r -> rotate(query, r, spec.heads(), positions)).orElse(query);
        var k = turn.map(r -> rotate(key, r, spec.kvHeads(), positions)).orElse(key);
        var v = value;
        var prefix = weights.prefix(layer);
        if (prefix.isPresent()) {
            k = after(weights.here(prefix.get().keys()), k);
            v = after(weights.here(prefix.get().values()), v);
        }
        long time = query.getShape().get(1);
        long before = k.getShape().get(1) - time;
        var mask = bias.orElseGet(() -> causal(before, time, spec.window()));
        return attend(q, k, v, spec.heads(), spec.kvHeads(), spec.scale(), Optional.of(mask));
    }

    /// Query head `i` reads key head `i / (heads / kvHeads)`.
    ///
    /// @param query `[batch, time, heads * size]`
    /// @param key `[batch, from, kvHeads * size]`
    /// @param value `[batch, from, kvHeads * any]`
    /// @param bias added to the scores, `[batch or 1, heads or 1, time, from]`
    static NDArray attend(
            NDArray query,
            NDArray key,
            NDArray value,
            int heads,
            int kvHeads,
            double scale,
            Optional<NDArray> bias) {
        long batch = query.getShape().get(0);
        long time = query.getShape().get(1);
        long from = key.getShape().get(1);
        // Query heads that share a key head become more rows of one product, so that keys are
        // never copied.
        long rows = heads / kvHeads * time;
        var q = perHead(query, heads).reshape(batch, kvHeads, rows, -1);
        var scores =
                q.matMul(perHead(key, kvHeads).transpose(0, 1, 3, 2))
                        .mul(scale)
                        .reshape(batch, heads, time, from);
        var shares = bias.map(scores::add).orElse(scores).softmax(3);
        return shares.reshape(batch, kvHeads, rows, from)
                .matMul(perHead(value, kvHeads))
                .reshape(batch, heads, time, -1)
                .transpose(0, 2, 1, 3)
                .reshape(batch, time, -1);
    }

    /// `[batch, heads, time, size]`.
    private static NDArray perHead(NDArray x, int heads) {
        var shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }

    /// Learnt rows before those of a layer.
    ///
    /// @param learnt `[prefix, kvHeads, size]`
    /// @param x `[batch, time, kvHeads * size]`
    private static NDArray after(NDArray learnt, NDArray x) {
        long width = x.getShape().get(2);
        var rows =
                learnt.reshape(1, -1, width)
                        .broadcast(x.getShape().get(0), learnt.getShape().get(0), width);
        return NDArrays.concat(new NDList(rows, x), 1);
    }

    /// What each query may see: the whole prefix, itself and what came before, within the window.
    ///
    /// @return `[time, prefix + time]`, 0 or minus infinity
    private NDArray causal(long prefix, long time, OptionalInt window) {
        return masks.computeIfAbsent(new Sight(prefix, time, window), this::mask);
    }

    private NDArray mask(Sight sight) {
        int time = Math.toIntExact(sight.time);
        int prefix = Math.toIntExact(sight.prefix);
        int width = prefix + time;
        var mask = new float[Math.multiplyExact(time, width)];
        for (int query = 0; query < time; query++) {
            for (int key = 0; key < time; key++) {
                boolean near = sight.window.isEmpty() || query - key < sight.window.getAsInt();
                if (key > query || !near) {
                    mask[query * width + prefix + key] = Float.NEGATIVE_INFINITY;
                }
            }
        }
        return manager.create(mask, new Shape(time, width));
    }
}
