package studio.likeness.models.language;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// What all decoders share: an embedding, blocks on a residual stream, a last norm, a head. `x` is
/// `[batch, time, width]` throughout.
abstract class Stack implements Decoder {
    private final Frame frame;

    Stack(Frame frame) {
        this.frame = frame;
    }

    abstract <T> T embed(Ops<T> o, T ids);

    abstract <T> T block(Ops<T> o, T x, int layer, Tokens<T> tokens);

    abstract <T> T norm(Ops<T> o, T x);

    abstract <T> T head(Ops<T> o, T x);

    @Override
    public final Frame frame() {
        return frame;
    }

    @Override
    public final <T> T logits(Ops<T> o, Tokens<T> tokens, boolean lastOnly) {
        var x = o.tap("layer.0", embed(o, tokens.ids()));
        for (int layer = 0; layer < frame.layers(); layer++) {
            x = o.tap("layer." + (layer + 1), block(o, x, layer, tokens));
        }
        var seen = lastOnly ? last(o, x) : x;
        return head(o, o.tap("norm", norm(o, seen)));
    }

    private static <T> T last(Ops<T> o, T x) {
        var time = o.size(x, 1);
        return o.slice(x, 1, time.minus(1), time);
    }

    /// `silu(gate) * up` of the two side by side (Shazeer 2020).
    static <T> T swiGlu(Ops<T> o, T gateAndUp, int width) {
        var parts = o.split(gateAndUp, -1, width, width);
        return o.mul(o.silu(parts.get(0)), parts.get(1));
    }

    /// `[batch, time, …]` with the last axis cut into the given sizes.
    static <T> T cut(Ops<T> o, T x, long... sizes) {
        var outer = Stream.of(o.size(x, 0), o.size(x, 1));
        var inner = LongStream.of(sizes).mapToObj(Dim::of);
        return o.reshape(x, Stream.concat(outer, inner).toArray(Dim[]::new));
    }

    /// `[batch, time, width]` again.
    static <T> T flat(Ops<T> o, T x, long width) {
        return cut(o, x, width);
    }
}
