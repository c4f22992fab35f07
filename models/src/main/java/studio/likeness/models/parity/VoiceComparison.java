package studio.likeness.models.parity;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.parity.Interpreter.Given;

/// Networks around the voice: every output that a fixture names, through both interpreters.
final class VoiceComparison implements Comparison {
    /// Of an output's largest number.
    private static final double FEATURES = 1e-4;

    /// What is behind many layers or a sine source.
    private static final double WAVES = 2e-3;

    /// How one kind of network is set up.
    ///
    /// @param weights as its class wants them, of the keyed ones
    /// @param after what is computed in Java behind the network, from what it gave
    record Setup(
            Function<TensorIndex, TensorIndex> weights,
            Function<TensorIndex, Network> network,
            List<Argument> arguments,
            Function<Named<float[]>, Map<String, float[]>> after) {
        Setup(Function<TensorIndex, Network> network, List<Argument> arguments) {
            this(weights -> weights, network, arguments, _ -> Map.of());
        }
    }

    @Override
    public boolean understands(Fixture fixture) {
        return fixture.has("network", "tensors", "inputs")
                && VoiceNetworks.setup(fixture).isPresent();
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var setup = VoiceNetworks.setup(fixture).orElseThrow();
        return Interpreter.all().stream().map(world -> line(fixture, setup, world)).toList();
    }

    private static Line line(Fixture fixture, Setup setup, Interpreter world) {
        var errors = new Errors(FEATURES);
        try (var keyed = KeyedWeights.of(fixture.tree())) {
            var weights = setup.weights().apply(keyed);
            var network = setup.network().apply(weights);
            var found = world.run(network, Given.exactly(weights), setup.arguments());
            var after = setup.after().apply(found);
            for (var output : fixture.at("outputs")) {
                var name = output.path("name").asText();
                var values = after.containsKey(name) ? after.get(name) : named(found, name);
                compare(name, output, values, errors);
            }
        }
        return errors.line(fixture, world.name(), "");
    }

    private static float[] named(Named<float[]> found, String name) {
        return found.all().containsKey(name) ? found.get(name) : found.get("tap." + name);
    }

    static void compare(
            String name,
            com.fasterxml.jackson.databind.JsonNode output,
            float[] found,
            Errors errors) {
        int count = 1;
        for (var size : output.path("shape")) {
            count *= size.asInt();
        }
        errors.same(name + " length", count, found.length);
        boolean whole = output.path("dtype").asText().startsWith("int");
        boolean wave = name.equals("audio") || name.equals("har_source");
        double share = wave ? WAVES : FEATURES;
        double allowed = whole ? 0 : share * output.path("absmax").asDouble();
        if (found.length == count) {
            errors.samples(name, output.path("samples"), found, allowed);
            if (!whole) {
                errors.moments(name, output, found, allowed);
            }
        }
    }
}
