package studio.likeness.models.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import studio.likeness.models.nn.Attention;
import studio.likeness.models.nn.Ops;

/// Llama 2 and 3 (Touvron et al. 2023), and what is built the same way: Mistral, Qwen2, InternLM3.
/// Which maps have a bias the checkpoint says.
final class Llama extends Stack {
    private final double epsilon;
    private final int mlp;
    private final List<Attention> attention;

    Llama(DecoderConfig c, Frame frame) {
        super(frame);
        epsilon = c.epsilon();
        mlp = c.mlpWidth();
        attention = attention(c, frame.context());
    }

    /// Of each layer: heads of the whole size turned in halves, some with a window.
    static List<Attention> attention(DecoderConfig c, int context) {
        var rotary = Rotaries.of(c, c.rotarySize(1), false, context);
        double scale = 1 / Math.sqrt(c.headSize());
        return IntStream.range(0, c.layers())
                .mapToObj(
                        layer ->
                                new Attention(
                                        c.heads(),
                                        c.kvHeads(),
                                        c.headSize(),
                                        scale,
                                        c.window(layer),
                                        Optional.of(rotary)))
                .toList();
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
        return o.rmsNorm(x, "model.norm", epsilon);
    }

    @Override
    <T> T head(Ops<T> o, T x) {
        return o.head(x, "lm_head", "model.embed_tokens");
    }
}
