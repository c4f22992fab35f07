package studio.likeness.models.parity;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.nn.EagerOps;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.runtime.Array;

/// Libtorch, at once.
final class TorchInterpreter implements Interpreter {
    @Override
    public String name() {
        return "torch";
    }

    @Override
    public Map<String, float[]> run(Network network, Given given, List<Argument> arguments) {
        try (var ops = TorchOps.onProcessor(given.weights(), given.plan(), given.adapter());
                var step = ops.step()) {
            return compute(step, network, arguments);
        }
    }

    private static <T> Map<String, float[]> compute(
            EagerOps<T> step, Network network, List<Argument> arguments) {
        var inputs = new HashMap<String, T>();
        arguments.forEach(a -> inputs.put(a.name(), tensor(step, a.array())));
        var found = new LinkedHashMap<String, float[]>();
        network.compute(step, inputs).forEach((name, x) -> found.put(name, step.floats(x)));
        step.taps().forEach((name, x) -> found.put("tap." + name, step.floats(x)));
        return found;
    }

    private static <T> T tensor(EagerOps<T> step, Array array) {
        return switch (array) {
            case Array.Floats(var values, var shape) -> step.constant(values, shape);
            case Array.Longs(var values, var shape) -> step.constant(values, shape);
            case Array other ->
                    throw new IllegalArgumentException(
                            "expected floats or 64-bit integers, found " + other);
        };
    }
}
