package studio.likeness.models.language;

import java.util.List;
import studio.likeness.models.nn.Attention;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.nn.Rotary;

/// ChatGLM2, ChatGLM3 and GLM-4 as their makers publish them (Zeng et al. 2024). Half of each head
/// is turned, in neighbouring pairs; few key heads serve all queries.
final class ChatGlm2 extends Stack {
    private static final String LAYERS = "transformer.encoder.layers.";

    private final double epsilon;
    private final int mlp;
    private final Attention attention;

    /// Queries, keys and values of one head lie side by side, not each kind by itself.
    private final boolean headByHead;

    ChatGlm2(DecoderConfig c, Frame frame) {
        super(frame);
        epsilon = c.epsilon();
        mlp = c.mlpWidth();
        headByHead = !c.flag("multi_query_attention", false);
        attention = Attention.of(c.heads(), c.kvHeads(), c.headSize(), rotary(c, frame.context()));
    }

    /// `rope_ratio` stretches the context: a larger base, but in ChatGLM2 denser positions.
    private static Rotary rotary(DecoderConfig c, int context) {
        int size = c.rotarySize(0.5);
        double ratio = c.number("rope_ratio", 1, 1e-3, 1e6);
        if (!c.dividesPositions()) {
            return Rotaries.plain(c.ropeBase() * ratio, size, true, context);
        }
        var plain = Rotaries.frequencies(c.ropeBase(), size);
        return new Rotary(Rotaries.map(plain, j -> plain[j] / ratio), true, 1, context);
    }

    @Override
    <T> T embed(Ops<T> o, T ids) {
        return o.embedding(ids, "transformer.embedding.word_embeddings");
    }

    @Override
    <T> T block(Ops<T> o, T x, int layer, Tokens<T> tokens) {
        var at = LAYERS + layer + ".";
        var a = o.rmsNorm(x, at + "input_layernorm", epsilon);
        var y = o.add(x, attend(o, a, layer, at + "self_attention.", tokens));
        var b = o.rmsNorm(y, at + "post_attention_layernorm", epsilon);
        var gateAndUp = o.linear(b, at + "mlp.dense_h_to_4h");
        return o.add(y, o.linear(swiGlu(o, gateAndUp, mlp), at + "mlp.dense_4h_to_h"));
    }

    private <T> T attend(Ops<T> o, T x, int layer, String at, Tokens<T> tokens) {
        var parts = parts(o, o.linear(x, at + "query_key_value"));
        var seen =
                o.selfAttention(
                        layer,
                        parts.get(0),
                        parts.get(1),
                        parts.get(2),
                        tokens.positions(),
                        attention,
                        tokens.bias());
        return o.linear(seen, at + "dense");
    }

    private <T> List<T> parts(Ops<T> o, T qkv) {
        int size = attention.size();
        int queries = attention.heads() * size;
        int keys = attention.kvHeads() * size;
        if (!headByHead) {
            return o.split(qkv, -1, queries, keys, keys);
        }
        var cut = o.split(cut(o, qkv, attention.heads(), 3L * size), -1, size, size, size);
        return cut.stream().map(part -> flat(o, part, queries)).toList();
    }

    @Override
    <T> T norm(Ops<T> o, T x) {
        return o.rmsNorm(x, "transformer.encoder.final_layernorm", epsilon);
    }

    @Override
    <T> T head(Ops<T> o, T x) {
        return o.head(x, "transformer.output_layer", "transformer.embedding.word_embeddings");
    }
}
