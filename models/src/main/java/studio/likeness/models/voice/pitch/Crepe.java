package studio.likeness.models.voice.pitch;

import java.util.Optional;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// CREPE (Kim et al. 2018): the pitch of frames of 1024 samples at 16 kHz. How wide its layers are
/// is in the weights.
public final class Crepe {
    private static final double EPSILON = 0.0010000000474974513;
    private static final int LAYERS = 6;

    private Crepe() {}

    /// How likely each of 360 pitches is, `[batch, 360]`; see [PitchBins].
    ///
    /// @param frames `[batch, 1024]`, each without its mean and divided by its deviation
    public static <T> T salience(Ops<T> o, T frames) {
        var x = o.unsqueeze(frames, 1);
        for (int layer = 1; layer <= LAYERS; layer++) {
            boolean first = layer == 1;
            var padded =
                    first
                            ? o.pad(x, 2, Dim.of(254), Dim.of(254), Ops.Padding.ZEROS)
                            : o.pad(x, 2, Dim.of(31), Dim.of(32), Ops.Padding.ZEROS);
            var at = "conv" + layer;
            // Published as pictures one pixel wide.
            var kernel = o.squeeze(o.weight(at + ".weight"), 3);
            var bias = Optional.of(o.weight(at + ".bias"));
            x = o.relu(o.conv(padded, kernel, bias, Conv.plain().stride(first ? 4 : 1)));
            x = o.tap(at + "_BN", o.batchNorm(x, at + "_BN", EPSILON));
            x = o.maxPool(x, Conv.plain().stride(2), 2);
        }
        var inTime = o.transpose(x, 0, 2, 1);
        long features = o.size(inTime, 1).known() * o.size(inTime, 2).known();
        var flat = o.reshape(inTime, -1, features);
        return o.sigmoid(o.linear(flat, "classifier"));
    }
}
