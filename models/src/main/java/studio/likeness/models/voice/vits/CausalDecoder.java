package studio.likeness.models.voice.vits;

import java.util.Optional;
import studio.likeness.models.nn.Ops;

/// A transformer in which no place sees a later one, as so-vits-svc has it for the pitch and in its
/// flows. `x` is `[batch, channels, time]`; norms come after each sum.
///
/// @param name of the checkpoint's module, with a dot behind
public record CausalDecoder(String name, int heads) {
    /// @param speaker `[batch, size, 1]`; gates what goes into each layer
    public <T> T decode(Ops<T> o, T x, Optional<T> speaker) {
        var mask = Encoder.causal(o, o.size(x, 2));
        var gates = speaker.map(g -> Encoder.map(o, g, name + "cond_layer"));
        var y = x;
        for (int i = 0; o.hasWeight(name + "self_attn_layers." + i + ".conv_q.weight"); i++) {
            if (gates.isPresent()) {
                var input = Encoder.map(o, y, name + "cond_pre");
                y = GatedConvolutions.gate(o, input, gates.get(), i);
            }
            var seen = attend(o, y, name + "self_attn_layers." + i + ".", mask);
            y = Encoder.norm(o, o.add(y, seen), name + "norm_layers_0." + i);
            var wide = Encoder.feed(o, y, name + "ffn_layers." + i + ".", true);
            y = Encoder.norm(o, o.add(y, wide), name + "norm_layers_1." + i);
        }
        return y;
    }

    private <T> T attend(Ops<T> o, T x, String at, T mask) {
        var query = Encoder.split(o, Encoder.map(o, x, at + "conv_q"), heads);
        var key = Encoder.split(o, Encoder.map(o, x, at + "conv_k"), heads);
        var value = Encoder.split(o, Encoder.map(o, x, at + "conv_v"), heads);
        query = o.mul(query, 1 / Math.sqrt((double) o.size(query, 3).known()));
        var scores = o.add(o.matmul(query, o.transpose(key, 0, 1, 3, 2)), mask);
        var seen = o.matmul(o.softmax(scores, -1), value);
        return Encoder.map(o, Encoder.join(o, seen), at + "conv_o");
    }
}
