package studio.likeness.models.nn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;

/// Writes a network down as an ONNX graph: make the inputs, let the network compute, name the
/// outputs, [#write]. Nothing of the weights is read before that.
///
/// Operators of ONNX Runtime's own (`com.microsoft`) are used where they are faster. What no output
/// needs is left out.
public final class OnnxOps extends OnnxElementwise {
    private final GraphPlan plan;
    private final WeightFile file;
    private final OnnxWeights weights;
    private final OnnxViews views;
    private final OnnxLinear linear;
    private final OnnxHead head;
    private final OnnxNorms norms;
    private final OnnxConvolutions convolutions;
    private final OnnxAttention attention;
    private final OnnxRecurrent recurrent;

    /// @param file may serve several graphs, of one checkpoint and one precision, beside each other
    public OnnxOps(TensorIndex tensors, GraphPlan plan, WeightFile file) {
        super(new OnnxGraph(), plan.precision().type());
        this.plan = plan;
        this.file = file;
        weights = new OnnxWeights(graph, tensors, plan);
        views = new OnnxViews(graph);
        linear = new OnnxLinear(graph, weights, plan);
        head = new OnnxHead(graph, weights, plan, linear);
        norms = new OnnxNorms(this, graph, weights);
        convolutions = new OnnxConvolutions(graph, views);
        attention = new OnnxAttention(this, graph, weights, plan);
        recurrent = new OnnxRecurrent(this, graph, weights);
    }

    // ---- the graph

    /// @param dims numbers, or names of sizes known when the graph runs; equal names, equal sizes
    public Value input(String name, ElementType type, Object... dims) {
        var value = graph.input(name, type, dims);
        return type.isFloat() ? cast(value, real) : value;
    }

    public void output(String name, Value value) {
        graph.output(name, value.type().isFloat() ? cast(value, ElementType.FLOAT32) : value);
    }

    /// Whether past and present of the cache may be one buffer, as long as the longest talk. Else
    /// past is as long as what it holds, and present is longer by the step. Kept in the graph's
    /// metadata as `cache`: `shared` or `grown`.
    public boolean sharesCache() {
        return !attention.growing();
    }

    /// Writes the graph beside its weights, and those weights that are not yet there.
    public void write(Path graphFile, Progress progress) throws IOException {
        var notes =
                plan.cached()
                        ? Map.of("cache", sharesCache() ? "shared" : "grown")
                        : Map.<String, String>of();
        new OnnxFile(graph, file).write(graphFile, notes, progress);
    }

    @Override
    public Value tap(String name, Value x) {
        if (plan.taps()) {
            output(name, x);
        }
        return x;
    }

    // ---- weights and constants

    @Override
    public Value weight(String name, long... shape) {
        return weights.weight(name, shape);
    }

    @Override
    public boolean hasWeight(String name) {
        return weights.has(name);
    }

    @Override
    public Value constant(float[] values, long... shape) {
        return weights.constant(values, shape);
    }

    @Override
    public Value constant(long[] values, long... shape) {
        return graph.constant(values, shape);
    }

    // ---- sizes and views

    @Override
    public int rank(Value x) {
        return x.rank();
    }

    @Override
    public Dim size(Value x, int axis) {
        return x.dim(axis);
    }

    @Override
    public Value reshape(Value x, Dim... shape) {
        return views.reshape(x, List.of(shape));
    }

    @Override
    public Value transpose(Value x, int... order) {
        return views.transpose(x, order);
    }

    @Override
    public Value unsqueeze(Value x, int axis) {
        return views.unsqueeze(x, axis);
    }

    @Override
    public Value squeeze(Value x, int axis) {
        return views.squeeze(x, axis);
    }

    @Override
    public Value concat(int axis, List<Value> parts) {
        return views.concat(axis, parts);
    }

    @Override
    public Value slice(Value x, int axis, Dim from, Dim to, long step) {
        return views.slice(x, axis, from, to, step);
    }

    @Override
    public List<Value> split(Value x, int axis, long... sizes) {
        return views.split(x, axis, sizes);
    }

    @Override
    public Value expand(Value x, Dim... shape) {
        return views.expand(x, List.of(shape));
    }

    @Override
    public Value gather(Value x, int axis, Value indices) {
        return views.gather(x, axis, toInteger(indices));
    }

    @Override
    public Value flip(Value x, int axis) {
        return views.flip(x, axis);
    }

    @Override
    public Value pad(Value x, int axis, Dim before, Dim after, Padding how) {
        return views.pad(x, axis, before, after, how);
    }

    @Override
    public Value range(Dim count) {
        return views.range(count);
    }

    // ---- linear maps

    @Override
    public Value linear(Value x, List<String> names) {
        return linear.linear(floating(x), names);
    }

    @Override
    public Value embedding(Value ids, String name) {
        return linear.embedding(toInteger(ids), name);
    }

    @Override
    public Value head(Value x, String name, String embedding) {
        return head.logits(x, name, embedding);
    }

    // ---- norms

    @Override
    public Value layerNorm(Value x, String name, double epsilon) {
        return norms.layerNorm(x, name, epsilon);
    }

    @Override
    public Value rmsNorm(Value x, String name, double epsilon, double offset) {
        return norms.rmsNorm(x, name, epsilon, offset);
    }

    @Override
    public Value groupNorm(Value x, String name, int groups, double epsilon) {
        return norms.groupNorm(x, name, groups, epsilon);
    }

    @Override
    public Value batchNorm(Value x, String name, double epsilon) {
        return norms.batchNorm(x, name, epsilon);
    }

    @Override
    public Value prelu(Value x, String weight) {
        return graph.op("PRelu").in(x, norms.perChannel(weight, x)).to(x.type(), x.shape());
    }

    // ---- convolutions and pictures

    @Override
    public Value conv(Value x, Value weight, Optional<Value> bias, Conv spec) {
        return convolutions.conv(x, weight, bias, spec);
    }

    @Override
    public Value convTranspose(Value x, Value weight, Optional<Value> bias, Conv spec) {
        return convolutions.transposed(x, weight, bias, spec);
    }

    @Override
    public Value maxPool(Value x, Conv spec, int kernel) {
        return convolutions.pool("MaxPool", x, spec, kernel);
    }

    @Override
    public Value averagePool(Value x, Conv spec, int kernel) {
        return convolutions.pool("AveragePool", x, spec, kernel);
    }

    @Override
    public Value interpolate(Value x, Interpolation how, Dim... sizes) {
        return convolutions.interpolate(x, how, List.of(sizes));
    }

    // ---- attention and recurrence

    @Override
    public Value rotate(Value x, Rotary rotary, int heads, Value positions) {
        return attention.rotate(x, rotary, heads, positions);
    }

    @Override
    public Value selfAttention(
            int layer,
            Value query,
            Value key,
            Value value,
            Value positions,
            Attention spec,
            Optional<Value> bias) {
        return attention.self(layer, query, key, value, positions, spec, bias);
    }

    @Override
    public Value attention(
            Value query, Value key, Value value, int heads, double scale, Optional<Value> bias) {
        return attention.cross(query, key, value, heads, scale, bias);
    }

    @Override
    public Value gru(Value x, String name, int hidden, boolean bidirectional) {
        return recurrent.gru(x, name, hidden, bidirectional);
    }

    @Override
    public Value lstm(Value x, String name, int hidden, int layers, boolean bidirectional) {
        return recurrent.lstm(x, name, hidden, layers, bidirectional);
    }
}
