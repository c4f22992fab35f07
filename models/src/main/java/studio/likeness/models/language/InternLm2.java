package studio.likeness.models.language;

import java.util.List;
import studio.likeness.models.nn.Attention;
import studio.likeness.models.nn.Ops;

/// InternLM2 and 2.5 (Cai et al. 2024): Llama's blocks under other names, with queries, keys and
/// values in one map, grouped by key head: the queries that read it, then itself, then its value.
final class InternLm2 extends Stack {
    private final double epsilon;
    private final int mlp;
    private final List<Attention> attention;

    InternLm2(DecoderConfig c, Frame frame) {
        super(frame);
        epsilon = c.epsilon();
        mlp = c.mlpWidth();
        attention = Llama.attention(c, frame.context());
    }

    @Override
    <T> T embed(Ops<T> o, T ids) {
        return o.embedding(ids, "model.tok_embeddings");
    }

    @Override
    <T> T block(Ops<T> o, T x, int layer, Tokens<T> tokens) {
        var at = "model.layers." + layer + ".";
        var a = o.rmsNorm(x, at + "attention_norm", epsilon);
        var y = o.add(x, attend(o, a, layer, at + "attention.", tokens));
        var b = o.rmsNorm(y, at + "ffn_norm", epsilon);
        return o.add(y, feedForward(o, b, at + "feed_forward."));
    }

    private <T> T attend(Ops<T> o, T x, int layer, String at, Tokens<T> tokens) {
        var spec = attention.get(layer);
        int size = spec.size();
        int group = spec.heads() / spec.kvHeads();
        var wqkv = cut(o, o.linear(x, at + "wqkv"), spec.kvHeads(), (group + 2L) * size);
        var parts = o.split(wqkv, -1, (long) group * size, size, size);
        var seen =
                o.selfAttention(
                        layer,
                        flat(o, parts.get(0), (long) spec.heads() * size),
                        flat(o, parts.get(1), (long) spec.kvHeads() * size),
                        flat(o, parts.get(2), (long) spec.kvHeads() * size),
                        tokens.positions(),
                        spec,
                        tokens.bias());
        return o.linear(seen, at + "wo");
    }

    /// `w2(silu(w1 x) * w3 x)`
    private <T> T feedForward(Ops<T> o, T x, String at) {
        var gateAndUp = o.linear(x, List.of(at + "w1", at + "w3"));
        return o.linear(swiGlu(o, gateAndUp, mlp), at + "w2");
    }

    @Override
    <T> T norm(Ops<T> o, T x) {
        return o.rmsNorm(x, "model.norm", epsilon);
    }

    @Override
    <T> T head(Ops<T> o, T x) {
        return o.head(x, "output", "model.tok_embeddings");
    }
}
