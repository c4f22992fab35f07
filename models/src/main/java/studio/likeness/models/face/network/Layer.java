package studio.likeness.models.face.network;

import java.util.Optional;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Ops;

/// Wav2Lip's unit: a convolution, its norm, where it says so the unit's input added, a ReLU.
///
/// @param stride one value for both axes, or two
/// @param outputPadding of a transposed convolution, below and on the right
record Layer(Kind kind, int in, int out, int kernel, int[] stride, int padding, int outputPadding) {
    private static final double EPSILON = 1e-5;

    enum Kind {
        PLAIN,
        RESIDUAL,
        TRANSPOSED
    }

    static Layer c(int in, int out, int kernel, int stride, int padding) {
        return c(in, out, kernel, new int[] {stride}, padding);
    }

    static Layer c(int in, int out, int kernel, int[] stride, int padding) {
        return new Layer(Kind.PLAIN, in, out, kernel, stride, padding, 0);
    }

    /// As large as before, and added to it.
    static Layer r(int channels) {
        return new Layer(Kind.RESIDUAL, channels, channels, 3, new int[] {1}, 1, 0);
    }

    static Layer t(int in, int out, int kernel, int stride, int padding, int outputPadding) {
        return new Layer(
                Kind.TRANSPOSED, in, out, kernel, new int[] {stride}, padding, outputPadding);
    }

    static String convolution(String at) {
        return at + ".conv_block.0";
    }

    static String norm(String at) {
        return at + ".conv_block.1";
    }

    /// Of the convolution's weight.
    long[] shape() {
        return kind == Kind.TRANSPOSED
                ? new long[] {in, out, kernel, kernel}
                : new long[] {out, in, kernel, kernel};
    }

    /// @param at its name in the checkpoint
    <T> T compute(Ops<T> o, T x, String at) {
        var weight = o.weight(convolution(at) + ".weight", shape());
        var bias = Optional.of(o.weight(convolution(at) + ".bias", out));
        var spec = Conv.plain().stride(stride).padding(padding);
        var y =
                switch (kind) {
                    case PLAIN, RESIDUAL -> o.conv(x, weight, bias, spec);
                    case TRANSPOSED ->
                            o.convTranspose(x, weight, bias, spec.outputPadding(outputPadding));
                };
        // Folded into the convolution, the norm is no longer there.
        var normed = o.hasWeight(norm(at) + ".running_var") ? o.batchNorm(y, norm(at), EPSILON) : y;
        return o.relu(kind == Kind.RESIDUAL ? o.add(normed, x) : normed);
    }

    /// The factor and the shift that stand for the norm: in double precision, because they are made
    /// once and used for every pixel.
    static double factor(float weight, float variance) {
        return weight / Math.sqrt(variance + EPSILON);
    }
}
