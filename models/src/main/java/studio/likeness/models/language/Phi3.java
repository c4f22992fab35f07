package studio.likeness.models.language;

import java.util.List;
import studio.likeness.models.nn.Attention;
import studio.likeness.models.nn.Ops;

/// Phi-3 (Abdin et al. 2024): Llama's blocks, with queries, keys and values in one map, and gate
// and
/// up in another.
final class Phi3 extends Stack {
    private final double epsilon;
    private final int mlp;
    private final List<Attention> attention;

    Phi3(DecoderConfig c, Frame frame) {
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
        var gateAndUp = o.linear(b, at + "mlp.gate_up_proj");
        return o.add(y, o.linear(swiGlu(o, gateAndUp, mlp), at + "mlp.down_proj"));
    }

    private <T> T attend(Ops<T> o, T x, int layer, String at, Tokens<T> tokens) {
        var spec = attention.get(layer);
        int queries = spec.heads() * spec.size();
        int keys = spec.kvHeads() * spec.size();
        var parts = o.split(o.linear(x, at + "qkv_proj"), -1, queries, keys, keys);
        var seen =
                o.selfAttention(
                        layer,
                        parts.get(0),
                        parts.get(1),
                        parts.get(2),
                        tokens.positions(),
                        spec,
                        tokens.bias());
        return o.linear(seen, at + "o_proj");
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
