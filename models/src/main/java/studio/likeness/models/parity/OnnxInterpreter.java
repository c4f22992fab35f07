package studio.likeness.models.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.ElementType;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.OnnxOps;
import studio.likeness.models.nn.Value;
import studio.likeness.models.nn.WeightFile;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// ONNX Runtime, with a graph written for the purpose.
final class OnnxInterpreter implements Interpreter {
    private final boolean exact;

    /// @param exact whether products with few-bit weights keep their inputs as they are
    OnnxInterpreter(boolean exact) {
        this.exact = exact;
    }

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public Map<String, float[]> run(Network network, Given given, List<Argument> arguments) {
        try (var scratch = new Scratch()) {
            var graph = scratch.file("network.onnx");
            var adapters = new AdapterInputs(given.weights(), given.adapter());
            try (var weights = new WeightFile(scratch.file("network.weights"))) {
                var plan = GraphPlan.plain().withWeights(given.plan()).withTaps().withExact(exact);
                var ops =
                        new OnnxOps(
                                given.weights(),
                                adapters.isEmpty() ? plan : plan.withAdapters(),
                                weights);
                var inputs = new HashMap<String, Value>();
                arguments.forEach(a -> inputs.put(a.name(), input(ops, a)));
                network.compute(ops, inputs).forEach((name, x) -> ops.output("out." + name, x));
                ops.write(graph, Progress.none());
            }
            try (var session = Session.open(graph, Device.processor(), exact())) {
                return run(session, arguments, adapters);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SessionPlan exact() {
        return SessionPlan.usual().withTf32(false);
    }

    private static Value input(OnnxOps ops, Argument argument) {
        var type =
                argument.array() instanceof Array.Floats ? ElementType.FLOAT32 : ElementType.INT64;
        return ops.input(argument.name(), type, argument.dims().toArray());
    }

    private static Map<String, float[]> run(
            Session session, List<Argument> arguments, AdapterInputs adapters) {
        var arrays = arguments.stream().collect(Collectors.toMap(Argument::name, Argument::array));
        arrays.putAll(adapters.arrays(session.inputs()));
        var found = new LinkedHashMap<String, float[]>();
        session.run(arrays)
                .forEach(
                        (name, array) ->
                                found.put(
                                        name.startsWith("out.") ? name.substring(4) : "tap." + name,
                                        floats(array)));
        return found;
    }

    static float[] floats(Array array) {
        if (array instanceof Array.Floats(var values, _)) {
            return values;
        }
        throw new IllegalArgumentException("expected floats, found " + array);
    }
}
