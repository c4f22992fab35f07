package studio.likeness.models.voice.cloning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import studio.likeness.models.nn.Attention;
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
        for (int layer = 0; layer < layers(o); layer++) {
            var at = at(layer);
            var packed = packed(o, x, at);
            x = fed(o, x, seen(o, packed, bias), at);
        }
        return o.slice(x, 1, from, time.plus(count));
    }

    // ---- step by step

    /// What the steps begin with.
    ///
    /// @param logits of the code after all that was read, `[batch, 1, codes there are + 1]`
    /// @param keys per layer, `[batch, heads, time + codes, size]`
    /// @param values likewise
    public record Begun<T>(T logits, List<T> keys, List<T> values) {
        public Begun {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }
    }

    /// Reads the text and the reference's codes.
    ///
    /// @param codes integers `[batch, codes]`; there may be none
    public <T> Begun<T> begin(Ops<T> o, T phonemes, T bert, T codes) {
        var time = o.size(phonemes, 1);
        var count = o.size(codes, 1);
        var all = time.plus(count);
        var x = o.concat(1, List.of(text(o, phonemes, bert), spoken(o, codes)));
        var bias = Optional.of(mask(o, time, count));
        var keys = new ArrayList<T>();
        var values = new ArrayList<T>();
        int layers = layers(o);
        for (int layer = 0; layer < layers; layer++) {
            var at = at(layer);
            var packed = packed(o, x, at);
            keys.add(split(o, packed.get(1)));
            values.add(split(o, packed.get(2)));
            if (layer + 1 < layers) {
                x = fed(o, x, seen(o, packed, bias), at);
            } else {
                // Of the last layer only the last place is asked for, and that one sees all.
                var last = o.slice(packed.get(0), 1, all.minus(1), all);
                var asked = List.of(last, packed.get(1), packed.get(2));
                var before = o.slice(x, 1, all.minus(1), all);
                x = fed(o, before, seen(o, asked, Optional.empty()), at);
            }
        }
        return new Begun<>(predict(o, x), keys, values);
    }

    /// Logits of the code after this one, `[batch, time, codes there are + 1]`, with what came
    /// before in the cache.
    ///
    /// @param codes integers `[batch, time]`
    /// @param positions theirs among all codes, the reference's counted, from 0
    public <T> T step(Ops<T> o, T codes, T positions) {
        var embedded = o.embedding(codes, "ar_audio_embedding.word_embeddings");
        long width = o.size(embedded, 2).known();
        var steps = o.unsqueeze(o.toFloat(positions), 2);
        var waves = waves(o, steps, width, 3);
        waves = o.reshape(waves, o.size(codes, 0), o.size(codes, 1), Dim.of(width));
        var x = o.add(embedded, o.mul(waves, o.weight("ar_audio_position.alpha")));
        int size = (int) width / heads;
        var spec =
                new Attention(
                        heads,
                        heads,
                        size,
                        1 / Math.sqrt(size),
                        OptionalInt.empty(),
                        Optional.empty());
        for (int layer = 0; layer < layers(o); layer++) {
            var at = at(layer);
            var packed = packed(o, x, at);
            var seen =
                    o.selfAttention(
                            layer,
                            packed.get(0),
                            packed.get(1),
                            packed.get(2),
                            positions,
                            spec,
                            Optional.empty());
            x = fed(o, x, seen, at);
        }
        return predict(o, x);
    }

    private static String at(int layer) {
        return "h.layers." + layer + ".";
    }

    private static int layers(Ops<?> o) {
        int count = 0;
        while (o.hasWeight(at(count) + "linear1.weight")) {
            count++;
        }
        return count;
    }

    /// `[batch, time, width]` to `[batch, heads, time, size]`.
    private <T> T split(Ops<T> o, T x) {
        long size = o.size(x, 2).known() / heads;
        var parts = o.reshape(x, o.size(x, 0), o.size(x, 1), Dim.of(heads), Dim.of(size));
        return o.transpose(parts, 0, 2, 1, 3);
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
        long width = o.size(x, 2).known();
        var time = o.size(x, 1);
        var steps = o.unsqueeze(o.toFloat(o.range(time)), 1);
        var waves = o.reshape(waves(o, steps, width, 2), time, Dim.of(width));
        return o.add(x, o.mul(waves, o.weight(alpha)));
    }

    /// Sine and cosine side by side, slower from pair to pair: `[…, 1]` to `[…, width / 2, 2]`.
    private static <T> T waves(Ops<T> o, T steps, long width, int rank) {
        var rates = new float[(int) width / 2];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = (float) Math.exp(-2.0 * i * Math.log(10_000) / width);
        }
        var shape = new long[rank];
        Arrays.fill(shape, 1);
        shape[rank - 1] = rates.length;
        var angles = o.mul(steps, o.constant(rates, shape));
        return o.concat(
                rank, List.of(o.unsqueeze(o.sin(angles), rank), o.unsqueeze(o.cos(angles), rank)));
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

    private static <T> List<T> packed(Ops<T> o, T x, String at) {
        long width = o.size(x, 2).known();
        return o.split(o.linear(x, at + "self_attn.in_proj"), 2, width, width, width);
    }

    private <T> T seen(Ops<T> o, List<T> packed, Optional<T> bias) {
        double scale = Math.sqrt((double) heads / o.size(packed.get(0), 2).known());
        return o.attention(packed.get(0), packed.get(1), packed.get(2), heads, scale, bias);
    }

    private static <T> T fed(Ops<T> o, T x, T seen, String at) {
        var sum = o.add(x, o.linear(seen, at + "self_attn.out_proj"));
        var y = o.layerNorm(sum, at + "norm1", EPSILON);
        var wide = o.relu(o.linear(y, at + "linear1"));
        return o.layerNorm(o.add(y, o.linear(wide, at + "linear2")), at + "norm2", EPSILON);
    }
}
