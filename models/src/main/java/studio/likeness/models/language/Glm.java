package studio.likeness.models.language;

import java.util.List;
import studio.likeness.models.nn.Attention;
import studio.likeness.models.nn.Ops;

/// GLM-4 in the converted layout (`glm`), and GLM-4-0414 (`glm4`), which also norms what each
/// sublayer gives before adding it. Half of each head is turned, in neighbouring pairs.
final class Glm extends Stack {
    private final double epsilon;
    private final int mlp;
    private final Attention attention;
    private final boolean sandwich;

    Glm(DecoderConfig c, Frame frame, boolean sandwich) {
        super(frame);
        this.sandwich = sandwich;
        epsilon = c.epsilon();
        mlp = c.mlpWidth();
        var rotary = Rotaries.of(c, c.rotarySize(0.5), true, frame.context());
        attention = Attention.of(c.heads(), c.kvHeads(), c.headSize(), rotary);
    }

    @Override
    <T> T embed(Ops<T> o, T ids) {
        return o.embedding(ids, "model.embed_tokens");
    }

    @Override
    <T> T block(Ops<T> o, T x, int layer, Tokens<T> tokens) {
        var at = "model.layers." + layer + ".";
        var a = o.rmsNorm(x, at + "input_layernorm", epsilon);
        var seen = attend(o, a, layer, at + "self_attn.", tokens);
        var y = o.add(x, after(o, seen, at + "post_self_attn_layernorm"));
        var b = o.rmsNorm(y, at + "post_attention_layernorm", epsilon);
        var gateAndUp = o.linear(b, at + "mlp.gate_up_proj");
        var fed = o.linear(swiGlu(o, gateAndUp, mlp), at + "mlp.down_proj");
        return o.add(y, after(o, fed, at + "post_mlp_layernorm"));
    }

    private <T> T after(Ops<T> o, T x, String name) {
        return sandwich ? o.rmsNorm(x, name, epsilon) : x;
    }

    private <T> T attend(Ops<T> o, T x, int layer, String at, Tokens<T> tokens) {
        int queries = attention.heads() * attention.size();
        int keys = attention.kvHeads() * attention.size();
        var qkv = o.linear(x, List.of(at + "q_proj", at + "k_proj", at + "v_proj"));
        var parts = o.split(qkv, -1, queries, keys, keys);
        var seen =
                o.selfAttention(
                        layer,
                        parts.get(0),
                        parts.get(1),
                        parts.get(2),
                        tokens.positions(),
                        attention,
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
