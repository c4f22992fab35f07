package studio.likeness.models.library;

import java.util.LinkedHashMap;
import java.util.Map;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.TorchFile;

/// Keyed weights as a torch file's state.
final class TorchCopies {
    private TorchCopies() {}

    static Map<String, Object> state(TensorIndex weights, DType type) {
        var state = new LinkedHashMap<String, Object>();
        for (var name : weights.names()) {
            var tensor = weights.get(name);
            state.put(name, TorchFile.Data.of(type, tensor.floats(), tensor.shape()));
        }
        return state;
    }
}
