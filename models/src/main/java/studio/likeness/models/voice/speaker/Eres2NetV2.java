package studio.likeness.models.voice.speaker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// ERes2NetV2 (Chen et al. 2024): residual blocks over pictures `[batch, channels, frequency,
/// time]` whose channels are computed chunk after chunk. GPT-SoVITS v2Pro knows a speaker by it.
public final class Eres2NetV2 {
    private static final double EPSILON = 1e-5;
    private static final double TOP = 20;

    private Eres2NetV2() {}

    /// The speaker of GPT-SoVITS v2Pro, `[batch, 20480]`, and the network's own vector
    /// (`embedding192`).
    ///
    /// @param features [Fbank] with its mean, `[batch, frames, 80]`
    public static <T> Map<String, T> vectors(Ops<T> o, T features) {
        var x = o.conv(o.unsqueeze(o.transpose(features, 0, 2, 1), 1), "conv1", Conv.same(3));
        x = o.relu(o.batchNorm(x, "bn1", EPSILON));
        var before = x;
        for (int layer = 1; o.hasWeight("layer" + layer + ".0.conv1.weight"); layer++) {
            before = x;
            for (int i = 0; o.hasWeight("layer" + layer + "." + i + ".conv1.weight"); i++) {
                x = block(o, x, "layer" + layer + "." + i + ".", layer > 1 && i == 0 ? 2 : 1);
            }
        }
        var coarse = o.conv(before, "layer3_ds", Conv.same(3).stride(2));
        x = fused(o, x, coarse, "fuse34.");
        long size = o.size(x, 1).known() * o.size(x, 2).known();
        x = o.reshape(x, o.size(x, 0), Dim.of(size), o.size(x, 3));
        return Map.of("sv_emb", o.mean(x, 2, false), "embedding192", head(o, x));
    }

    private static <T> T head(Ops<T> o, T x) {
        var mean = o.mean(x, 2, true);
        var off = o.sub(x, mean);
        var ones = o.add(o.mul(o.slice(x, 1, 0, 1), 0), 1);
        var others = o.add(o.sum(ones, 2, false), -1);
        var variance = o.div(o.sum(o.mul(off, off), 2, false), others);
        var deviation = o.sqrt(o.add(variance, 1e-8));
        return o.linear(o.concat(1, List.of(o.squeeze(mean, 2), deviation)), "seg_1");
    }

    private static <T> T block(Ops<T> o, T x, String at, int stride) {
        var y = o.conv(x, at + "conv1", Conv.plain().stride(stride));
        y = cut(o, o.batchNorm(y, at + "bn1", EPSILON));
        y = o.conv(chunks(o, y, at), at + "conv3", Conv.plain());
        y = o.batchNorm(y, at + "bn3", EPSILON);
        var past = x;
        if (o.hasWeight(at + "shortcut.0.weight")) {
            past = o.conv(x, at + "shortcut.0", Conv.plain().stride(stride));
            past = o.batchNorm(past, at + "shortcut.1", EPSILON);
        }
        return cut(o, o.add(y, past));
    }

    private static <T> T chunks(Ops<T> o, T x, String at) {
        int count = 0;
        while (o.hasWeight(at + "convs." + count + ".weight")) {
            count++;
        }
        long width = o.size(x, 1).known() / count;
        List<T> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var chunk = o.slice(x, 1, i * width, (i + 1) * width);
            if (i > 0) {
                var fuse = at + "fuse_models." + (i - 1) + ".";
                chunk =
                        o.hasWeight(fuse + "local_att.0.weight")
                                ? fused(o, parts.getLast(), chunk, fuse)
                                : o.add(parts.getLast(), chunk);
            }
            var y = o.conv(chunk, at + "convs." + i, Conv.same(3));
            parts.add(cut(o, o.batchNorm(y, at + "bns." + i, EPSILON)));
        }
        return o.concat(1, parts);
    }

    /// Two pictures mixed as a small network finds right for each place.
    private static <T> T fused(Ops<T> o, T a, T b, String at) {
        var y = o.conv(o.concat(1, List.of(a, b)), at + "local_att.0", Conv.plain());
        y = o.silu(o.batchNorm(y, at + "local_att.1", EPSILON));
        y = o.conv(y, at + "local_att.3", Conv.plain());
        var share = o.tanh(o.batchNorm(y, at + "local_att.4", EPSILON));
        return o.add(o.mul(a, o.add(share, 1)), o.mul(b, o.add(o.neg(share), 1)));
    }

    private static <T> T cut(Ops<T> o, T x) {
        return o.clip(x, 0, TOP);
    }
}
