package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.checkpoint.GgufIndex;
import studio.likeness.models.checkpoint.TensorIndex;

/// A whole GGUF file with every kind of block: shapes, types, numbers, and what else it says.
final class GgufComparison implements Comparison {
    /// Of the largest number of a tensor: the figures have seven digits.
    private static final double TOLERANCE = 1e-6;

    @Override
    public boolean understands(Fixture fixture) {
        return fixture.has("file_base64", "metadata", "tensors");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var errors = new Errors(TOLERANCE);
        try (var scratch = new Scratch()) {
            var file = scratch.file("figures.gguf");
            Files.write(file, Base64.getDecoder().decode(fixture.at("file_base64").asText()));
            try (var checkpoint = Checkpoints.open(file)) {
                errors.same("a GGUF file", true, checkpoint instanceof GgufIndex);
                fixture.at("tensors").forEach(tensor -> tensor(tensor, checkpoint, errors));
                errors.same("tensors", fixture.at("tensors").size(), checkpoint.names().size());
                metadata(fixture.at("metadata"), checkpoint, errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(errors.line(fixture, "java", ""));
    }

    private static void tensor(JsonNode expected, TensorIndex checkpoint, Errors errors) {
        var name = expected.path("name").asText();
        var found = checkpoint.get(name);
        errors.same(name + " type", expected.path("type").asText(), found.storage());
        errors.same(name + " bytes", expected.path("bytes").asLong(), found.bytes());
        errors.same(
                name + " shape",
                expected.path("shape").valueStream().map(JsonNode::asLong).toList(),
                LongStream.of(found.shape()).boxed().toList());
        var values = found.floats();
        double allowed = TOLERANCE * largest(expected.path("samples"));
        errors.moments(name, expected, values, allowed);
        errors.all(name, expected.path("first_32"), Arrays.copyOf(values, 32), allowed);
        errors.samples(name, expected.path("samples"), values, allowed);
    }

    private static double largest(JsonNode samples) {
        return samples.valueStream()
                .mapToDouble(sample -> Math.abs(sample.get(1).asDouble()))
                .max()
                .orElseThrow();
    }

    private static void metadata(JsonNode expected, TensorIndex checkpoint, Errors errors) {
        var found = checkpoint.meta();
        for (var entry : expected.properties()) {
            var key = entry.getKey();
            var value = entry.getValue();
            if (value.isArray() && checkpoint instanceof GgufIndex gguf) {
                list(key, value, gguf, errors);
            } else if (value.isNumber()) {
                double number = value.asDouble();
                double allowed = Math.abs(number) * TOLERANCE; // of a float32
                errors.near(key, number, found.path(key).asDouble(Double.NaN), allowed);
            } else {
                errors.same(key, value.toString(), found.path(key).toString());
            }
        }
    }

    private static void list(String key, JsonNode expected, GgufIndex gguf, Errors errors) {
        if (expected.path(0).isTextual()) {
            var words = expected.valueStream().map(JsonNode::asText).toList();
            errors.same(key, words, gguf.words(key));
        } else {
            var numbers = expected.valueStream().map(JsonNode::asDouble).toList();
            errors.same(key, numbers, Arrays.stream(gguf.numbers(key)).boxed().toList());
        }
    }
}
