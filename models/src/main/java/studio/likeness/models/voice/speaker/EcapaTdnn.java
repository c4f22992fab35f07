package studio.likeness.models.voice.speaker;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// ECAPA-TDNN (Desplanques et al. 2020), with the names of speechbrain: convolutions over time
/// `[batch, channels, time]`, whose frames are weighed by attention in the end.
public final class EcapaTdnn {
    private static final double EPSILON = 1e-5;
    private static final double LEAST = 1e-12;
    private static final int SCALE = 8;

    private EcapaTdnn() {}

    /// Vectors `[batch, size]`.
    ///
    /// @param features [Fbank] without its mean, `[batch, frames, 80]`
    public static <T> T vectors(Ops<T> o, T features) {
        var x = tdnn(o, o.transpose(features, 0, 2, 1), "blocks.0.", 5, 1);
        List<T> outputs = new ArrayList<>();
        for (int i = 1; o.hasWeight("blocks." + i + ".tdnn1.conv.conv.weight"); i++) {
            x = block(o, x, "blocks." + i + ".", i + 1);
            outputs.add(x);
        }
        x = tdnn(o, o.concat(1, outputs), "mfa.", 1, 1);
        var pooled = o.unsqueeze(pooled(o, x), 2);
        pooled = o.batchNorm(pooled, "asp_bn.norm", EPSILON);
        return o.squeeze(o.conv(pooled, "fc.conv", Conv.plain()), 2);
    }

    private static <T> T tdnn(Ops<T> o, T x, String at, int kernel, int dilation) {
        long each = (long) dilation * (kernel - 1) / 2;
        var padded = each == 0 ? x : o.pad(x, 2, Dim.of(each), Dim.of(each), Ops.Padding.REFLECT);
        var y = o.conv(padded, at + "conv.conv", Conv.plain().dilation(dilation));
        return o.batchNorm(o.relu(y), at + "norm.norm", EPSILON);
    }

    private static <T> T block(Ops<T> o, T x, String at, int dilation) {
        var y = tdnn(o, x, at + "tdnn1.", 1, 1);
        y = tdnn(o, chunks(o, y, at + "res2net_block.blocks.", dilation), at + "tdnn2.", 1, 1);
        var context = o.mean(y, 2, true);
        var squeezed = o.relu(o.conv(context, at + "se_block.conv1.conv", Conv.plain()));
        var mask = o.sigmoid(o.conv(squeezed, at + "se_block.conv2.conv", Conv.plain()));
        return o.add(o.mul(y, mask), x);
    }

    /// The first chunk of channels passes; each later one also sees what the one before became.
    private static <T> T chunks(Ops<T> o, T x, String at, int dilation) {
        long width = o.size(x, 1).known() / SCALE;
        List<T> parts = new ArrayList<>();
        for (int i = 0; i < SCALE; i++) {
            var chunk = o.slice(x, 1, i * width, (i + 1) * width);
            var input = i < 2 ? chunk : o.add(chunk, parts.get(i - 1));
            parts.add(i == 0 ? chunk : tdnn(o, input, at + (i - 1) + ".", 3, dilation));
        }
        return o.concat(1, parts);
    }

    /// Mean and deviation over time, each frame weighed by what attention gives it.
    private static <T> T pooled(Ops<T> o, T x) {
        var time = o.size(x, 2);
        var mean = o.mean(x, 2, true);
        var off = o.sub(x, mean);
        var deviation = root(o, o.mean(o.mul(off, off), 2, true));
        var global = o.concat(1, List.of(x, spread(o, mean, time), spread(o, deviation, time)));
        var attention = o.tanh(tdnn(o, global, "asp.tdnn.", 1, 1));
        var weights = o.softmax(o.conv(attention, "asp.conv.conv", Conv.plain()), 2);
        var weighed = o.sum(o.mul(weights, x), 2, true);
        var rest = o.sub(x, weighed);
        var spread = root(o, o.sum(o.mul(weights, o.mul(rest, rest)), 2, true));
        return o.squeeze(o.concat(1, List.of(weighed, spread)), 2);
    }

    private static <T> T root(Ops<T> o, T variance) {
        return o.sqrt(o.max(variance, o.scalar(LEAST)));
    }

    private static <T> T spread(Ops<T> o, T x, Dim time) {
        return o.expand(x, o.size(x, 0), o.size(x, 1), time);
    }
}
