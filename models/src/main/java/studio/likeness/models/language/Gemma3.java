package studio.likeness.models.language;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import studio.likeness.models.nn.Attention;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.nn.Rotary;

/// Gemma 3 (Kamath et al. 2025): norms by `1 + weight` before and after each sublayer, and most
/// layers see a window only, with a rotation of their own.
final class Gemma3 extends Stack {
    private final double epsilon;
    private final double scale;
    private final int mlp;
    private final List<Attention> attention;

    Gemma3(DecoderConfig c, Frame frame) {
        super(frame);
        epsilon = c.epsilon();
        scale = Math.sqrt(c.width());
        mlp = c.mlpWidth();
        attention = attention(c, frame.context());
    }

    private static List<Attention> attention(DecoderConfig c, int context) {
        var everywhere = Rotaries.of(c, c.headSize(), false, context);
        double base = c.number("rope_local_base_freq", 10000, 1, 1e12);
        var nearby = Rotaries.plain(base, c.headSize(), false, context);
        return IntStream.range(0, c.layers())
                .mapToObj(
                        layer -> {
                            var window = c.window(layer);
                            return layer(c, window, c.slides(layer) ? nearby : everywhere);
                        })
                .toList();
    }

    private static Attention layer(DecoderConfig c, OptionalInt window, Rotary rotary) {
        double width = c.number("query_pre_attn_scalar", c.headSize(), 1, 1e6);
        return new Attention(
                c.heads(),
                c.kvHeads(),
                c.headSize(),
                1 / Math.sqrt(width),
                window,
                Optional.of(rotary));
    }

    @Override
    <T> T embed(Ops<T> o, T ids) {
        return o.mul(o.embedding(ids, "model.embed_tokens"), scale);
    }

    @Override
    <T> T block(Ops<T> o, T x, int layer, Tokens<T> tokens) {
        var at = "model.layers." + layer + ".";
        var a = norm(o, x, at + "input_layernorm");
        var seen = attend(o, a, layer, at + "self_attn.", tokens);
        var y = o.add(x, norm(o, seen, at + "post_attention_layernorm"));
        var b = norm(o, y, at + "pre_feedforward_layernorm");
        var fed = feedForward(o, b, at + "mlp.");
        return o.add(y, norm(o, fed, at + "post_feedforward_layernorm"));
    }

    private <T> T attend(Ops<T> o, T x, int layer, String at, Tokens<T> tokens) {
        var spec = attention.get(layer);
        int queries = spec.heads() * spec.size();
        int keys = spec.kvHeads() * spec.size();
        var qkv = o.linear(x, List.of(at + "q_proj", at + "k_proj", at + "v_proj"));
        var parts = o.split(qkv, -1, queries, keys, keys);
        var query =
                Qwen3.normed(o, parts.get(0), at + "q_norm", spec.heads(), spec.size(), epsilon, 1);
        var key =
                Qwen3.normed(
                        o, parts.get(1), at + "k_norm", spec.kvHeads(), spec.size(), epsilon, 1);
        var seen =
                o.selfAttention(
                        layer, query, key, parts.get(2), tokens.positions(), spec, tokens.bias());
        return o.linear(seen, at + "o_proj");
    }

    private <T> T feedForward(Ops<T> o, T x, String at) {
        var parts = o.split(o.linear(x, List.of(at + "gate_proj", at + "up_proj")), -1, mlp, mlp);
        return o.linear(o.mul(o.geluTanh(parts.get(0)), parts.get(1)), at + "down_proj");
    }

    private <T> T norm(Ops<T> o, T x, String name) {
        return o.rmsNorm(x, name, epsilon, 1);
    }

    @Override
    <T> T norm(Ops<T> o, T x) {
        return norm(o, x, "model.norm");
    }

    @Override
    <T> T head(Ops<T> o, T x) {
        return o.head(x, "lm_head", "model.embed_tokens");
    }
}
