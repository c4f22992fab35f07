package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.StreamSupport;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;

/// A checkpoint made of keyed numbers ([Keyed]): a fixture's list of names and shapes is enough.
/// Matrices are scaled by their fan-in, vectors that scale are near one, others near zero; so that
/// deep networks neither die out nor explode.
public final class KeyedWeights implements TensorIndex {
    private final Map<String, Tensor> tensors;

    private KeyedWeights(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /// What a fixture names: `salt`, `gain`, perhaps `gain_rules`, and its `tensors`.
    public static KeyedWeights of(JsonNode fixture) {
        return of(fixture, fixture.path("tensors"));
    }

    /// The same with another list of `{name, shape, dtype}`.
    public static KeyedWeights of(JsonNode fixture, JsonNode list) {
        var salt = fixture.path("salt").asText();
        var gain = gain(fixture);
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var entry : list) {
            var name = entry.path("name").asText();
            var shape =
                    StreamSupport.stream(entry.path("shape").spliterator(), false)
                            .mapToLong(JsonNode::asLong)
                            .toArray();
            var type = type(entry.path("dtype").asText("float32"));
            tensors.put(
                    name,
                    new KeyedTensor(
                            name, shape, type, Keyed.of(salt, name), gain.applyAsDouble(name)));
        }
        return new KeyedWeights(tensors);
    }

    /// The first rule whose text occurs in the name decides, else the general gain.
    private static ToDoubleFunction<String> gain(JsonNode fixture) {
        double general = fixture.path("gain").asDouble(1);
        return name ->
                StreamSupport.stream(fixture.path("gain_rules").spliterator(), false)
                        .filter(rule -> name.contains(rule.path("contains").asText()))
                        .mapToDouble(rule -> rule.path("gain").asDouble())
                        .findFirst()
                        .orElse(general);
    }

    private static DType type(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace("torch.", "")) {
            case "int64", "long" -> DType.I64;
            case "int32", "int" -> DType.I32;
            case "uint8" -> DType.U8;
            case "bool" -> DType.BOOL;
            default -> DType.F32;
        };
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private record KeyedTensor(String name, long[] shape, DType type, Keyed keyed, double gain)
            implements Tensor {
        @Override
        public long bytes() {
            return Math.multiplyExact(elements(), type.bytes());
        }

        @Override
        public void read(long from, float[] into, int at, int count) {
            Objects.checkFromIndexSize(from, count, elements());
            Objects.checkFromIndexSize(at, count, into.length);
            double spread = Math.sqrt(3 / fanIn());
            for (int i = 0; i < count; i++) {
                into[at + i] = (float) value(from + i, spread);
            }
        }

        private double value(long element, double spread) {
            if (type.isInteger()) {
                return 0;
            }
            if (shape.length == 0) {
                return 1;
            }
            double balanced = keyed.balanced(element);
            if (name.endsWith(".weight_g")) {
                return 1 + 0.1 * balanced;
            }
            if (shape.length > 1) {
                return balanced * gain * spread;
            }
            if (name.endsWith("running_var")) {
                return 0.5 + keyed.uniform(element);
            }
            boolean scales = name.endsWith("weight") || name.endsWith("gamma");
            return (scales ? 1 : 0) + 0.1 * balanced;
        }

        private double fanIn() {
            double product = 1;
            for (int i = 1; i < shape.length; i++) {
                product *= shape[i];
            }
            return product;
        }
    }
}
