package studio.likeness.models.library;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.PeftAdapter;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Array.Floats;

/// What a decoder's graph takes of a low-rank adapter (Hu et al. 2021): `NAME.lora_A` `[in, rank]`
/// and `NAME.lora_B` `[rank, out]`, the scaling in B.
final class AdapterInputs {
    private AdapterInputs() {}

    /// @param folder of the adapter, in PEFT's format
    /// @throws StudioException when it changes something that the model has not, or that has
    ///     another size there
    static Map<String, Floats> read(ModelFolder model, Path folder) {
        var sizes = new HashMap<String, long[]>();
        for (var input : OnnxHeader.read(model.file(ModelFolder.DECODER_WITH_ADAPTERS)).inputs()) {
            sizes.put(input.name(), input.shape());
        }
        var inputs = new HashMap<String, Floats>();
        try (var adapter = PeftAdapter.open(folder)) {
            for (var module : adapter.modules()) {
                var delta = adapter.of(module).orElseThrow();
                long in = delta.a().shape()[1];
                long out = delta.b().shape()[0];
                var a = Optional.ofNullable(sizes.get(module + ".lora_A"));
                var b = Optional.ofNullable(sizes.get(module + ".lora_B"));
                if (a.filter(shape -> shape[0] == in).isEmpty()
                        || b.filter(shape -> shape[1] == out).isEmpty()) {
                    throw new StudioException(
                            "models.library.adapterMisfit", model.id(), shown(module));
                }
                int rank = delta.rank();
                inputs.put(
                        module + ".lora_A",
                        new Floats(turned(delta.a().floats(), rank, (int) in, 1), in, rank));
                inputs.put(
                        module + ".lora_B",
                        new Floats(
                                turned(delta.b().floats(), (int) out, rank, delta.scaling()),
                                rank,
                                out));
            }
        }
        return inputs;
    }

    private static String shown(String module) {
        return module.length() > 80 ? module.substring(0, 80) + "…" : module;
    }

    /// @return `[width, count]` of `[count, width]`, each number multiplied
    private static float[] turned(float[] rows, int count, int width, float scale) {
        var turned = new float[rows.length];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < width; i++) {
                turned[i * count + row] = rows[row * width + i] * scale;
            }
        }
        return turned;
    }
}
