package studio.likeness.models.parity;

import java.util.List;
import java.util.Map;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.WeightPlan;

/// A world in which a network is computed.
interface Interpreter {
    /// What networks are computed with.
    record Given(TensorIndex weights, WeightPlan plan, Adapter adapter) {
        static Given exactly(TensorIndex weights) {
            return new Given(weights, KeptWeights.exactly(), Adapter.none());
        }
    }

    String name();

    /// The network's outputs, and what it taps under `tap.NAME`.
    Map<String, float[]> run(Network network, Given given, List<Argument> arguments);

    static List<Interpreter> all() {
        return List.of(new TorchInterpreter(), new OnnxInterpreter(true));
    }
}
