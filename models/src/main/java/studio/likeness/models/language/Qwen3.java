package studio.likeness.models.language;

import java.util.List;
import studio.likeness.models.nn.Attention;
import studio.likeness.models.nn.Ops;

/// Qwen3 (Yang et al. 2025): Llama's blocks, with queries and keys normed head by head before they
/// are turned.
final class Qwen3 extends Stack {
    private final double epsilon;
    private final int mlp;
    private final List<Attention> attention;

    Qwen3(DecoderConfig c, Frame frame) {
        super(frame);
        epsilon = c.epsilon();
        mlp = c.mlpWidth();
        attention = Llama.attention(c, frame.context());
    }

    @Override
    <T> T embed(Ops<T> o, T ids) {
        return o.embedding(ids, "model.embed_tokens");
    }

    @Override
    <T> T block(Ops<T> o, T x, int layer, Tokens<T> tokens) {
        var at = "model.layers." + layer + ".";
        var a = o.rmsNorm(x, at + "input_layernorm", epsilon);
        var y = o.add(x, attend(o, a, layer, at + "self_attn.", tokens));
        var b = o.rmsNorm(y, at + "post_attention_layernorm", epsilon);
        return o.add(y, feedForward(o, b, at + "mlp."));
    }

    private <T> T attend(Ops<T> o, T x, int layer, String at, Tokens<T> tokens) {
        var spec = attention.get(layer);
        int queries = spec.heads() * spec.size();
        int keys = spec.kvHeads() * spec.size();
        var qkv = o.linear(x, List.of(at + "q_proj", at + "k_proj", at + "v_proj"));
        var parts = o.split(qkv, -1, queries, keys, keys);
        var query = normed(o, parts.get(0), at + "q_norm", spec.heads(), spec.size(), epsilon, 0);
        var key = normed(o, parts.get(1), at + "k_norm", spec.kvHeads(), spec.size(), epsilon, 0);
        var seen =
                o.selfAttention(
                        layer, query, key, parts.get(2), tokens.positions(), spec, tokens.bias());
        return o.linear(seen, at + "o_proj");
    }

    /// Each head's numbers normed by one weight of a head's size.
    static <T> T normed(
            Ops<T> o, T x, String name, int heads, int size, double epsilon, double offset) {
        return flat(
                o, o.rmsNorm(cut(o, x, heads, size), name, epsilon, offset), (long) heads * size);
    }

    private <T> T feedForward(Ops<T> o, T x, String at) {
        var gateAndUp = o.linear(x, List.of(at + "gate_proj", at + "up_proj"));
        return o.linear(swiGlu(o, gateAndUp, mlp), at + "down_proj");
    }

    @Override
    <T> T norm(Ops<T> o, T x) {
        return o.rmsNorm(x, "model.norm", epsilon);
    }

    @Override
    <T> T head(Ops<T> o, T x) {
        return o.head(x, "lm_head", "model.embed_tokens");
    }
}
