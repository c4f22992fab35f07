package studio.likeness.models.voice.pitch;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Ops;

/// RMVPE (Wei et al. 2023): the pitch of a voice, also over music. A U-shaped network over pictures
/// `[batch, channels, time, mel]`, then a recurrent layer over time. How deep and wide it is is in
/// the weights.
public final class Rmvpe {
    private static final double EPSILON = 1e-5;
    private static final int HIDDEN = 256;

    private Rmvpe() {}

    /// How likely each of 360 pitches is, `[batch, time, 360]`; see [PitchBins].
    ///
    /// @param mel `[batch, 128, time]` of [RmvpeMel], time a multiple of 32
    public static <T> T salience(Ops<T> o, T mel) {
        var picture = o.unsqueeze(o.transpose(mel, 0, 2, 1), 1);
        var x = o.tap("unet", unet(o, picture));
        x = o.conv(x, "cnn", Conv.same(3));
        var rows = o.transpose(x, 0, 2, 1, 3);
        x = o.reshape(rows, -1, 1, o.size(rows, 2).known() * o.size(rows, 3).known());
        x = o.reshape(x, o.size(rows, 0), o.size(rows, 1), o.size(x, 2));
        x = o.tap("bigru", o.gru(x, "fc.0.gru", HIDDEN, true));
        return o.sigmoid(o.linear(x, "fc.1"));
    }

    private static <T> T unet(Ops<T> o, T picture) {
        var x = o.batchNorm(picture, "unet.encoder.bn", EPSILON);
        List<T> skips = new ArrayList<>();
        for (int i = 0; has(o, "unet.encoder.layers." + i + ".conv.0"); i++) {
            x = blocks(o, x, "unet.encoder.layers." + i + ".conv.");
            skips.add(x);
            x = o.averagePool(x, Conv.plain().stride(2), 2);
        }
        o.tap("unet.encoder", x);
        for (int i = 0; has(o, "unet.intermediate.layers." + i + ".conv.0"); i++) {
            x = blocks(o, x, "unet.intermediate.layers." + i + ".conv.");
        }
        o.tap("unet.intermediate", x);
        for (int i = 0; i < skips.size(); i++) {
            var at = "unet.decoder.layers." + i + ".";
            var up = Conv.same(3).stride(2).outputPadding(1);
            x = o.convTranspose(x, at + "conv1.0", up);
            x = o.relu(o.batchNorm(x, at + "conv1.1", EPSILON));
            x = o.concat(1, List.of(x, skips.get(skips.size() - 1 - i)));
            x = blocks(o, x, at + "conv2.");
        }
        return x;
    }

    private static boolean has(Ops<?> o, String block) {
        return o.hasWeight(block + ".conv.0.weight");
    }

    private static <T> T blocks(Ops<T> o, T x, String at) {
        var y = x;
        for (int i = 0; has(o, at + i); i++) {
            y = block(o, y, at + i + ".");
        }
        return y;
    }

    /// Two convolutions and what goes past them; nothing is cut off after the sum.
    private static <T> T block(Ops<T> o, T x, String at) {
        var y = o.conv(x, at + "conv.0", Conv.same(3));
        y = o.relu(o.batchNorm(y, at + "conv.1", EPSILON));
        y = o.conv(y, at + "conv.3", Conv.same(3));
        y = o.relu(o.batchNorm(y, at + "conv.4", EPSILON));
        var past =
                o.hasWeight(at + "shortcut.weight") ? o.conv(x, at + "shortcut", Conv.plain()) : x;
        return o.add(y, past);
    }
}
