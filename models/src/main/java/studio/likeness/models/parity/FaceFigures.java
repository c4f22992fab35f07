package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import studio.likeness.models.runtime.Array.Floats;

/// What the fixtures of faces have in common: named inputs with an amplitude and an offset, named
/// outputs with samples, and tolerances that may depend on the largest number.
final class FaceFigures {
    /// Of the largest number: what nine decimal digits of a mean in float32 are good for.
    private static final double PRINTED = 1e-7;

    private FaceFigures() {}

    static boolean hasInput(Fixture fixture, String name) {
        return input(fixture, name).isPresent();
    }

    static boolean hasTensor(Fixture fixture, String name) {
        return named(fixture.at("tensors"), name).isPresent();
    }

    private static Optional<JsonNode> input(Fixture fixture, String name) {
        return named(fixture.at("inputs"), name);
    }

    private static Optional<JsonNode> named(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(entry -> entry.path("name").asText().equals(name))
                .findFirst();
    }

    /// An input's numbers.
    static Floats floats(Fixture fixture, String name) {
        var entry =
                input(fixture, name)
                        .orElseThrow(
                                () -> new IllegalArgumentException("expected an input " + name));
        var shape = shape(entry);
        int count = Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
        return new Floats(
                Keyed.input(fixture.at("salt").asText(), name)
                        .floats(
                                count,
                                entry.path("amplitude").asDouble(),
                                entry.path("offset").asDouble()),
                shape);
    }

    static long[] shape(JsonNode entry) {
        return entry.path("shape").valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    /// All that a fixture says of some numbers: how many, their mean and spread, samples. Where
    /// nothing at all may differ, the mean and the spread still are as exact as they are printed.
    static void compare(JsonNode output, float[] found, double allowed, Errors errors) {
        var name = output.path("name").asText();
        long count = LongStream.of(shape(output)).reduce(1, Math::multiplyExact);
        errors.same(name + " size", count, (long) found.length);
        if (count != found.length) {
            return;
        }
        double printed = PRINTED * Math.max(1, output.path("absmax").asDouble());
        errors.moments(name, output, found, Math.max(allowed, printed));
        for (var sample : output.path("samples")) {
            int index = sample.get(0).asInt();
            // The figure is a float32 in decimals.
            var expected = (float) sample.get(1).asDouble();
            errors.near(name + "[" + index + "]", expected, found[index], allowed);
        }
    }

    /// `0.0002`, `1e-4*absmax` or `1e-4*max(1,absmax)`.
    static double tolerance(JsonNode said, String usual, JsonNode output) {
        var text = said.isNumber() || said.isTextual() ? said.asText() : usual;
        double largest = output.path("absmax").asDouble();
        var parts = text.replace(" ", "").split("\\*", 2);
        double factor = Double.parseDouble(parts[0]);
        if (parts.length == 1) {
            return factor;
        }
        return switch (parts[1]) {
            case "absmax" -> factor * largest;
            case "max(1,absmax)" -> factor * Math.max(1, largest);
            default -> throw new IllegalArgumentException("no tolerance can be " + text);
        };
    }

    static List<JsonNode> outputs(Fixture fixture) {
        return fixture.at("outputs").valueStream().toList();
    }
}
