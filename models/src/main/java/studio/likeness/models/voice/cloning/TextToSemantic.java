package studio.likeness.models.voice.cloning;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// GPT-SoVITS' first half: from sounds of a text, and what was said before, to the codes of how a
/// voice would say it, 25 a second. The text is seen as a whole, codes only what came before them.
/// `x` is `[batch, time, width]`; norms come after each sum. Weights as
/// [studio.likeness.models.voice.vits.VitsNames] has them, without `model.` before them.
public final class TextToSemantic {
    private static final double EPSILON = 1e-5;
    private static final double UNSEEN = -1e9;

    private final int heads;

    public TextToSemantic(int heads) {
        this.heads = heads;
    }

    /// Logits of the code after each, `[batch, codes, codes there are + 1]`; the last is the end.
    ///
    /// @param phonemes integers `[batch, time]`, those of the reference before those of the text
    /// @param bert what each means, `[batch, 1024, time]`
    /// @param codes integers `[batch, codes]`, at least one
    public <T> T logits(Ops<T> o, T phonemes, T bert, T codes) {
        return predict(o, hidden(o, phonemes, bert, codes));
    }

    /// What stands before the logits, `[batch, codes, width]`.
    public <T> T hidden(Ops<T> o, T phonemes, T bert, T codes) {
        return hidden(o, phonemes, bert, codes, o.size(phonemes, 1));
    }

    public <T> T predict(Ops<T> o, T hidden) {
        return o.linear(hidden, "ar_predict_layer");
    }

    /// For training: one row more in front, which the last sound of the text gives and which tells
    /// the first code.
    public <T> T taught(Ops<T> o, T phonemes, T bert, T codes) {
        return predict(o, hidden(o, phonemes, bert, codes, o.size(phonemes, 1).minus(1)));
    }

    private <T> T hidden(Ops<T> o, T phonemes, T bert, T codes, Dim from) {
        var time = o.size(phonemes, 1);
        var count = o.size(codes, 1);
        var x = o.concat(1, List.of(text(o, phonemes, bert), spoken(o, codes)));
        var bias = Optional.of(mask(o, time, count));
        for (int layer = 0; o.hasWeight("h.layers." + layer + ".linear1.weight"); layer++) {
            x = block(o, x, "h.layers." + layer + ".", bias);
        }
        return o.slice(x, 1, from, time.plus(count));
    }

    private static <T> T text(Ops<T> o, T phonemes, T bert) {
        var sounds = o.embedding(phonemes, "ar_text_embedding.word_embeddings");
        var meaning = o.linear(o.transpose(bert, 0, 2, 1), "bert_proj");
        return placed(o, o.add(sounds, meaning), "ar_text_position.alpha");
    }

    private static <T> T spoken(Ops<T> o, T codes) {
        var embedded = o.embedding(codes, "ar_audio_embedding.word_embeddings");
        return placed(o, embedded, "ar_audio_position.alpha");
    }

    /// With waves of the place added, as much of them as was learnt.
    private static <T> T placed(Ops<T> o, T x, String alpha) {
        int width = (int) o.size(x, 2).known();
        var rates = new float[width / 2];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = (float) Math.exp(-2.0 * i * Math.log(10_000) / width);
        }
        var time = o.size(x, 1);
        var steps = o.unsqueeze(o.toFloat(o.range(time)), 1);
        var angles = o.mul(steps, o.constant(rates, 1, rates.length));
        var pairs =
                o.concat(2, List.of(o.unsqueeze(o.sin(angles), 2), o.unsqueeze(o.cos(angles), 2)));
        var waves = o.reshape(pairs, time, Dim.of(width));
        return o.add(x, o.mul(waves, o.weight(alpha)));
    }

    /// A place may see the whole text, and codes up to its own.
    private static <T> T mask(Ops<T> o, Dim time, Dim count) {
        var places = o.toFloat(o.range(time.plus(count)));
        var lastOfText = o.maximum(o.toFloat(o.range(time)), 0, true);
        var limit = o.unsqueeze(o.max(places, lastOfText), 1);
        var hidden = o.less(limit, o.unsqueeze(places, 0));
        var bias = o.where(hidden, o.scalar(UNSEEN), o.scalar(0));
        return o.unsqueeze(o.unsqueeze(bias, 0), 0);
    }

    private <T> T block(Ops<T> o, T x, String at, Optional<T> bias) {
        long width = o.size(x, 2).known();
        var packed = o.split(o.linear(x, at + "self_attn.in_proj"), 2, width, width, width);
        double scale = 1 / Math.sqrt((double) width / heads);
        var seen = o.attention(packed.get(0), packed.get(1), packed.get(2), heads, scale, bias);
        var sum = o.add(x, o.linear(seen, at + "self_attn.out_proj"));
        var y = o.layerNorm(sum, at + "norm1", EPSILON);
        var wide = o.relu(o.linear(y, at + "linear1"));
        return o.layerNorm(o.add(y, o.linear(wide, at + "linear2")), at + "norm2", EPSILON);
    }
}
