package studio.likeness.models.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.StudioException;

/// Runs a network at once on libtorch, with gradients. Floats are float32, integers int64, truths
/// booleans.
///
/// Weights stay loaded until the first of a family closes. Everything computed lives until its own
/// [TorchOps] closes, so each forward pass (and, in training, the backward pass after it) is one
/// [#step]. Networks' inputs come through [#constant], so that they are freed with the rest.
/// Not thread-safe.
public final class TorchOps implements EagerOps<NDArray> {
    private final NDManager scope;
    private final NDManager manager;
    private final TorchWeights weights;
    private final TorchParameters parameters;
    private final TorchRotary rotary = new TorchRotary();
    private final TorchAttention attention = new TorchAttention();
    private final Map<String, NDArray> taps = new LinkedHashMap<>();

    /// On the device of `manager`, which must be PyTorch's.
    ///
    /// @param weights must stay open as long as this
    public TorchOps(NDManager manager, TensorIndex weights, WeightPlan plan, Adapter adapter) {
        this(weights, plan, adapter, manager.newSubManager());
    }

    private TorchOps(TensorIndex index, WeightPlan plan, Adapter adapter, NDManager scope) {
        this.scope = scope;
        this.manager = scope.newSubManager();
        this.weights = new TorchWeights(scope.newSubManager(), index, plan, adapter);
        this.parameters = TorchParameters.none();
    }

    private TorchOps(TorchOps family, TorchParameters parameters) {
        this.scope = family.scope.newSubManager();
        this.manager = scope;
        this.weights = family.weights;
        this.parameters = parameters;
    }

    public static TorchOps onProcessor(TensorIndex weights, WeightPlan plan, Adapter adapter) {
        return new TorchOps(
                weights, plan, adapter, NDManager.newBaseManager(Device.cpu(), "PyTorch"));
    }

    /// One forward pass over the same weights and with the same parameters.
    @Override
    public TorchOps step() {
        return step(parameters);
    }

    /// One forward pass over the same weights.
    public TorchOps step(TorchParameters given) {
        return new TorchOps(this, given);
    }

    @Override
    public TorchOps step(List<NDArray> keys, List<NDArray> values) {
        var prefixes = new ArrayList<TorchParameters.Prefix>();
        for (int layer = 0; layer < keys.size(); layer++) {
            prefixes.add(new TorchParameters.Prefix(keys.get(layer), values.get(layer)));
        }
        return step(new TorchParameters(parameters.weights(), parameters.deltas(), prefixes));
    }

    @Override
    public float[] floats(NDArray x) {
        return x.toType(DataType.FLOAT32, false).toFloatArray();
    }

    /// What lives as long as this.
    public NDManager manager() {
        return manager;
    }

    @Override
    public Map<String, NDArray> taps() {
        return Collections.unmodifiableMap(taps);
    }

    @Override
    public void close() {
        scope.close();
    }

    // ---- weights and constants

    @Override
    public NDArray weight(String name, long... shape) {
        var given = parameters.weights().get(name);
        var weight = given == null ? weights.exact(name) : given;
        if (shape.length > 0) {
            requireShape(name, weight.getShape(), shape);
        }
        return here(weight);
    }

    @Override
    public boolean hasWeight(String name) {
        return parameters.weights().containsKey(name) || weights.has(name);
    }

    /// `name.weight` of linear maps side by side, or of an embedding.
    private List<NDArray> maps(List<String> names) {
        var learnt = parameters.weights();
        var stored = names.stream().filter(name -> !learnt.containsKey(name + ".weight")).toList();
        var kept = weights.asKept(stored).iterator();
        return names.stream()
                .map(
                        name ->
                                Optional.ofNullable(learnt.get(name + ".weight"))
                                        .orElseGet(kept::next))
                .map(this::here)
                .toList();
    }

    /// A view that dies with this: DJL gives results the life of their first operand, and those
    /// of a weight would never be freed.
    private NDArray here(NDArray lasting) {
        var view = lasting.reshape(lasting.getShape());
        view.attach(manager);
        return view;
    }

    private static void requireShape(String name, Shape found, long... expected) {
        boolean fits = found.dimension() == expected.length;
        for (int i = 0; fits && i < expected.length; i++) {
            fits = expected[i] == -1 || expected[i] == found.get(i);
        }
        if (!fits) {
            throw new StudioException(
                    "models.nn.wrongShape",
                    name,
                    Arrays.toString(found.getShape()),
                    Arrays.toString(expected));
        }
    }

    @Override
    public NDArray constant(float[] values, long... shape) {
        return manager.create(values, new Shape(shape));
    }

    @Override
    public NDArray constant(long[] values, long... shape) {
        return manager.create(values, new Shape(shape));
    }

    // ---- sizes and views

    @Override
    public int rank(NDArray x) {
        return x.getShape().dimension();
    }

    @Override
    public Dim size(NDArray x, int axis) {
        return Dim.of(x.getShape().get(axis(x, axis)));
    }

    private static int axis(NDArray x, int axis) {
        int rank = x.getShape().dimension();
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException(
                    "expected an axis of " + x.getShape() + ", found " + axis);
        }
        return axis < 0 ? axis + rank : axis;
    }

    private static long known(Dim dim) {
        if (dim instanceof Dim.Known(var size)) {
            return size;
        }
        throw new IllegalArgumentException("expected a known size, found " + dim);
    }

    private static long[] known(Dim... dims) {
        return Arrays.stream(dims).mapToLong(TorchOps::known).toArray();
    }

    @Override
    public NDArray reshape(NDArray x, Dim... shape) {
        return x.reshape(known(shape));
    }

    @Override
    public NDArray transpose(NDArray x, int... order) {
        return x.transpose(Arrays.stream(order).map(i -> axis(x, i)).toArray());
    }

    @Override
    public NDArray unsqueeze(NDArray x, int axis) {
        return x.expandDims(axis);
    }

    @Override
    public NDArray squeeze(NDArray x, int axis) {
        if (x.getShape().get(axis(x, axis)) != 1) {
            throw new IllegalArgumentException(
                    "expected size 1 at axis " + axis + ", found " + x.getShape());
        }
        return x.squeeze(axis(x, axis));
    }

    @Override
    public NDArray concat(int axis, List<NDArray> parts) {
        var first = parts.getFirst();
        // DJL would copy a single one, and copies have no gradient.
        return parts.size() == 1 ? first : NDArrays.concat(new NDList(parts), axis(first, axis));
    }

    @Override
    public NDArray slice(NDArray x, int axis, Dim from, Dim to, long step) {
        if (step < 1) {
            throw new IllegalArgumentException("expected a step >= 1, found " + step);
        }
        int at = axis(x, axis);
        long size = x.getShape().get(at);
        long begin = within(known(from), size);
        long end = Math.max(begin, within(known(to), size));
        return x.get(new NDIndex().addAllDim(at).addSliceDim(begin, end, step).addEllipseDim());
    }

    private static long within(long place, long size) {
        return Math.clamp(place < 0 ? place + size : place, 0, size);
    }

    @Override
    public List<NDArray> split(NDArray x, int axis, long... sizes) {
        int at = axis(x, axis);
        if (LongStream.of(sizes).sum() != x.getShape().get(at)) {
            throw new IllegalArgumentException(
                    "expected parts of "
                            + x.getShape().get(at)
                            + ", found "
                            + Arrays.toString(sizes));
        }
        var cuts = Arrays.copyOf(sizes, sizes.length - 1);
        Arrays.parallelPrefix(cuts, Long::sum);
        return x.split(cuts, at);
    }

    @Override
    public NDArray expand(NDArray x, Dim... shape) {
        var wanted = known(shape);
        var own = x.getShape();
        int missing = wanted.length - own.dimension();
        for (int i = Math.max(0, missing); i < wanted.length; i++) {
            if (wanted[i] == 1 || wanted[i] == -1) {
                wanted[i] = own.get(i - missing);
            }
        }
        return x.broadcast(new Shape(wanted));
    }

    @Override
    public NDArray gather(NDArray x, int axis, NDArray indices) {
        return x.get(
                new NDIndex()
                        .addAllDim(axis(x, axis))
                        .addIndices("{}", toInteger(indices))
                        .addEllipseDim());
    }

    @Override
    public NDArray flip(NDArray x, int axis) {
        return x.flip(axis(x, axis));
    }

    @Override
    public NDArray pad(NDArray x, int axis, Dim before, Dim after, Padding how) {
        int at = axis(x, axis);
        return switch (how) {
            case ZEROS -> TorchConvolution.frame(x, at, known(before), known(after));
            case REFLECT, EDGE -> {
                long size = x.getShape().get(at);
                var places =
                        LongStream.range(-known(before), size + known(after))
                                .map(i -> source(i, size, how))
                                .toArray();
                yield gather(x, at, manager.create(places));
            }
        };
    }

    private static long source(long place, long size, Padding how) {
        if (how == Padding.EDGE) {
            return Math.clamp(place, 0, size - 1);
        }
        if (place <= -size || place > 2 * (size - 1)) {
            throw new IllegalArgumentException(
                    "expected padding below " + size + " to reflect, found place " + place);
        }
        return place < 0 ? -place : place < size ? place : 2 * (size - 1) - place;
    }

    @Override
    public NDArray range(Dim count) {
        return manager.create(LongStream.range(0, known(count)).toArray());
    }

    /// A float tensor comes back as it is: changing types cuts the gradient.
    @Override
    public NDArray toFloat(NDArray x) {
        return x.toType(DataType.FLOAT32, false);
    }

    @Override
    public NDArray toInteger(NDArray x) {
        return x.toType(DataType.INT64, false);
    }

    // ---- arithmetic

    @Override
    public NDArray add(NDArray a, NDArray b) {
        return a.add(b);
    }

    @Override
    public NDArray sub(NDArray a, NDArray b) {
        return a.sub(b);
    }

    @Override
    public NDArray mul(NDArray a, NDArray b) {
        return a.mul(b);
    }

    /// Floats, of integers too.
    @Override
    public NDArray div(NDArray a, NDArray b) {
        return a.div(b);
    }

    @Override
    public NDArray pow(NDArray x, double exponent) {
        return x.pow(exponent);
    }

    @Override
    public NDArray min(NDArray a, NDArray b) {
        return a.minimum(b);
    }

    @Override
    public NDArray max(NDArray a, NDArray b) {
        return a.maximum(b);
    }

    @Override
    public NDArray neg(NDArray x) {
        return x.neg();
    }

    @Override
    public NDArray abs(NDArray x) {
        return x.abs();
    }

    @Override
    public NDArray exp(NDArray x) {
        return x.exp();
    }

    @Override
    public NDArray log(NDArray x) {
        return x.log();
    }

    @Override
    public NDArray sqrt(NDArray x) {
        return x.sqrt();
    }

    @Override
    public NDArray sin(NDArray x) {
        return x.sin();
    }

    @Override
    public NDArray cos(NDArray x) {
        return x.cos();
    }

    @Override
    public NDArray tanh(NDArray x) {
        return x.tanh();
    }

    @Override
    public NDArray sigmoid(NDArray x) {
        return x.getNDArrayInternal().sigmoid();
    }

    @Override
    public NDArray floor(NDArray x) {
        return x.floor();
    }

    @Override
    public NDArray clip(NDArray x, double low, double high) {
        return x.getDataType() == DataType.INT64
                ? x.clip((long) low, (long) high)
                : x.clip(low, high);
    }

    @Override
    public NDArray less(NDArray a, NDArray b) {
        return a.lt(b);
    }

    @Override
    public NDArray equal(NDArray a, NDArray b) {
        return a.eq(b);
    }

    @Override
    public NDArray where(NDArray condition, NDArray a, NDArray b) {
        var shape = common(common(condition.getShape(), a.getShape()), b.getShape());
        return a.broadcast(shape)
                .getNDArrayInternal()
                .where(
                        condition.toType(DataType.BOOLEAN, false).broadcast(shape),
                        b.broadcast(shape));
    }

    /// The shape two shapes broadcast to.
    private static Shape common(Shape a, Shape b) {
        if (a.dimension() < b.dimension()) {
            return common(b, a);
        }
        var sizes = a.getShape().clone();
        int offset = sizes.length - b.dimension();
        for (int i = offset; i < sizes.length; i++) {
            sizes[i] = sizes[i] == 1 ? b.get(i - offset) : sizes[i];
        }
        return new Shape(sizes);
    }

    // ---- reductions

    @Override
    public NDArray sum(NDArray x, int axis, boolean keep) {
        return x.sum(new int[] {axis(x, axis)}, keep);
    }

    @Override
    public NDArray mean(NDArray x, int axis, boolean keep) {
        return toFloat(x).mean(new int[] {axis(x, axis)}, keep);
    }

    @Override
    public NDArray maximum(NDArray x, int axis, boolean keep) {
        return x.max(new int[] {axis(x, axis)}, keep);
    }

    @Override
    public NDArray argmax(NDArray x, int axis) {
        return x.argMax(axis(x, axis));
    }

    @Override
    public NDArray cumulativeSum(NDArray x, int axis) {
        return x.cumSum(axis(x, axis));
    }

    @Override
    public NDArray softmax(NDArray x, int axis) {
        return x.softmax(axis(x, axis));
    }

    @Override
    public NDArray logSoftmax(NDArray x, int axis) {
        return x.logSoftmax(axis(x, axis));
    }

    // ---- linear maps

    @Override
    public NDArray matmul(NDArray a, NDArray b) {
        return a.matMul(b);
    }

    @Override
    public NDArray linear(NDArray x, List<String> names) {
        var maps = maps(names);
        var parts = new ArrayList<NDArray>();
        for (int i = 0; i < maps.size(); i++) {
            parts.add(linearOf(x, names.get(i), maps.get(i)));
        }
        return concat(-1, parts);
    }

    private NDArray linearOf(NDArray x, String name, NDArray map) {
        var bias = name + ".bias";
        var plain =
                hasWeight(bias)
                        ? Linear.linear(x, map, weight(bias)).singletonOrThrow()
                        : Linear.linear(x, map).singletonOrThrow();
        var adapted = weights.delta(name).map(delta -> plain.add(change(x, delta))).orElse(plain);
        return Optional.ofNullable(parameters.deltas().get(name))
                .map(delta -> adapted.add(change(x, delta)))
                .orElse(adapted);
    }

    private NDArray change(NDArray x, TorchParameters.Delta delta) {
        var inner = Linear.linear(x, here(delta.a())).singletonOrThrow();
        return Linear.linear(inner, here(delta.b())).singletonOrThrow().mul(delta.scaling());
    }

    @Override
    public NDArray embedding(NDArray ids, String name) {
        var table = maps(List.of(name)).getFirst();
        return Embedding.embedding(toInteger(ids), table, SparseFormat.DENSE).singletonOrThrow();
    }

    @Override
    public NDArray head(NDArray x, String name, String embedding) {
        var owner = hasWeight(name + ".weight") ? name : embedding;
        return linearOf(x, name, maps(List.of(owner)).getFirst());
    }

    // ---- norms

    @Override
    public NDArray layerNorm(NDArray x, String name, double epsilon) {
        var centred = x.sub(mean(x, -1, true));
        var norm = centred.div(mean(centred.square(), -1, true).add(epsilon).sqrt());
        var product = norm.mul(weight(name + ".weight"));
        var bias = name + ".bias";
        return hasWeight(bias) ? product.add(weight(bias)) : product;
    }

    @Override
    public NDArray rmsNorm(NDArray x, String name, double epsilon, double offset) {
        var norm = x.div(mean(x.square(), -1, true).add(epsilon).sqrt());
        var weight = weight(name + ".weight");
        return norm.mul(offset == 0 ? weight : weight.add(offset));
    }

    @Override
    public NDArray groupNorm(NDArray x, String name, int groups, double epsilon) {
        var shape = x.getShape();
        var grouped = x.reshape(shape.get(0), groups, -1);
        var centred = grouped.sub(mean(grouped, -1, true));
        var norm = centred.div(mean(centred.square(), -1, true).add(epsilon).sqrt());
        return scaled(norm.reshape(shape), name);
    }

    @Override
    public NDArray batchNorm(NDArray x, String name, double epsilon) {
        int after = rank(x) - 2;
        var mean = perChannel(weight(name + ".running_mean"), after);
        var deviation = perChannel(weight(name + ".running_var"), after).add(epsilon).sqrt();
        return scaled(x.sub(mean).div(deviation), name);
    }

    /// With the learnt factor and shift of each channel, where there are any.
    private NDArray scaled(NDArray x, String name) {
        int after = rank(x) - 2;
        var factor = name + ".weight";
        var product = hasWeight(factor) ? x.mul(perChannel(weight(factor), after)) : x;
        return hasWeight(name + ".bias")
                ? product.add(perChannel(weight(name + ".bias"), after))
                : product;
    }

    /// `[channels]`, or one number for all, to a shape that fits `[batch, channels, …]`.
    private static NDArray perChannel(NDArray x, int axesAfter) {
        var shape = new long[axesAfter + 1];
        Arrays.fill(shape, 1);
        shape[0] = x.size();
        return x.reshape(shape);
    }

    // ---- activations

    @Override
    public NDArray relu(NDArray x) {
        return x.getNDArrayInternal().relu();
    }

    @Override
    public NDArray leakyRelu(NDArray x, double slope) {
        return x.getNDArrayInternal().leakyRelu((float) slope);
    }

    @Override
    public NDArray prelu(NDArray x, String weight) {
        var slope = perChannel(weight(weight), rank(x) - 2);
        return relu(x).sub(relu(x.neg()).mul(slope));
    }

    @Override
    public NDArray gelu(NDArray x) {
        return x.getNDArrayInternal().gelu();
    }

    @Override
    public NDArray geluTanh(NDArray x) {
        var inner = x.add(x.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
        return x.mul(inner.tanh().add(1)).mul(0.5);
    }

    @Override
    public NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().softPlus();
    }

    // ---- convolutions and pictures

    @Override
    public NDArray conv(NDArray x, NDArray weight, Optional<NDArray> bias, Conv spec) {
        return TorchConvolution.convolve(x, weight, bias, spec);
    }

    @Override
    public NDArray convTranspose(NDArray x, NDArray weight, Optional<NDArray> bias, Conv spec) {
        return TorchConvolution.transposed(x, weight, bias, spec);
    }

    @Override
    public NDArray maxPool(NDArray x, Conv spec, int kernel) {
        return TorchConvolution.maximum(x, spec, kernel);
    }

    @Override
    public NDArray averagePool(NDArray x, Conv spec, int kernel) {
        return TorchConvolution.average(x, spec, kernel);
    }

    /// Written out, because DJL always smooths what it makes smaller.
    @Override
    public NDArray interpolate(NDArray x, Interpolation how, Dim... sizes) {
        var result = x;
        for (int i = 0; i < sizes.length; i++) {
            result = resized(result, i + 2, Math.toIntExact(known(sizes[i])), how);
        }
        return result;
    }

    private NDArray resized(NDArray x, int axis, int size, Interpolation how) {
        var places = TorchPlaces.of(x.getShape().get(axis), size, how);
        var left = gather(x, axis, manager.create(places.left()));
        return switch (how) {
            case NEAREST -> left;
            case LINEAR -> {
                var shape = new long[rank(x) - axis];
                Arrays.fill(shape, 1);
                shape[0] = size;
                var right = gather(x, axis, manager.create(places.right()));
                var share = manager.create(places.share(), new Shape(shape));
                yield left.add(right.sub(left).mul(share));
            }
        };
    }

    // ---- attention and recurrence

    @Override
    public NDArray rotate(NDArray x, Rotary spec, int heads, NDArray positions) {
        return rotary.rotate(manager, x, spec, heads, positions);
    }

    @Override
    public NDArray selfAttention(
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
        if (!parameters.prefixes().isEmpty()) {
            var prefix = parameters.prefixes().get(layer);
            k = TorchAttention.after(here(prefix.keys()), k);
            v = TorchAttention.after(here(prefix.values()), v);
        }
        long time = query.getShape().get(1);
        long before = k.getShape().get(1) - time;
        var mask = bias.orElseGet(() -> attention.causal(manager, before, time, spec.window()));
        return TorchAttention.attend(
                q, k, v, spec.heads(), spec.kvHeads(), spec.scale(), Optional.of(mask));
    }

    @Override
    public NDArray attention(
            NDArray query,
            NDArray key,
            NDArray value,
            int heads,
            double scale,
            Optional<NDArray> bias) {
        return TorchAttention.attend(query, key, value, heads, heads, scale, bias);
    }

    @Override
    public NDArray gru(NDArray x, String name, int hidden, boolean bidirectional) {
        return TorchRecurrence.gru(
                manager, x, kind -> weight(name + "." + kind), hidden, bidirectional);
    }

    @Override
    public NDArray lstm(NDArray x, String name, int hidden, int layers, boolean bidirectional) {
        return TorchRecurrence.lstm(
                manager, x, kind -> weight(name + "." + kind), hidden, layers, bidirectional);
    }

    // ---- looking in

    @Override
    public NDArray tap(String name, NDArray x) {
        taps.put(name, x);
        return x;
    }
}
