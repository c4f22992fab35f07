package studio.likeness.models.voice.vits;

import java.util.Optional;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Ops;

/// Convolutions of sequences as pictures of one row: ONNX Runtime has its blocked kernels for
/// pictures only, and they take two thirds of the time (docs/bench/voice.md).
final class Row {
    private Row() {}

    /// As long as before, for an odd kernel.
    ///
    /// @param x `[batch, channels, time]`
    /// @param name of the weights, `[out, in, kernel]`
    static <T> T same(Ops<T> o, T x, String name) {
        int kernel = (int) o.size(o.weight(name + ".weight"), 2).known();
        return conv(o, x, name, kernel / 2);
    }

    /// @param padding zeros at both ends
    static <T> T conv(Ops<T> o, T x, String name, int padding) {
        var weight = o.unsqueeze(o.weight(name + ".weight"), 2);
        var bias =
                o.hasWeight(name + ".bias")
                        ? Optional.of(o.weight(name + ".bias"))
                        : Optional.<T>empty();
        var spec = Conv.plain().padding(0, padding);
        return o.squeeze(o.conv(o.unsqueeze(x, 2), weight, bias, spec), 2);
    }
}
