package studio.likeness.models.language;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import studio.likeness.models.nn.Attention;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.nn.Rotary;

/// ChatGLM-6B (Zeng et al. 2022). The residual stream goes on from the normed value, scaled by
/// `√(2 · layers)`. Each head is turned in two halves, the first by the place in the text, the
/// second by the place in the answer ([ChatGlmPositions]); whom a token sees comes as the bias.
final class ChatGlm extends Stack {
    private static final double BASE = 10000;

    private final double epsilon;
    private final double alpha;
    private final Attention attention;
    private final Rotary rotary;

    ChatGlm(DecoderConfig c, Frame frame) {
        super(frame);
        epsilon = c.epsilon();
        alpha = Math.sqrt(2.0 * c.layers());
        rotary = rotary(c.headSize() / 2, frame.context());
        attention =
                new Attention(
                        c.heads(),
                        c.heads(),
                        c.headSize(),
                        1 / Math.sqrt(c.headSize()),
                        OptionalInt.empty(),
                        Optional.empty());
    }

    /// Published with its frequencies in half precision, which shows.
    private static Rotary rotary(int size, int context) {
        var exact = Rotaries.frequencies(BASE, size);
        var halves = Rotaries.map(exact, j -> Float.float16ToFloat(Float.floatToFloat16(exact[j])));
        return new Rotary(halves, false, 1, context);
    }

    @Override
    public boolean hasTwoRows() {
        return true;
    }

    @Override
    <T> T embed(Ops<T> o, T ids) {
        return o.embedding(ids, "transformer.word_embeddings");
    }

    @Override
    <T> T block(Ops<T> o, T x, int layer, Tokens<T> tokens) {
        var at = "transformer.layers." + layer + ".";
        var a = o.layerNorm(x, at + "input_layernorm", epsilon);
        var y = o.add(o.mul(a, alpha), attend(o, a, layer, at + "attention.", tokens));
        var b = o.layerNorm(y, at + "post_attention_layernorm", epsilon);
        var wide = o.geluTanh(o.linear(b, at + "mlp.dense_h_to_4h"));
        return o.add(o.mul(b, alpha), o.linear(wide, at + "mlp.dense_4h_to_h"));
    }

    private <T> T attend(Ops<T> o, T x, int layer, String at, Tokens<T> tokens) {
        int size = attention.size();
        int width = attention.heads() * size;
        var heads = cut(o, o.linear(x, at + "query_key_value"), attention.heads(), 3L * size);
        var parts = o.split(heads, -1, size, size, size);
        var seen =
                o.selfAttention(
                        layer,
                        turned(o, parts.get(0), tokens.positions()),
                        turned(o, parts.get(1), tokens.positions()),
                        flat(o, parts.get(2), width),
                        row(o, tokens.positions(), 0),
                        attention,
                        tokens.bias());
        return o.linear(seen, at + "dense");
    }

    /// `[batch, time, heads, size]` to `[batch, time, heads * size]`, either half by its own row.
    private <T> T turned(Ops<T> o, T x, T positions) {
        int half = attention.size() / 2;
        var halves = o.split(x, -1, half, half);
        var inText = half(o, halves.get(0), row(o, positions, 0));
        var inAnswer = half(o, halves.get(1), row(o, positions, 1));
        return flat(
                o,
                o.concat(-1, List.of(inText, inAnswer)),
                (long) attention.heads() * attention.size());
    }

    private <T> T half(Ops<T> o, T x, T row) {
        int half = attention.size() / 2;
        var wide = flat(o, x, (long) attention.heads() * half);
        return cut(o, o.rotate(wide, rotary, attention.heads(), row), attention.heads(), half);
    }

    private static <T> T row(Ops<T> o, T positions, int row) {
        return o.squeeze(o.slice(positions, 1, row, row + 1), 1);
    }

    @Override
    <T> T norm(Ops<T> o, T x) {
        return o.layerNorm(x, "transformer.final_layernorm", epsilon);
    }

    @Override
    <T> T head(Ops<T> o, T x) {
        return o.head(x, "lm_head", "transformer.word_embeddings");
    }
}
