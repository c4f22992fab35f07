package studio.likeness.models.voice.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// HuBERT (Hsu et al. 2021) and those trained like it (ContentVec, chinese-hubert): sound at 16 kHz
/// to 50 vectors a second of what is said. Names as Hugging Face publishes them, weight norms
/// folded. `x` is `[batch, time, width]`; norms come after each sum.
public final class Hubert {
    private static final double EPSILON = 1e-5;

    private final List<Integer> strides;
    private final int layers;
    private final int heads;
    private final int width;
    private final int reach;
    private final int groups;

    private Hubert(List<Integer> strides, int layers, int heads, int width, int reach, int groups) {
        this.strides = strides;
        this.layers = layers;
        this.heads = heads;
        this.width = width;
        this.reach = reach;
        this.groups = groups;
    }

    /// Sizes from the weights' shapes; the strides and 64 numbers a head are those of every
    /// published model.
    public static Hubert of(TensorIndex weights) {
        int width = (int) weights.get("feature_projection.projection.weight").shape()[0];
        return of(weights, List.of(5, 2, 2, 2, 2, 2, 2), width / 64);
    }

    /// @param strides of the convolutions over the sound
    public static Hubert of(TensorIndex weights, List<Integer> strides, int heads) {
        int layers = 0;
        while (weights.has("encoder.layers." + layers + ".layer_norm.weight")) {
            layers++;
        }
        int width = (int) weights.get("feature_projection.projection.weight").shape()[0];
        var places = weights.get("encoder.pos_conv_embed.conv.weight").shape();
        return new Hubert(
                List.copyOf(strides),
                layers,
                heads,
                width,
                (int) places[2],
                width / (int) places[1]);
    }

    public int layers() {
        return layers;
    }

    /// What each layer gives, `[batch, (samples - 80) / 320, width]`; the first is what goes into
    /// them.
    ///
    /// @param wave `[batch, samples]`, at least 400
    /// @param most how many layers are computed
    public <T> List<T> hidden(Ops<T> o, T wave, int most) {
        var x = o.unsqueeze(wave, 1);
        for (int i = 0; i < strides.size(); i++) {
            var at = "feature_extractor.conv_layers." + i + ".";
            x = o.conv(x, at + "conv", Conv.plain().stride(strides.get(i)));
            if (i == 0) {
                var channels = (int) o.size(x, 1).known();
                x = o.groupNorm(x, at + "layer_norm", channels, EPSILON);
            }
            x = o.gelu(x);
        }
        x = o.tap("conv_features", o.transpose(x, 0, 2, 1));
        x = o.layerNorm(x, "feature_projection.layer_norm", EPSILON);
        x = o.tap("feature_projection", o.linear(x, "feature_projection.projection"));
        x = o.add(x, o.tap("pos_conv", places(o, x)));
        x = o.layerNorm(x, "encoder.layer_norm", EPSILON);
        var hidden = new ArrayList<T>();
        hidden.add(x);
        for (int layer = 0; layer < most; layer++) {
            x = block(o, x, "encoder.layers." + layer + ".");
            hidden.add(x);
        }
        return hidden;
    }

    /// Where things are, told by a wide convolution instead of a table.
    private <T> T places(Ops<T> o, T x) {
        var spec = Conv.plain().padding(reach / 2).groups(groups);
        var seen = o.conv(o.transpose(x, 0, 2, 1), "encoder.pos_conv_embed.conv", spec);
        if (reach % 2 == 0) {
            seen = o.slice(seen, 2, Dim.of(0), o.size(seen, 2).minus(1));
        }
        return o.transpose(o.gelu(seen), 0, 2, 1);
    }

    private <T> T block(Ops<T> o, T x, String at) {
        var seen =
                o.attention(
                        o.linear(x, at + "attention.q_proj"),
                        o.linear(x, at + "attention.k_proj"),
                        o.linear(x, at + "attention.v_proj"),
                        heads,
                        1 / Math.sqrt((double) width / heads),
                        Optional.empty());
        var sum = o.add(x, o.linear(seen, at + "attention.out_proj"));
        var y = o.layerNorm(sum, at + "layer_norm", EPSILON);
        var wide = o.gelu(o.linear(y, at + "feed_forward.intermediate_dense"));
        var back = o.linear(wide, at + "feed_forward.output_dense");
        return o.layerNorm(o.add(y, back), at + "final_layer_norm", EPSILON);
    }
}
