package studio.likeness.models.language;

import java.util.List;
import studio.likeness.models.nn.Attention;
import studio.likeness.models.nn.Ops;

/// MiniCPM 1 and 2 (Hu et al. 2024): Llama's blocks with three scales, on the embedding, on what
/// each sublayer adds, and before the head.
final class MiniCpm extends Stack {
    private final double epsilon;
    private final int mlp;
    private final List<Attention> attention;
    private final double embedding;
    private final double branch;
    private final double head;

    MiniCpm(DecoderConfig c, Frame frame) {
        super(frame);
        epsilon = c.epsilon();
        mlp = c.mlpWidth();
        attention = Llama.attention(c, frame.context());
        embedding = c.number("scale_emb", 1, 1e-3, 1e4);
        branch = c.number("scale_depth", 1, 1e-3, 1e4) / Math.sqrt(c.layers());
        head = (double) c.whole("dim_model_base", c.width(), 1, 1 << 17) / c.width();
    }

    @Override
    <T> T embed(Ops<T> o, T ids) {
        return o.mul(o.embedding(ids, "model.embed_tokens"), embedding);
    }

    @Override
    <T> T block(Ops<T> o, T x, int layer, Tokens<T> tokens) {
        var at = "model.layers." + layer + ".";
        var a = o.rmsNorm(x, at + "input_layernorm", epsilon);
        var y = o.add(x, o.mul(attend(o, a, layer, at + "self_attn.", tokens), branch));
        var b = o.rmsNorm(y, at + "post_attention_layernorm", epsilon);
        return o.add(y, o.mul(feedForward(o, b, at + "mlp."), branch));
    }

    private <T> T attend(Ops<T> o, T x, int layer, String at, Tokens<T> tokens) {
        var spec = attention.get(layer);
        int queries = spec.heads() * spec.size();
        int keys = spec.kvHeads() * spec.size();
        var qkv = o.linear(x, List.of(at + "q_proj", at + "k_proj", at + "v_proj"));
        var parts = o.split(qkv, -1, queries, keys, keys);
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

    private <T> T feedForward(Ops<T> o, T x, String at) {
        var gateAndUp = o.linear(x, List.of(at + "gate_proj", at + "up_proj"));
        return o.linear(swiGlu(o, gateAndUp, mlp), at + "down_proj");
    }

    @Override
    <T> T norm(Ops<T> o, T x) {
        return o.mul(o.rmsNorm(x, "model.norm", epsilon), head);
    }

    @Override
    <T> T head(Ops<T> o, T x) {
        return o.head(x, "lm_head", "model.embed_tokens");
    }
}
