package studio.likeness.models.library;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.TensorIndex;

/// The tensors of a checkpoint as recognition sees them: names, shapes and types, no numbers.
record Listing(Map<String, Entry> tensors) {

    record Entry(long[] shape, DType type, String storage, long elements, long bytes) {}

    Listing {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    static Listing of(TensorIndex index) {
        var tensors = new LinkedHashMap<String, Entry>();
        for (var name : index.names()) {
            var t = index.get(name);
            tensors.put(name, new Entry(t.shape(), t.type(), t.storage(), t.elements(), t.bytes()));
        }
        return new Listing(tensors);
    }

    Optional<Entry> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /// Numbers in the tensors below a prefix; what only counts batches is no parameter.
    long parameters(String prefix) {
        return tensors.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix) && !e.getValue().type().isInteger())
                .mapToLong(e -> e.getValue().elements())
                .sum();
    }

    /// How most of the numbers below a prefix are stored, as the file calls it.
    String storage(String prefix) {
        var counts = new LinkedHashMap<String, Long>();
        tensors.forEach(
                (name, e) -> {
                    if (name.startsWith(prefix)) {
                        counts.merge(e.storage(), e.elements(), Long::sum);
                    }
                });
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /// Bytes by type, for those who must judge whether the weights are quantised.
    Map<DType, Long> bytesByType() {
        var bytes = new EnumMap<DType, Long>(DType.class);
        tensors.values().forEach(e -> bytes.merge(e.type(), e.bytes(), Long::sum));
        return bytes;
    }
}
