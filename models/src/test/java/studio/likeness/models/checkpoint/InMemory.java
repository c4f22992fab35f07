package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import studio.likeness.models.quant.LmFixture;

/// Tensors that were never in a file.
public final class InMemory {
    private InMemory() {}

    public static Tensor tensor(String name, float[] numbers, long... shape) {
        return new StoredTensor(
                name, DType.F32, shape, MemorySegment.ofArray(TorchFile.raw(DType.F32, numbers)));
    }

    public static TensorIndex index(Tensor... tensors) {
        var all = new LinkedHashMap<String, Tensor>();
        for (var tensor : tensors) {
            all.put(tensor.name(), tensor);
        }
        return index(all);
    }

    public static TensorIndex index(Map<String, Tensor> tensors) {
        return new Contents(tensors, JsonNodeFactory.instance.objectNode(), () -> {});
    }

    /// The keyed weights that a fixture lists.
    public static TensorIndex keyed(LmFixture fixture) {
        var all = new LinkedHashMap<String, Tensor>();
        for (var each : fixture.json().get("tensors")) {
            var name = each.get("name").asText();
            var shape =
                    StreamSupport.stream(each.get("shape").spliterator(), false)
                            .mapToInt(JsonNode::asInt)
                            .toArray();
            var dims = java.util.Arrays.stream(shape).asLongStream().toArray();
            all.put(name, tensor(name, fixture.keyed(name, shape), dims));
        }
        return index(all);
    }
}
