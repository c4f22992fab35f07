package studio.likeness.models.nn;

import java.util.List;
import java.util.Optional;

/// What networks are written in. `T` is a tensor of the world that interprets them: a value of an
/// ONNX graph ([OnnxOps]) or an array with gradients ([TorchOps]).
///
/// Axes may be negative, counted from the end. Binary operations broadcast as in numpy. Layouts:
/// sequences `[batch, time, width]`; sound `[batch, channels, time]`; pictures
/// `[batch, channels, height, width]`. Weights keep their published names and torch's layouts
/// (`[out, in]`, `[out, in / groups, kernel…]`, transposed convolutions `[in, out / groups, …]`).
public interface Ops<T> {

    // ---- weights and constants

    /// A weight by its published name.
    ///
    /// @param shape what the network expects; `-1` for any, none at all for no check
    T weight(String name, long... shape);

    boolean hasWeight(String name);

    T constant(float[] values, long... shape);

    /// 64-bit integers: indices and sizes.
    T constant(long[] values, long... shape);

    default T scalar(double value) {
        return constant(new float[] {(float) value});
    }

    // ---- sizes and views

    int rank(T x);

    Dim size(T x, int axis);

    T reshape(T x, Dim... shape);

    /// `-1` stands for the rest.
    default T reshape(T x, long... shape) {
        var dims = new Dim[shape.length];
        for (int i = 0; i < shape.length; i++) {
            dims[i] = Dim.of(shape[i]);
        }
        return reshape(x, dims);
    }

    T transpose(T x, int... order);

    T unsqueeze(T x, int axis);

    T squeeze(T x, int axis);

    T concat(int axis, List<T> parts);

    /// From `from` up to, not including, `to`, every `step`-th.
    T slice(T x, int axis, Dim from, Dim to, long step);

    default T slice(T x, int axis, Dim from, Dim to) {
        return slice(x, axis, from, to, 1);
    }

    default T slice(T x, int axis, long from, long to) {
        return slice(x, axis, Dim.of(from), Dim.of(to), 1);
    }

    /// Cuts an axis into parts of the given sizes.
    List<T> split(T x, int axis, long... sizes);

    /// Repeats size-1 axes.
    T expand(T x, Dim... shape);

    /// Rows of `x` along an axis, chosen by an integer tensor.
    T gather(T x, int axis, T indices);

    T flip(T x, int axis);

    enum Padding {
        ZEROS,
        REFLECT,
        EDGE
    }

    T pad(T x, int axis, Dim before, Dim after, Padding how);

    /// `0, 1, … count - 1` as integers.
    T range(Dim count);

    /// Integers or truths as floats.
    T toFloat(T x);

    /// Floats cut to integers.
    T toInteger(T x);

    // ---- arithmetic

    T add(T a, T b);

    T sub(T a, T b);

    T mul(T a, T b);

    T div(T a, T b);

    T pow(T x, double exponent);

    T min(T a, T b);

    T max(T a, T b);

    T neg(T x);

    T abs(T x);

    T exp(T x);

    T log(T x);

    T sqrt(T x);

    T sin(T x);

    T cos(T x);

    T tanh(T x);

    T sigmoid(T x);

    T floor(T x);

    T clip(T x, double low, double high);

    /// Truth: 1 where `a < b`.
    T less(T a, T b);

    T equal(T a, T b);

    /// `a` where true, else `b`.
    T where(T condition, T a, T b);

    default T add(T x, double value) {
        return add(x, scalar(value));
    }

    default T mul(T x, double value) {
        return mul(x, scalar(value));
    }

    // ---- reductions

    T sum(T x, int axis, boolean keep);

    T mean(T x, int axis, boolean keep);

    T maximum(T x, int axis, boolean keep);

    T argmax(T x, int axis);

    T cumulativeSum(T x, int axis);

    T softmax(T x, int axis);

    T logSoftmax(T x, int axis);

    // ---- linear maps

    T matmul(T a, T b);

    /// `x · weightᵀ + bias` with `name.weight` and, where the checkpoint has it, `name.bias`; in
    // few
    /// bits when the weights are kept so, plus the adapters in force.
    default T linear(T x, String name) {
        return linear(x, List.of(name));
    }

    /// Several linear maps of one input, their results side by side along the last axis.
    T linear(T x, List<String> names);

    /// Rows of `name.weight`: `[…]` to `[…, width]`.
    T embedding(T ids, String name);

    /// The output head: `name.weight` when the checkpoint has it, else the embedding's own table.
    T head(T x, String name, String embedding);

    // ---- norms

    /// Over the last axis, with `name.weight` and, where there is one, `name.bias`.
    T layerNorm(T x, String name, double epsilon);

    /// `x · rsqrt(mean(x²) + ε) · (offset + weight)`, over the last axis in float32. `offset` is 0,
    // or
    /// 1 for Gemma.
    T rmsNorm(T x, String name, double epsilon, double offset);

    default T rmsNorm(T x, String name, double epsilon) {
        return rmsNorm(x, name, epsilon, 0);
    }

    /// Over channel groups of `[batch, channels, …]`.
    T groupNorm(T x, String name, int groups, double epsilon);

    /// With the running statistics of a trained layer.
    T batchNorm(T x, String name, double epsilon);

    // ---- activations

    T relu(T x);

    T leakyRelu(T x, double slope);

    /// One learnt slope per channel (axis 1), or one for all.
    T prelu(T x, String weight);

    /// Exact, with the error function.
    T gelu(T x);

    /// The tanh approximation.
    T geluTanh(T x);

    default T silu(T x) {
        return mul(x, sigmoid(x));
    }

    T softplus(T x);

    // ---- convolutions and pictures

    /// 1-D or 2-D by the rank of `x`.
    T conv(T x, T weight, Optional<T> bias, Conv spec);

    T convTranspose(T x, T weight, Optional<T> bias, Conv spec);

    /// With `name.weight` and, where there is one, `name.bias`.
    default T conv(T x, String name, Conv spec) {
        return conv(x, weight(name + ".weight"), bias(name), spec);
    }

    default T convTranspose(T x, String name, Conv spec) {
        return convTranspose(x, weight(name + ".weight"), bias(name), spec);
    }

    private Optional<T> bias(String name) {
        return hasWeight(name + ".bias") ? Optional.of(weight(name + ".bias")) : Optional.empty();
    }

    T maxPool(T x, Conv spec, int kernel);

    T averagePool(T x, Conv spec, int kernel);

    enum Interpolation {
        NEAREST,
        LINEAR
    }

    /// Resizes the axes after the first two to the given sizes; half-pixel centres.
    T interpolate(T x, Interpolation how, Dim... sizes);

    // ---- attention and recurrence

    /// Turns pairs of each head's numbers by angles that grow with the position (Su et al. 2021).
    ///
    /// @param x `[batch, time, heads * size]`
    /// @param positions integers `[batch, time]`
    T rotate(T x, Rotary rotary, int heads, T positions);

    /// A decoder's self-attention, with the cache of its layer: causal, rotated as told, over all
    // that
    /// came before. Query `[batch, time, heads * size]`; key and value `[batch, time, kvHeads *
    // size]`.
    ///
    /// @param positions for the rotation, integers `[batch, time]`
    /// @param bias added to the scores instead of the causal mask, `[batch or 1, heads or 1, time,
    ///     total]`
    T selfAttention(
            int layer, T query, T key, T value, T positions, Attention spec, Optional<T> bias);

    /// Attention without a cache: encoders, cross-attention. Query `[batch, time, heads * size]`;
    // key
    /// and value `[batch, from, heads * size]`.
    ///
    /// @param bias added to the scores, `[batch or 1, heads or 1, time, from]`
    T attention(T query, T key, T value, int heads, double scale, Optional<T> bias);

    /// torch's GRU with `name.weight_ih_l0` and so on; `[batch, time, width]` to
    /// `[batch, time, hidden * directions]`.
    T gru(T x, String name, int hidden, boolean bidirectional);

    /// torch's LSTM of one or more layers, likewise.
    T lstm(T x, String name, int hidden, int layers, boolean bidirectional);

    // ---- looking in

    /// Names a value on its way, for tests that look inside. Changes nothing.
    default T tap(String name, T x) {
        return x;
    }
}
