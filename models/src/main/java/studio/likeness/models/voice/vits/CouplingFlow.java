package studio.likeness.models.voice.vits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Ops;

/// A chain of couplings that can be walked both ways (Dinh et al. 2017): each shifts one half of
/// the channels by what the other half says, then the halves change places. `x` is `[batch,
/// channels, time]`.
///
/// @param name of the checkpoint's module, with a dot behind
/// @param heads of couplings that are transformers
public record CouplingFlow(String name, int heads) {
    /// From what the voice's recordings look like to what the text says: for training.
    public <T> T forward(Ops<T> o, T x, T speaker) {
        var y = x;
        for (var at : couplings(o)) {
            y = o.flip(coupled(o, y, at, speaker, 1), 1);
        }
        return y;
    }

    /// The way back: for speaking.
    public <T> T backward(Ops<T> o, T x, T speaker) {
        var y = x;
        for (var at : couplings(o).reversed()) {
            y = coupled(o, o.flip(y, 1), at, speaker, -1);
        }
        return y;
    }

    /// Those with weights; between them the channels are turned round.
    private List<String> couplings(Ops<?> o) {
        var all = new ArrayList<String>();
        for (int i = 0; o.hasWeight(name + "flows." + i + ".pre.weight"); i += 2) {
            all.add(name + "flows." + i + ".");
        }
        return all;
    }

    private <T> T coupled(Ops<T> o, T x, String at, T speaker, double sign) {
        long half = o.size(x, 1).known() / 2;
        var kept = o.slice(x, 1, 0, half);
        var shifted = o.slice(x, 1, half, 2 * half);
        var h = o.conv(kept, at + "pre", Conv.plain());
        if (o.hasWeight(at + "enc.cond_pre.weight")) {
            h = new CausalDecoder(at + "enc.", heads).decode(o, h, Optional.of(speaker));
        } else {
            boolean shared = o.hasWeight(name + "wn.cond_layer.weight");
            h = new GatedConvolutions(shared ? name + "wn." : at + "enc.").apply(o, h, speaker);
        }
        var shift = o.conv(h, at + "post", Conv.plain());
        return o.concat(1, List.of(kept, o.add(shifted, o.mul(shift, sign))));
    }
}
