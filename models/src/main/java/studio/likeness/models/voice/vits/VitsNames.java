package studio.likeness.models.voice.vits;

import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.Views;

/// Weights of the VITS kind as the networks here ask for them: weight norms folded, and every
/// norm's and map's factor called `weight`.
public final class VitsNames {
    private VitsNames() {}

    public static TensorIndex published(TensorIndex weights) {
        return Views.renamed(
                Views.withoutWeightNorm(weights), name -> Optional.of(published(name)));
    }

    static String published(String name) {
        if (name.endsWith(".gamma")) {
            return name.substring(0, name.length() - "gamma".length()) + "weight";
        }
        if (name.endsWith(".beta")) {
            return name.substring(0, name.length() - "beta".length()) + "bias";
        }
        return name.replace("in_proj_weight", "in_proj.weight")
                .replace("in_proj_bias", "in_proj.bias");
    }
}
