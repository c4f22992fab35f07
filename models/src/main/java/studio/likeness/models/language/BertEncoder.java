package studio.likeness.models.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.nn.Ops;

/// A BERT text encoder (Devlin et al. 2019): one vector per text whose products tell how near texts
/// are. `x` is `[batch, time, width]`; norms come after each sum.
public final class BertEncoder {
    /// Which vector stands for the text. Read it from `1_Pooling/config.json`.
    public enum Pooling {
        /// The first token's.
        FIRST,
        /// The mean over all tokens.
        MEAN
    }

    /// Far below any score; the softmax gives zero.
    private static final double UNSEEN = -10000;

    private final String prefix;
    private final int layers;
    private final int heads;
    private final double scale;
    private final double epsilon;
    private final int width;
    private final int longest;

    public BertEncoder(JsonNode config, TensorIndex weights) {
        var c = new DecoderConfig(config);
        prefix = weights.has("bert.embeddings.word_embeddings.weight") ? "bert." : "";
        layers = c.layers();
        heads = c.heads();
        scale = 1 / Math.sqrt(c.headSize());
        epsilon = c.epsilon();
        width = c.width();
        longest = c.longest();
    }

    /// Of the vectors.
    public int width() {
        return width;
    }

    /// Tokens of the longest text, `[CLS]` and `[SEP]` included.
    public int longest() {
        return longest;
    }

    /// Unit vectors `[batch, width]`.
    ///
    /// @param ids integers `[batch, time]`
    /// @param mask 1 for tokens, 0 for padding; floats `[batch, time]`
    public <T> T vectors(Ops<T> o, T ids, T mask, Pooling pooling) {
        return pooled(o, hidden(o, ids, mask), mask, pooling);
    }

    /// The unit vector that stands for each text.
    ///
    /// @param x what the last layer gives, `[batch, time, width]`
    public <T> T pooled(Ops<T> o, T x, T mask, Pooling pooling) {
        return unit(
                o,
                switch (pooling) {
                    case FIRST -> o.squeeze(o.slice(x, 1, 0, 1), 1);
                    case MEAN -> mean(o, x, mask);
                });
    }

    /// What the last layer gives, `[batch, time, width]`.
    public <T> T hidden(Ops<T> o, T ids, T mask) {
        return hidden(o, ids, mask, layers);
    }

    /// What each token means where it stands, `[batch, time, width]`: what the third layer from the
    /// end gives, as voices are taught with.
    public <T> T meanings(Ops<T> o, T ids) {
        var mask = o.add(o.mul(o.toFloat(ids), 0), 1);
        return hidden(o, ids, mask, layers - 2);
    }

    private <T> T hidden(Ops<T> o, T ids, T mask, int layers) {
        var bias = o.mul(o.add(o.neg(mask), 1), UNSEEN);
        var perKey = o.unsqueeze(o.unsqueeze(bias, 1), 1);
        var x = o.tap("layer.0", embed(o, ids));
        for (int layer = 0; layer < layers; layer++) {
            var at = prefix + "encoder.layer." + layer + ".";
            x = o.tap("layer." + (layer + 1), block(o, x, at, perKey));
        }
        return x;
    }

    private <T> T embed(Ops<T> o, T ids) {
        var at = prefix + "embeddings.";
        var words = o.embedding(ids, at + "word_embeddings");
        var places = o.embedding(o.range(o.size(ids, 1)), at + "position_embeddings");
        var firstText = o.embedding(o.constant(new long[] {0}, 1), at + "token_type_embeddings");
        return o.layerNorm(o.add(o.add(words, places), firstText), at + "LayerNorm", epsilon);
    }

    private <T> T block(Ops<T> o, T x, String at, T bias) {
        var seen =
                o.attention(
                        o.linear(x, at + "attention.self.query"),
                        o.linear(x, at + "attention.self.key"),
                        o.linear(x, at + "attention.self.value"),
                        heads,
                        scale,
                        Optional.of(bias));
        var y =
                o.layerNorm(
                        o.add(x, o.linear(seen, at + "attention.output.dense")),
                        at + "attention.output.LayerNorm",
                        epsilon);
        var wide = o.gelu(o.linear(y, at + "intermediate.dense"));
        return o.layerNorm(
                o.add(y, o.linear(wide, at + "output.dense")), at + "output.LayerNorm", epsilon);
    }

    private static <T> T mean(Ops<T> o, T x, T mask) {
        var sum = o.sum(o.mul(x, o.unsqueeze(mask, -1)), 1, false);
        return o.div(sum, o.sum(mask, 1, true));
    }

    private static <T> T unit(Ops<T> o, T x) {
        var length = o.sqrt(o.sum(o.mul(x, x), -1, true));
        return o.div(x, o.max(length, o.scalar(1e-12)));
    }
}
