package studio.likeness.models.parity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.runtime.Port;

/// An adapter's changes as inputs of a graph: `NAME.lora_A` `[in, rank]` and `NAME.lora_B`
/// `[rank, out]`, the scaling in B.
final class AdapterInputs {
    private final Map<String, Adapter.Delta> deltas;

    AdapterInputs(TensorIndex weights, Adapter adapter) {
        deltas =
                weights.names().stream()
                        .filter(name -> name.endsWith(".weight"))
                        .map(name -> name.substring(0, name.length() - ".weight".length()))
                        .filter(name -> adapter.of(name).isPresent())
                        .collect(
                                Collectors.toMap(
                                        name -> name, name -> adapter.of(name).orElseThrow()));
    }

    boolean isEmpty() {
        return deltas.isEmpty();
    }

    /// @param inputs of the graph; a change that it has no input for is a mistake
    Map<String, Array> arrays(List<Port> inputs) {
        var arrays = new HashMap<String, Array>();
        deltas.forEach(
                (name, delta) -> {
                    int in = delta.a().length / delta.rank();
                    int out = delta.b().length / delta.rank();
                    arrays.put(
                            name + ".lora_A",
                            new Floats(turned(delta.a(), delta.rank(), in, 1), in, delta.rank()));
                    arrays.put(
                            name + ".lora_B",
                            new Floats(
                                    turned(delta.b(), out, delta.rank(), delta.scaling()),
                                    delta.rank(),
                                    out));
                });
        var known = inputs.stream().map(Port::name).toList();
        if (!known.containsAll(arrays.keySet())) {
            throw new IllegalArgumentException(
                    "expected inputs " + arrays.keySet() + ", found " + known);
        }
        inputs.stream()
                .filter(AdapterInputs::adapts)
                .forEach(port -> arrays.computeIfAbsent(port.name(), _ -> nothing(port)));
        return arrays;
    }

    private static boolean adapts(Port port) {
        return port.name().endsWith(".lora_A") || port.name().endsWith(".lora_B");
    }

    /// A change of rank 0.
    private static Floats nothing(Port port) {
        var shape = Arrays.stream(port.shape()).map(size -> Math.max(0, size)).toArray();
        return new Floats(new float[0], shape);
    }

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
