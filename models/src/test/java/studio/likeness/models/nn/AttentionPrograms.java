package studio.likeness.models.nn;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import studio.likeness.models.nn.OpsPrograms.Inputs;
import studio.likeness.models.nn.OpsPrograms.Line;

/// Rotation and attention.
final class AttentionPrograms {
    private AttentionPrograms() {}

    private static final Rotary HALVES = rotary(4, false, 1);
    private static final Rotary NEIGHBOURS = rotary(4, true, 1.3f);

    private static Rotary rotary(int pairs, boolean interleaved, float factor) {
        var frequencies = new float[pairs];
        for (int i = 0; i < pairs; i++) {
            frequencies[i] = (float) Math.pow(100, -i / (double) pairs);
        }
        return new Rotary(frequencies, interleaved, factor, 16);
    }

    private static Attention spec(int heads, int kv, int window, Rotary rotary) {
        return new Attention(
                heads,
                kv,
                32 / heads,
                0.4,
                window == 0 ? OptionalInt.empty() : OptionalInt.of(window),
                Optional.of(rotary));
    }

    static List<Line> all() {
        return List.of(
                new Line("rotate halves", (o, x) -> o.rotate(x.wide(), HALVES, 4, x.places())),
                new Line(
                        "rotate neighbours, with a factor",
                        (o, x) -> o.rotate(x.wide(), NEIGHBOURS, 4, x.places())),
                new Line(
                        "rotate halves of a part",
                        (o, x) -> o.rotate(x.wide(), HALVES, 2, x.places())),
                new Line(
                        "rotate neighbours of a part",
                        (o, x) -> o.rotate(x.wide(), NEIGHBOURS, 2, x.ids())),
                new Line("self-attention", (o, x) -> self(o, x, spec(4, 4, 0, HALVES), false)),
                new Line(
                        "self-attention in groups",
                        (o, x) -> self(o, x, spec(4, 2, 0, NEIGHBOURS), false)),
                new Line(
                        "self-attention of one key head",
                        (o, x) -> self(o, x, spec(2, 1, 0, rotary(8, false, 1)), false)),
                new Line(
                        "self-attention through a window",
                        (o, x) -> self(o, x, spec(2, 2, 2, rotary(8, true, 1)), false)),
                new Line(
                        "self-attention with a bias",
                        (o, x) -> self(o, x, spec(4, 4, 0, HALVES), true)),
                new Line(
                        "self-attention in groups with a bias",
                        (o, x) -> self(o, x, spec(4, 1, 0, HALVES), true)),
                new Line(
                        "attention",
                        (o, x) ->
                                o.attention(
                                        x.wide(), x.wide(), x.wide(), 4, 0.3, Optional.empty())),
                new Line(
                        "attention with a bias",
                        (o, x) ->
                                o.attention(
                                        x.wide(),
                                        x.wide(),
                                        x.wide(),
                                        4,
                                        0.3,
                                        Optional.of(x.bias()))),
                new Line(
                        "attention over others",
                        (o, x) ->
                                o.attention(
                                        x.wide(),
                                        o.slice(x.wide(), 1, 1, 4),
                                        o.slice(x.wide(), 1, 0, 3),
                                        2,
                                        0.3,
                                        Optional.empty())),
                new Line("a decoder's layer", AttentionPrograms::decoderLayer));
    }

    private static Object self(Ops<Object> o, Inputs x, Attention spec, boolean biased) {
        long keys = spec.kvHeads() * (long) spec.size();
        var key = o.slice(x.wide(), -1, 0, keys);
        var value = o.mul(o.slice(x.wide(), -1, 32 - keys, 32), 2);
        var bias = biased ? Optional.of(x.bias()) : Optional.empty();
        return o.selfAttention(0, x.wide(), key, value, x.places(), spec, bias);
    }

    private static Object decoderLayer(Ops<Object> o, Inputs x) {
        var q = o.linear(x.wide(), "square");
        var seen = o.selfAttention(0, q, q, q, x.places(), spec(4, 4, 0, HALVES), Optional.empty());
        var h = o.add(x.wide(), o.linear(seen, "square"));
        return o.add(h, o.linear(o.silu(o.linear(h, "square")), "square"));
    }
}
