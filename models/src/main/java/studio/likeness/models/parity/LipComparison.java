package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.likeness.models.face.network.LipGraph;
import studio.likeness.models.face.network.LipNetwork;
import studio.likeness.models.face.network.Wav2Lip;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.parity.Interpreter.Given;
import studio.likeness.models.runtime.Device;

/// Wav2Lip's generators: as published through both interpreters with every block's output, and as
/// the studio runs them, the norms folded.
final class LipComparison implements Comparison {
    private static final String SOUND = "audio_sequences";
    private static final String FACES = "face_sequences";

    @Override
    public boolean understands(Fixture fixture) {
        return FaceFigures.hasInput(fixture, SOUND)
                && FaceFigures.hasInput(fixture, FACES)
                && FaceFigures.hasTensor(fixture, "face_encoder_blocks.0.0.conv_block.0.weight");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        var lines = new ArrayList<Line>();
        try (var weights = KeyedWeights.of(fixture.tree())) {
            var network = new Generator(Wav2Lip.of(weights));
            for (var world : Interpreter.all()) {
                var found = world.run(network, Given.exactly(weights), arguments(fixture));
                var errors = new Errors(0);
                for (var output : FaceFigures.outputs(fixture)) {
                    var name = output.path("name").asText();
                    FaceFigures.compare(
                            output, found.get(name), tolerance(fixture, output), errors);
                }
                lines.add(errors.line(fixture, world.name(), ""));
            }
            lines.add(asRun(fixture, weights));
        }
        return lines;
    }

    private static double tolerance(Fixture fixture, JsonNode output) {
        var said = fixture.at("config").path("suggested_tolerance");
        return isTap(output)
                ? FaceFigures.tolerance(said.path("taps"), "1e-4*absmax", output)
                : FaceFigures.tolerance(said.path("output"), "2e-5", output);
    }

    private static boolean isTap(JsonNode output) {
        return output.path("name").asText().startsWith("tap.");
    }

    private static List<Argument> arguments(Fixture fixture) {
        var sound = FaceFigures.floats(fixture, SOUND);
        var faces = FaceFigures.floats(fixture, FACES);
        return List.of(
                Argument.of(SOUND, sound, "batch", 1, sound.shape()[2], sound.shape()[3]),
                Argument.of(
                        FACES,
                        faces,
                        "batch",
                        faces.shape()[1],
                        faces.shape()[2],
                        faces.shape()[3]));
    }

    private static Line asRun(Fixture fixture, KeyedWeights weights) {
        var errors = new Errors(0);
        try (var scratch = new Scratch()) {
            LipGraph.write(weights, GraphPlan.plain(), scratch.file(""), Progress.none());
            var graph = scratch.file(LipNetwork.GRAPH);
            try (var lips = LipNetwork.open(graph, Device.processor(), OnnxInterpreter.exact())) {
                var found =
                        lips.run(
                                FaceFigures.floats(fixture, SOUND).values(),
                                FaceFigures.floats(fixture, FACES).values());
                FaceFigures.outputs(fixture).stream()
                        .filter(output -> !isTap(output))
                        .forEach(
                                output ->
                                        FaceFigures.compare(
                                                output, found, tolerance(fixture, output), errors));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return errors.line(fixture, "runtime", "");
    }

    private record Generator(Wav2Lip lips) implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            return Map.of("output", lips.compute(o, in.get(SOUND), in.get(FACES)));
        }
    }
}
