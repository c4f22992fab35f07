package studio.likeness.models.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import studio.likeness.models.library.Recognized.Fact;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;

/// What an ONNX file is.
final class Graphs {
    static final String CONTAINER = "onnx";

    private Graphs() {}

    static Verdict verdict(Path file) {
        var graph = OnnxHeader.read(file);
        for (var external : graph.externals()) {
            if (!staysInside(external)) {
                return Verdict.not(CONTAINER, "models.library.escapingData", external);
            }
        }
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("inputs", values(graph.inputs())));
        facts.add(new Fact("outputs", values(graph.outputs())));
        for (var signature : GraphSignatures.ALL) {
            var sizes = signature.match(graph);
            if (sizes.isPresent()) {
                sizes.get().forEach((name, n) -> facts.add(new Fact(name, String.valueOf(n))));
                var verdict =
                        Verdict.known(
                                        signature.family(),
                                        signature.kind(),
                                        CONTAINER,
                                        graph.parameters())
                                .with(facts);
                boolean alone = graph.externals().isEmpty();
                return alone && ReadyGraphs.knows(signature.family())
                        ? verdict.can(Use.CONVERT)
                        : verdict.later();
            }
        }
        boolean decoder =
                graph.inputs().stream().anyMatch(v -> v.name().startsWith("past_key_values."));
        var verdict =
                Verdict.known(CONTAINER, Kind.OTHER, CONTAINER, graph.parameters()).with(facts);
        return decoder
                ? verdict.but("models.library.foreignDecoder")
                : verdict.but("models.library.unknownGraph");
    }

    /// Weights in other files must lie beside the graph or below.
    static boolean staysInside(String external) {
        if (external.isEmpty() || external.indexOf('\0') >= 0) {
            return false;
        }
        var path = external.replace('\\', '/');
        return !path.startsWith("/")
                && !path.matches("[A-Za-z]:.*")
                && !List.of(path.split("/")).contains("..");
    }

    private static String values(List<OnnxHeader.Value> values) {
        return values.stream()
                .limit(12)
                .map(v -> v.name() + shape(v.shape()))
                .collect(Collectors.joining(", "));
    }

    private static String shape(long[] shape) {
        return LongStream.of(shape)
                .mapToObj(size -> size < 0 ? "?" : String.valueOf(size))
                .collect(Collectors.joining("×", "[", "]"));
    }
}
