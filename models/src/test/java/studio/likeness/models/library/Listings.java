package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;

/// Checkpoints that are only names and shapes.
final class Listings {
    private Listings() {}

    record Shape(String name, long[] shape, DType type) implements Tensor {
        @Override
        public long bytes() {
            return elements() * type.bytes();
        }

        @Override
        public void read(long from, float[] into, int at, int count) {
            throw new AssertionError("recognition must not read numbers: " + name);
        }
    }

    record Index(Map<String, Tensor> tensors) implements TensorIndex {
        @Override
        public Set<String> names() {
            return tensors.keySet();
        }

        @Override
        public Optional<Tensor> find(String name) {
            return Optional.ofNullable(tensors.get(name));
        }

        @Override
        public void close() {}
    }

    static Index of(Map<String, long[]> shapes, String prefix) {
        var tensors = new LinkedHashMap<String, Tensor>();
        shapes.forEach(
                (name, shape) -> {
                    var type =
                            name.endsWith("num_batches_tracked") || name.endsWith("position_ids")
                                    ? DType.I64
                                    : DType.F16;
                    tensors.put(prefix + name, new Shape(prefix + name, shape, type));
                });
        return new Index(tensors);
    }

    /// The networks of `listings.txt` (names and shapes of the voice and face fixtures, those that
    /// any signature looks at and some more), by `family fixture`.
    static Map<String, Map<String, long[]>> published() throws IOException {
        var all = new LinkedHashMap<String, Map<String, long[]>>();
        var last = new LinkedHashMap<String, long[]>();
        for (var line : text("listings.txt").split("\n")) {
            if (line.startsWith("= ")) {
                last = new LinkedHashMap<>();
                all.put(line.substring(2), last);
                continue;
            }
            var space = line.indexOf(' ');
            var sizes = line.substring(space + 1);
            last.put(
                    line.substring(0, space),
                    sizes.isEmpty()
                            ? new long[0]
                            : Arrays.stream(sizes.split(",")).mapToLong(Long::parseLong).toArray());
        }
        return all;
    }

    /// A language fixture.
    static JsonNode fixture(String name) throws IOException {
        try (var in = Listings.class.getResourceAsStream("/parity/lm/" + name + ".json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, name));
        }
    }

    static Map<String, long[]> shapes(JsonNode fixture) {
        var shapes = new LinkedHashMap<String, long[]>();
        for (var tensor : fixture.path("tensors")) {
            var shape =
                    StreamSupport.stream(tensor.path("shape").spliterator(), false)
                            .mapToLong(JsonNode::asLong)
                            .toArray();
            shapes.put(tensor.path("name").asText(), shape);
        }
        return shapes;
    }

    private static String text(String name) throws IOException {
        try (var in = Listings.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
