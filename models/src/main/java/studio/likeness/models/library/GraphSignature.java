package studio.likeness.models.library;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.library.Recognized.Kind;

/// How an ONNX model is known by what it takes and gives: a line for each value, `in` or `out`, its
/// name (`_` where exporters differ) and its shape ([ShapePattern]). All its values must be found,
/// and it may have no others.
record GraphSignature(String family, Kind kind, List<Line> inputs, List<Line> outputs) {

    record Line(String name, ShapePattern shape) {}

    GraphSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static GraphSignature of(String family, Kind kind, String lines) {
        var inputs = new ArrayList<Line>();
        var outputs = new ArrayList<Line>();
        for (var text : lines.strip().split("\n")) {
            var words = text.strip().split(" ", 3);
            (words[0].equals("in") ? inputs : outputs)
                    .add(new Line(words[1], ShapePattern.of(words[2])));
        }
        return new GraphSignature(family, kind, inputs, outputs);
    }

    /// The sizes that the signature names.
    Optional<Map<String, Long>> match(OnnxHeader graph) {
        var facts = new LinkedHashMap<String, Long>();
        return fits(inputs, graph.inputs(), facts) && fits(outputs, graph.outputs(), facts)
                ? Optional.of(facts)
                : Optional.empty();
    }

    private static boolean fits(
            List<Line> lines, List<OnnxHeader.Value> values, Map<String, Long> facts) {
        if (lines.size() != values.size()) {
            return false;
        }
        var left = new ArrayList<>(values);
        for (var line : lines) {
            var found =
                    left.stream()
                            .filter(v -> line.name().equals("_") || line.name().equals(v.name()))
                            .filter(v -> line.shape().fits(v.shape(), facts))
                            .findFirst();
            if (found.isEmpty()) {
                return false;
            }
            left.remove(found.get());
        }
        return true;
    }
}
