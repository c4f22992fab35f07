package studio.likeness.models.language;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// A prefix tuned by P-tuning v2 (Liu et al. 2022): keys and values of every layer that stand
// before
/// the text as if they had been read. They are not turned, and the text's positions still start
/// at 0.
public final class PrefixEncoder {
    private static final String AT = "transformer.prefix_encoder.";

    private final Decoder.Frame frame;
    private final int length;
    private final boolean projected;

    private PrefixEncoder(Decoder.Frame frame, int length, boolean projected) {
        this.frame = frame;
        this.length = length;
        this.projected = projected;
    }

    public static boolean isIn(TensorIndex weights) {
        return weights.has(AT + "embedding.weight");
    }

    /// @param weights the base's together with the prefix's, or the prefix's alone
    public static PrefixEncoder of(Decoder decoder, TensorIndex weights) {
        int length = Math.toIntExact(weights.get(AT + "embedding.weight").shape()[0]);
        return new PrefixEncoder(decoder.frame(), length, weights.has(AT + "trans.0.weight"));
    }

    /// How many tokens' worth of keys and values it is.
    public int length() {
        return length;
    }

    /// A layer's, each `[length, kvHeads, size]`.
    public record KeyAndValue<T>(T key, T value) {}

    /// One entry per layer.
    public <T> List<KeyAndValue<T>> compute(Ops<T> o) {
        var rows = o.weight(AT + "embedding.weight");
        if (projected) {
            rows = o.linear(o.tanh(o.linear(rows, AT + "trans.0")), AT + "trans.2");
        }
        var perLayer =
                o.reshape(
                        rows,
                        Dim.of(length),
                        Dim.of(2L * frame.layers()),
                        Dim.of(frame.kvHeads()),
                        Dim.of(frame.headSize()));
        var all = new ArrayList<KeyAndValue<T>>();
        for (int layer = 0; layer < frame.layers(); layer++) {
            all.add(
                    new KeyAndValue<>(
                            entry(o, perLayer, 2 * layer), entry(o, perLayer, 2 * layer + 1)));
        }
        return List.copyOf(all);
    }

    private static <T> T entry(Ops<T> o, T perLayer, int index) {
        return o.squeeze(o.slice(perLayer, 1, index, index + 1), 1);
    }
}
