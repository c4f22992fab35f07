package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import studio.likeness.models.runtime.Array;

/// The keyed arguments of a voice fixture.
record VoiceInputs(Fixture fixture) {
    private JsonNode entry(String name) {
        return StreamSupport.stream(fixture.at("inputs").spliterator(), false)
                .filter(input -> input.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("the fixture has no input " + name));
    }

    boolean has(String name) {
        return StreamSupport.stream(fixture.at("inputs").spliterator(), false)
                .anyMatch(input -> input.path("name").asText().equals(name));
    }

    long[] shape(String name) {
        return StreamSupport.stream(entry(name).path("shape").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    private int count(String name) {
        int count = 1;
        for (long size : shape(name)) {
            count = Math.toIntExact(count * size);
        }
        return count;
    }

    private Keyed keyed(String name) {
        return Keyed.input(fixture.at("salt").asText(), name);
    }

    float[] floats(String name) {
        var entry = entry(name);
        return keyed(name)
                .floats(
                        count(name),
                        entry.path("amplitude").asDouble(1),
                        entry.path("offset").asDouble());
    }

    long[] integers(String name) {
        return keyed(name).integers(count(name), entry(name).path("modulus").asInt());
    }

    /// @param dims numbers, or names of sizes that a graph leaves open; as many as it has axes
    Argument argument(String name, Object... dims) {
        var array =
                entry(name).has("modulus")
                        ? new Array.Longs(integers(name), shape(name))
                        : new Array.Floats(floats(name), shape(name));
        var sizes = new ArrayList<Object>(List.of(dims));
        for (int axis = 0; axis < sizes.size(); axis++) {
            // Nothing to leave open: the size of the fixture is the network's.
            if (sizes.get(axis).equals("-")) {
                sizes.set(axis, shape(name)[axis]);
            }
        }
        return new Argument(name, array, sizes);
    }
}
