package studio.likeness.models.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;

/// Runs a network at once on libtorch, with gradients. Floats are float32, integers int64, truths
/// booleans.
///
/// Weights stay loaded until the first of a family closes. Everything computed lives until its own
/// [TorchOps] closes, so each forward pass (and, in training, the backward pass after it) is one
/// [#step]. Networks' inputs come through [#constant], so that they are freed with the rest.
/// Not thread-safe.
public final class TorchOps extends TorchElementwise {
    private final NDManager scope;
    private final NDManager manager;
    private final TorchWeights stored;
    private final TorchParameters parameters;
    private final TorchStepWeights weights;
    private final TorchViews views;
    private final TorchLinear linear;
    private final TorchNorms norms;
    private final TorchResizing resizing;
    private final TorchAttention attention;
    private final Map<String, NDArray> taps = new LinkedHashMap<>();

    /// On the device of `manager`, which must be PyTorch's.
    ///
    /// @param weights must stay open as long as this
    public TorchOps(NDManager manager, TensorIndex weights, WeightPlan plan, Adapter adapter) {
        this(weights, plan, adapter, manager.newSubManager());
    }

    private TorchOps(TensorIndex index, WeightPlan plan, Adapter adapter, NDManager scope) {
        this(
                scope,
                scope.newSubManager(),
                new TorchWeights(scope.newSubManager(), index, plan, adapter),
                TorchParameters.none());
    }

    private TorchOps(TorchWeights stored, TorchParameters parameters, NDManager scope) {
        this(scope, scope, stored, parameters);
    }

    private TorchOps(
            NDManager scope, NDManager manager, TorchWeights stored, TorchParameters parameters) {
        this.scope = scope;
        this.manager = manager;
        this.stored = stored;
        this.parameters = parameters;
        weights = new TorchStepWeights(manager, stored, parameters);
        views = new TorchViews(manager);
        linear = new TorchLinear(views, weights);
        norms = new TorchNorms(this, weights);
        resizing = new TorchResizing(manager, views);
        attention = new TorchAttention(manager, weights);
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
        return new TorchOps(stored, given, scope.newSubManager());
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
        return weights.weight(name, shape);
    }

    @Override
    public boolean hasWeight(String name) {
        return weights.has(name);
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
        return Dim.of(x.getShape().get(TorchViews.axis(x, axis)));
    }

    @Override
    public NDArray reshape(NDArray x, Dim... shape) {
        return views.reshape(x, shape);
    }

    @Override
    public NDArray transpose(NDArray x, int... order) {
        return views.transpose(x, order);
    }

    @Override
    public NDArray unsqueeze(NDArray x, int axis) {
        return views.unsqueeze(x, axis);
    }

    @Override
    public NDArray squeeze(NDArray x, int axis) {
        return views.squeeze(x, axis);
    }

    @Override
    public NDArray concat(int axis, List<NDArray> parts) {
        return views.concat(axis, parts);
    }

    @Override
    public NDArray slice(NDArray x, int axis, Dim from, Dim to, long step) {
        return views.slice(x, axis, from, to, step);
    }

    @Override
    public List<NDArray> split(NDArray x, int axis, long... sizes) {
        return views.split(x, axis, sizes);
    }

    @Override
    public NDArray expand(NDArray x, Dim... shape) {
        return views.expand(x, shape);
    }

    @Override
    public NDArray gather(NDArray x, int axis, NDArray indices) {
        return views.gather(x, axis, toInteger(indices));
    }

    @Override
    public NDArray flip(NDArray x, int axis) {
        return views.flip(x, axis);
    }

    @Override
    public NDArray pad(NDArray x, int axis, Dim before, Dim after, Padding how) {
        return views.pad(x, axis, before, after, how);
    }

    @Override
    public NDArray range(Dim count) {
        return views.range(count);
    }

    // ---- linear maps

    @Override
    public NDArray linear(NDArray x, List<String> names) {
        return linear.linear(x, names);
    }

    @Override
    public NDArray embedding(NDArray ids, String name) {
        return linear.embedding(toInteger(ids), name);
    }

    @Override
    public NDArray head(NDArray x, String name, String embedding) {
        return linear.head(x, name, embedding);
    }

    // ---- norms

    @Override
    public NDArray layerNorm(NDArray x, String name, double epsilon) {
        return norms.layerNorm(x, name, epsilon);
    }

    @Override
    public NDArray rmsNorm(NDArray x, String name, double epsilon, double offset) {
        return norms.rmsNorm(x, name, epsilon, offset);
    }

    @Override
    public NDArray groupNorm(NDArray x, String name, int groups, double epsilon) {
        return norms.groupNorm(x, name, groups, epsilon);
    }

    @Override
    public NDArray batchNorm(NDArray x, String name, double epsilon) {
        return norms.batchNorm(x, name, epsilon);
    }

    @Override
    public NDArray prelu(NDArray x, String weight) {
        return norms.prelu(x, weight);
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

    @Override
    public NDArray interpolate(NDArray x, Interpolation how, Dim... sizes) {
        return resizing.interpolate(x, how, sizes);
    }

    // ---- attention and recurrence

    @Override
    public NDArray rotate(NDArray x, Rotary spec, int heads, NDArray positions) {
        return attention.rotate(x, spec, heads, positions);
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
        return attention.self(layer, query, key, value, positions, spec, bias);
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
