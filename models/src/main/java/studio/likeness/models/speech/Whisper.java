package studio.likeness.models.speech;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.nn.Attention;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// Whisper (Radford et al. 2022): an encoder of 30 s of sound, a decoder that writes what was said.
/// Names as OpenAI publishes them ([WhisperNames] brings others to these). `x` is
/// `[batch, time, width]`; norms come before each block.
public final class Whisper {
    private static final double EPSILON = 1e-5;
    /// Far below any score; the softmax gives zero.
    private static final double UNSEEN = -1e9;

    /// The sizes, as the published `dims`.
    public record Dims(
            int mels,
            int audioContext,
            int audioWidth,
            int audioHeads,
            int audioLayers,
            int vocabulary,
            int textContext,
            int textWidth,
            int textHeads,
            int textLayers) {
        /// All but the heads are in the weights' shapes; a head has 64 numbers in every published
        /// model.
        public static Dims of(TensorIndex weights) {
            var conv = weights.get("encoder.conv1.weight").shape();
            var audio = weights.get("encoder.positional_embedding").shape();
            var text = weights.get("decoder.positional_embedding").shape();
            var tokens = weights.get("decoder.token_embedding.weight").shape();
            return new Dims(
                    (int) conv[1],
                    (int) audio[0],
                    (int) audio[1],
                    (int) audio[1] / 64,
                    layers(weights, "encoder"),
                    (int) tokens[0],
                    (int) text[0],
                    (int) text[1],
                    (int) text[1] / 64,
                    layers(weights, "decoder"));
        }

        private static int layers(TensorIndex weights, String part) {
            int count = 0;
            while (weights.has(part + ".blocks." + count + ".attn_ln.weight")) {
                count++;
            }
            return count;
        }
    }

    private final Dims dims;

    public Whisper(Dims dims) {
        this.dims = dims;
    }

    public Dims dims() {
        return dims;
    }

    /// Sound to `[batch, frames / 2, width]`.
    ///
    /// @param mel `[batch, mels, frames]`, at most twice the audio context
    public <T> T encode(Ops<T> o, T mel) {
        var near = o.gelu(o.tap("encoder.conv1", o.conv(mel, "encoder.conv1", Conv.same(3))));
        var next = o.conv(near, "encoder.conv2", Conv.same(3).stride(2));
        var half = o.gelu(o.tap("encoder.conv2", next));
        var x = o.transpose(half, 0, 2, 1);
        var places =
                o.weight("encoder.positional_embedding", dims.audioContext(), dims.audioWidth());
        x = o.add(x, o.slice(places, 0, Dim.of(0), o.size(x, 1)));
        for (int layer = 0; layer < dims.audioLayers(); layer++) {
            var at = "encoder.blocks." + layer + ".";
            var seen = attend(o, norm(o, x, at + "attn_ln"), at + "attn.", dims.audioHeads());
            x = o.add(x, seen);
            x = o.tap("encoder.blocks." + layer, o.add(x, mlp(o, x, at)));
        }
        return norm(o, x, "encoder.ln_post");
    }

    /// Logits of the token after each, `[batch, time, vocabulary]`.
    ///
    /// @param tokens integers `[batch, time]`, from the beginning
    /// @param sound what [#encode] gave
    public <T> T decode(Ops<T> o, T tokens, T sound) {
        var x = embedded(o, tokens);
        var bias = Optional.of(causal(o, o.size(tokens, 1)));
        for (int layer = 0; layer < dims.textLayers(); layer++) {
            var at = "decoder.blocks." + layer + ".";
            var own = norm(o, x, at + "attn_ln");
            x = o.add(x, attend(o, own, own, at + "attn.", dims.textHeads(), bias));
            var asked = norm(o, x, at + "cross_attn_ln");
            x =
                    o.add(
                            x,
                            attend(
                                    o,
                                    asked,
                                    sound,
                                    at + "cross_attn.",
                                    dims.textHeads(),
                                    Optional.empty()));
            x = o.tap("decoder.blocks." + layer, o.add(x, mlp(o, x, at)));
        }
        return o.head(norm(o, x, "decoder.ln"), "proj_out", "decoder.token_embedding");
    }

    // ---- step by step

    /// Keys and values of the sound for every layer of the decoder, computed once per window, as
    /// the steps read them: `cross.N.key` `[batch, heads, size, from]` and `cross.N.value`
    /// `[batch, heads, from, size]`.
    public <T> Map<String, T> crossed(Ops<T> o, T sound) {
        var all = new LinkedHashMap<String, T>();
        for (int layer = 0; layer < dims.textLayers(); layer++) {
            var at = "decoder.blocks." + layer + ".cross_attn.";
            all.put(keys(layer), o.transpose(heads(o, o.linear(sound, at + "key")), 0, 2, 3, 1));
            all.put(
                    values(layer),
                    o.transpose(heads(o, o.linear(sound, at + "value")), 0, 2, 1, 3));
        }
        return all;
    }

    /// The name of a layer's keys of the sound.
    public static String keys(int layer) {
        return "cross." + layer + ".key";
    }

    /// The name of a layer's values of the sound.
    public static String values(int layer) {
        return "cross." + layer + ".value";
    }

    /// Logits of the token after the last, `[batch, 1, vocabulary]`, with what came before in the
    /// cache.
    ///
    /// @param tokens integers `[batch, time]`
    /// @param positions theirs, from 0 at the beginning
    /// @param crossed what [#crossed] gave
    public <T> T step(Ops<T> o, T tokens, T positions, Map<String, T> crossed) {
        var places = o.weight("decoder.positional_embedding", dims.textContext(), dims.textWidth());
        var x =
                o.add(
                        o.embedding(tokens, "decoder.token_embedding"),
                        o.gather(places, 0, positions));
        for (int layer = 0; layer < dims.textLayers(); layer++) {
            var at = "decoder.blocks." + layer + ".";
            var own = norm(o, x, at + "attn_ln");
            var seen =
                    o.selfAttention(
                            layer,
                            o.linear(own, at + "attn.query"),
                            o.linear(own, at + "attn.key"),
                            o.linear(own, at + "attn.value"),
                            positions,
                            spec(),
                            Optional.empty());
            x = o.add(x, o.linear(seen, at + "attn.out"));
            x = cross(o, x, at, shares(o, x, at, given(crossed, keys(layer))), layer, crossed);
            x = o.add(x, mlp(o, x, at));
        }
        var last = o.slice(x, 1, o.size(x, 1).minus(1), o.size(x, 1));
        return o.head(norm(o, last, "decoder.ln"), "proj_out", "decoder.token_embedding");
    }

    /// How much each token attends to each moment of the sound, `[batch, heads, time, from]` per
    /// layer, and the logits, `[batch, time, vocabulary]`: all tokens at once, no cache.
    ///
    /// @param tokens integers `[batch, time]`
    /// @param crossed what [#crossed] gave
    public <T> Aligned<T> align(Ops<T> o, T tokens, Map<String, T> crossed) {
        var x = embedded(o, tokens);
        var bias = Optional.of(causal(o, o.size(tokens, 1)));
        var attention = new ArrayList<T>();
        for (int layer = 0; layer < dims.textLayers(); layer++) {
            var at = "decoder.blocks." + layer + ".";
            var own = norm(o, x, at + "attn_ln");
            x = o.add(x, attend(o, own, own, at + "attn.", dims.textHeads(), bias));
            var shares = shares(o, x, at, given(crossed, keys(layer)));
            attention.add(shares);
            x = cross(o, x, at, shares, layer, crossed);
            x = o.add(x, mlp(o, x, at));
        }
        var logits = o.head(norm(o, x, "decoder.ln"), "proj_out", "decoder.token_embedding");
        return new Aligned<>(attention, logits);
    }

    /// @param attention per layer
    public record Aligned<T>(List<T> attention, T logits) {
        public Aligned {
            attention = List.copyOf(attention);
        }
    }

    private static <T> T given(Map<String, T> crossed, String name) {
        return Objects.requireNonNull(crossed.get(name), name);
    }

    private Attention spec() {
        int size = dims.textWidth() / dims.textHeads();
        return new Attention(
                dims.textHeads(),
                dims.textHeads(),
                size,
                1 / Math.sqrt(size),
                OptionalInt.empty(),
                Optional.empty());
    }

    /// `[batch, time, heads * size]` to `[batch, time, heads, size]`.
    private <T> T heads(Ops<T> o, T x) {
        return o.reshape(
                x,
                o.size(x, 0),
                o.size(x, 1),
                Dim.of(dims.textHeads()),
                Dim.of(dims.textWidth() / dims.textHeads()));
    }

    private <T> T shares(Ops<T> o, T x, String at, T keys) {
        var asked = o.linear(norm(o, x, at + "cross_attn_ln"), at + "cross_attn.query");
        double scale = Math.sqrt((double) dims.textHeads() / dims.textWidth());
        var query = o.transpose(heads(o, o.mul(asked, scale)), 0, 2, 1, 3);
        return o.softmax(o.matmul(query, keys), -1);
    }

    private <T> T cross(Ops<T> o, T x, String at, T shares, int layer, Map<String, T> crossed) {
        var seen = o.transpose(o.matmul(shares, given(crossed, values(layer))), 0, 2, 1, 3);
        var joined = o.reshape(seen, o.size(x, 0), o.size(x, 1), Dim.of(dims.textWidth()));
        return o.add(x, o.linear(joined, at + "cross_attn.out"));
    }

    private <T> T embedded(Ops<T> o, T tokens) {
        var places = o.weight("decoder.positional_embedding", dims.textContext(), dims.textWidth());
        return o.add(
                o.embedding(tokens, "decoder.token_embedding"),
                o.slice(places, 0, Dim.of(0), o.size(tokens, 1)));
    }

    private static <T> T causal(Ops<T> o, Dim time) {
        var steps = o.range(time);
        var later = o.less(o.unsqueeze(steps, 1), o.unsqueeze(steps, 0));
        var causal = o.where(later, o.scalar(UNSEEN), o.scalar(0));
        return o.unsqueeze(o.unsqueeze(causal, 0), 0);
    }

    private static <T> T attend(Ops<T> o, T x, String at, int heads) {
        return attend(o, x, x, at, heads, Optional.empty());
    }

    private static <T> T attend(Ops<T> o, T x, T from, String at, int heads, Optional<T> bias) {
        var query = o.linear(x, at + "query");
        var key = o.linear(from, at + "key");
        var value = o.linear(from, at + "value");
        double size = (double) o.size(query, 2).known() / heads;
        var seen = o.attention(query, key, value, heads, 1 / Math.sqrt(size), bias);
        return o.linear(seen, at + "out");
    }

    private static <T> T mlp(Ops<T> o, T x, String at) {
        var wide = o.gelu(o.linear(norm(o, x, at + "mlp_ln"), at + "mlp.0"));
        return o.linear(wide, at + "mlp.2");
    }

    private static <T> T norm(Ops<T> o, T x, String name) {
        return o.layerNorm(x, name, EPSILON);
    }
}
