package studio.likeness.models.voice.vits;

import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// The transformer of VITS: attention that knows how far apart two places are (Shaw et al. 2018),
/// convolutions between, norms after each sum. `x` is `[batch, channels, time]`.
///
/// @param name of the checkpoint's module, with a dot behind
public record Encoder(String name, int heads) {
    private static final double EPSILON = 1e-5;

    public <T> T encode(Ops<T> o, T x) {
        var y = x;
        for (int i = 0; o.hasWeight(name + "attn_layers." + i + ".conv_q.weight"); i++) {
            var at = name + "attn_layers." + i + ".";
            y = norm(o, o.add(y, attend(o, y, y, at, heads)), name + "norm_layers_1." + i);
            var wide = feed(o, y, name + "ffn_layers." + i + ".", false);
            y = norm(o, o.add(y, wide), name + "norm_layers_2." + i);
        }
        return y;
    }

    /// Attention of `x` to `from`; near places are told apart where the checkpoint has vectors for
    /// that.
    public static <T> T attend(Ops<T> o, T x, T from, String at, int heads) {
        var value = split(o, map(o, from, at + "conv_v"), heads);
        var query = split(o, map(o, x, at + "conv_q"), heads);
        query = o.mul(query, 1 / Math.sqrt((double) o.size(query, 3).known()));
        var key = split(o, map(o, from, at + "conv_k"), heads);
        var scores = o.matmul(query, o.transpose(key, 0, 1, 3, 2));
        boolean near = o.hasWeight(at + "emb_rel_k");
        if (near) {
            var vectors = nearby(o, o.weight(at + "emb_rel_k"), o.size(x, 2));
            scores = o.add(scores, toPlaces(o, o.matmul(query, o.transpose(vectors, 0, 1, 3, 2))));
        }
        var weights = o.softmax(scores, -1);
        var seen = o.matmul(weights, value);
        if (near) {
            var vectors = nearby(o, o.weight(at + "emb_rel_v"), o.size(x, 2));
            seen = o.add(seen, o.matmul(toDistances(o, weights), vectors));
        }
        return map(o, join(o, seen), at + "conv_o");
    }

    /// `[batch, channels, time]` to `[batch, heads, time, size]`.
    static <T> T split(Ops<T> o, T x, int heads) {
        long size = o.size(x, 1).known() / heads;
        var parts = o.reshape(x, o.size(x, 0), Dim.of(heads), Dim.of(size), o.size(x, 2));
        return o.transpose(parts, 0, 1, 3, 2);
    }

    static <T> T join(Ops<T> o, T x) {
        long width = o.size(x, 1).known() * o.size(x, 3).known();
        var parts = o.transpose(x, 0, 1, 3, 2);
        return o.reshape(parts, o.size(x, 0), Dim.of(width), o.size(x, 2));
    }

    /// The vectors of all distances from `1 - time` to `time - 1`, zero beyond those learnt.
    ///
    /// @param learnt `[1, 2 reach + 1, size]`
    /// @return `[1, 1, 2 time - 1, size]`
    private static <T> T nearby(Ops<T> o, T learnt, Dim time) {
        long reach = (o.size(learnt, 1).known() - 1) / 2;
        var longer = time.max(Dim.of(reach + 1));
        var missing = longer.minus(reach + 1);
        var first = longer.minus(time);
        var padded = o.pad(learnt, 1, missing, missing, Ops.Padding.ZEROS);
        var all = o.slice(padded, 1, first, first.plus(time.times(2)).minus(1));
        return o.unsqueeze(all, 0);
    }

    /// Numbers by distance to numbers by place: `[batch, heads, time, 2 time - 1]` to
    /// `[batch, heads, time, time]`, by shifting each row one further.
    private static <T> T toPlaces(Ops<T> o, T x) {
        var batch = o.size(x, 0);
        var heads = o.size(x, 1);
        var time = o.size(x, 2);
        var wide = o.pad(x, 3, Dim.of(0), Dim.of(1), Ops.Padding.ZEROS);
        var flat = o.reshape(wide, batch, heads, time.times(time).times(2));
        flat = o.pad(flat, 2, Dim.of(0), time.minus(1), Ops.Padding.ZEROS);
        var rows = o.reshape(flat, batch, heads, time.plus(1), time.times(2).minus(1));
        var kept = o.slice(rows, 2, Dim.of(0), time);
        return o.slice(kept, 3, time.minus(1), time.times(2).minus(1));
    }

    /// The way back of [#toPlaces], zeros for places that are not there.
    private static <T> T toDistances(Ops<T> o, T x) {
        var batch = o.size(x, 0);
        var heads = o.size(x, 1);
        var time = o.size(x, 2);
        var wide = o.pad(x, 3, Dim.of(0), time.minus(1), Ops.Padding.ZEROS);
        var flat = o.reshape(wide, batch, heads, time.times(time.times(2).minus(1)));
        flat = o.pad(flat, 2, time, Dim.of(0), Ops.Padding.ZEROS);
        var rows = o.reshape(flat, batch, heads, time, time.times(2));
        return o.slice(rows, 3, Dim.of(1), time.times(2));
    }

    /// @param causal whether no place may see a later one
    static <T> T feed(Ops<T> o, T x, String at, boolean causal) {
        var wide = o.relu(wideConv(o, x, at + "conv_1", causal));
        return wideConv(o, wide, at + "conv_2", causal);
    }

    private static <T> T wideConv(Ops<T> o, T x, String name, boolean causal) {
        long kernel = o.size(o.weight(name + ".weight"), 2).known();
        if (!causal) {
            return Row.same(o, x, name);
        }
        var padded = o.pad(x, 2, Dim.of(kernel - 1), Dim.of(0), Ops.Padding.ZEROS);
        return o.conv(padded, name, Conv.plain());
    }

    static <T> T map(Ops<T> o, T x, String name) {
        return o.conv(x, name, Conv.plain());
    }

    /// Over the channels.
    static <T> T norm(Ops<T> o, T x, String name) {
        var inTime = o.layerNorm(o.transpose(x, 0, 2, 1), name, EPSILON);
        return o.transpose(inTime, 0, 2, 1);
    }

    /// Far below any score where a place would see a later one, else zero; `[1, 1, time, time]`.
    static <T> T causal(Ops<T> o, Dim time) {
        var steps = o.range(time);
        var later = o.less(o.unsqueeze(steps, 1), o.unsqueeze(steps, 0));
        var bias = o.where(later, o.scalar(-1e4), o.scalar(0));
        return o.unsqueeze(o.unsqueeze(bias, 0), 0);
    }
}
