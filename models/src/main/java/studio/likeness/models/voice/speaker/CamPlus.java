package studio.likeness.models.voice.speaker;

import java.util.List;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// CAM++ (Wang et al. 2023): a convolutional front over time and frequency, then densely connected
/// layers that weigh their channels by the context.
public final class CamPlus {
    private static final double EPSILON = 1e-5;
    /// Frames that share a context.
    private static final int SEGMENT = 100;

    private CamPlus() {}

    /// Vectors `[batch, size]`.
    ///
    /// @param features [Fbank] without its mean, `[batch, frames, 80]`
    public static <T> T vectors(Ops<T> o, T features) {
        var x = front(o, o.unsqueeze(o.transpose(features, 0, 2, 1), 1));
        o.tap("head", x);
        var at = "xvector.";
        x = o.conv(x, at + "tdnn.linear", Conv.same(5).stride(2));
        x = o.tap("tdnn", active(o, x, at + "tdnn.nonlinear"));
        for (int block = 1; o.hasWeight(at + "transit" + block + ".linear.weight"); block++) {
            x = dense(o, x, at + "block" + block + ".tdnnd", block == 1 ? 1 : 2);
            x = active(o, x, at + "transit" + block + ".nonlinear");
            x = o.conv(x, at + "transit" + block + ".linear", Conv.plain());
        }
        x = active(o, x, at + "out_nonlinear");
        var statistics = o.tap("stats", statistics(o, x));
        x = o.conv(o.unsqueeze(statistics, 2), at + "dense.linear", Conv.plain());
        return o.squeeze(o.batchNorm(x, at + "dense.nonlinear.batchnorm", EPSILON), 2);
    }

    /// `[batch, 1, frequency, time]` to `[batch, channels * frequency, time]`.
    private static <T> T front(Ops<T> o, T picture) {
        var x = o.conv(picture, "head.conv1", Conv.same(3));
        x = o.relu(o.batchNorm(x, "head.bn1", EPSILON));
        for (int layer = 1; o.hasWeight("head.layer" + layer + ".0.conv1.weight"); layer++) {
            for (int i = 0; o.hasWeight("head.layer" + layer + "." + i + ".conv1.weight"); i++) {
                x = residual(o, x, "head.layer" + layer + "." + i + ".", i == 0 ? 2 : 1);
            }
        }
        x = o.conv(x, "head.conv2", Conv.same(3).stride(2, 1));
        x = o.relu(o.batchNorm(x, "head.bn2", EPSILON));
        long channels = o.size(x, 1).known() * o.size(x, 2).known();
        return o.reshape(x, o.size(x, 0), Dim.of(channels), o.size(x, 3));
    }

    private static <T> T residual(Ops<T> o, T x, String at, int stride) {
        var y = o.conv(x, at + "conv1", Conv.same(3).stride(stride, 1));
        y = o.relu(o.batchNorm(y, at + "bn1", EPSILON));
        y = o.batchNorm(o.conv(y, at + "conv2", Conv.same(3)), at + "bn2", EPSILON);
        var past = x;
        if (o.hasWeight(at + "shortcut.0.weight")) {
            past = o.conv(x, at + "shortcut.0", Conv.plain().stride(stride, 1));
            past = o.batchNorm(past, at + "shortcut.1", EPSILON);
        }
        return o.relu(o.add(y, past));
    }

    private static <T> T dense(Ops<T> o, T x, String at, int dilation) {
        var all = x;
        for (int layer = 1; o.hasWeight(at + layer + ".linear1.weight"); layer++) {
            var name = at + layer + ".";
            var y = active(o, all, name + "nonlinear1");
            y = active(o, o.conv(y, name + "linear1", Conv.plain()), name + "nonlinear2");
            all = o.concat(1, List.of(all, masked(o, y, name + "cam_layer.", dilation)));
        }
        return all;
    }

    private static <T> T masked(Ops<T> o, T x, String at, int dilation) {
        var y = o.conv(x, at + "linear_local", Conv.plain().padding(dilation).dilation(dilation));
        var context = o.add(o.mean(x, 2, true), segments(o, x));
        var mask = o.relu(o.conv(context, at + "linear1", Conv.plain()));
        return o.mul(y, o.sigmoid(o.conv(mask, at + "linear2", Conv.plain())));
    }

    /// Each frame's segment's mean; the last segment may be shorter.
    private static <T> T segments(Ops<T> o, T x) {
        var time = o.size(x, 2);
        var count = time.plus(SEGMENT - 1).dividedBy(SEGMENT);
        var missing = count.times(SEGMENT).minus(time);
        var sums = sums(o, x, count, missing);
        var frames = sums(o, ones(o, x), count, missing);
        var means = o.unsqueeze(o.div(sums, frames), 3);
        var batch = o.size(x, 0);
        var channels = o.size(x, 1);
        var spread = o.expand(means, batch, channels, count, Dim.of(SEGMENT));
        var flat = o.reshape(spread, batch, channels, count.times(SEGMENT));
        return o.slice(flat, 2, Dim.of(0), time);
    }

    private static <T> T sums(Ops<T> o, T x, Dim count, Dim missing) {
        var padded = o.pad(x, 2, Dim.of(0), missing, Ops.Padding.ZEROS);
        var split = o.reshape(padded, o.size(x, 0), o.size(x, 1), count, Dim.of(SEGMENT));
        return o.sum(split, 3, false);
    }

    /// As long as `x`, one channel.
    private static <T> T ones(Ops<T> o, T x) {
        return o.add(o.mul(o.slice(x, 1, 0, 1), 0), 1);
    }

    /// Mean and unbiased deviation over time, side by side.
    private static <T> T statistics(Ops<T> o, T x) {
        var mean = o.mean(x, 2, true);
        var off = o.sub(x, mean);
        var others = o.add(o.sum(ones(o, x), 2, false), -1);
        var variance = o.div(o.sum(o.mul(off, off), 2, false), others);
        return o.concat(1, List.of(o.squeeze(mean, 2), o.sqrt(variance)));
    }

    private static <T> T active(Ops<T> o, T x, String at) {
        return o.relu(o.batchNorm(x, at + ".batchnorm", EPSILON));
    }
}
