package studio.likeness.models.voice.vits;

import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Ops;

/// Gated convolutions told whose voice it is (van den Oord et al. 2016; "WN" in checkpoints). `x`
/// is `[batch, channels, time]`.
///
/// @param name of the checkpoint's module, with a dot behind
public record GatedConvolutions(String name) {
    /// @param speaker `[batch, size, 1]`
    public <T> T apply(Ops<T> o, T x, T speaker) {
        var gates = o.conv(speaker, name + "cond_layer", Conv.plain());
        long width = o.size(x, 1).known();
        int layers = 0;
        while (o.hasWeight(name + "res_skip_layers." + layers + ".weight")) {
            layers++;
        }
        var y = x;
        var sum = o.mul(x, 0);
        for (int i = 0; i < layers; i++) {
            var gated = gate(o, wide(o, y, name + "in_layers." + i), gates, i);
            var both = o.conv(gated, name + "res_skip_layers." + i, Conv.plain());
            if (i + 1 < layers) {
                y = o.add(y, o.slice(both, 1, 0, width));
                sum = o.add(sum, o.slice(both, 1, width, 2 * width));
            } else {
                sum = o.add(sum, both);
            }
        }
        return sum;
    }

    /// Whole, or channel by channel and then across them.
    private static <T> T wide(Ops<T> o, T x, String name) {
        var depth = name + ".depth_conv";
        if (!o.hasWeight(depth + ".weight")) {
            return Row.same(o, x, name);
        }
        int channels = (int) o.size(x, 1).known();
        var each = o.conv(x, depth, Conv.same(kernel(o, depth)).groups(channels));
        return o.conv(each, name + ".point_conv", Conv.plain());
    }

    private static <T> int kernel(Ops<T> o, String name) {
        return (int) o.size(o.weight(name + ".weight"), 2).known();
    }

    /// The hyperbolic tangent of the first half times the sigmoid of the second.
    ///
    /// @param gates of all layers, one behind the other: `[batch, layers * 2 * width, 1]`
    static <T> T gate(Ops<T> o, T x, T gates, int layer) {
        long both = o.size(x, 1).known();
        var sum = o.add(x, o.slice(gates, 1, layer * both, (layer + 1) * both));
        var open = o.sigmoid(o.slice(sum, 1, both / 2, both));
        return o.mul(o.tanh(o.slice(sum, 1, 0, both / 2)), open);
    }
}
