package studio.likeness.models.parity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.face.network.S3fd;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.parity.Interpreter.Given;

/// The detector S3FD: what its twelve heads say of a picture, and what lies between.
final class S3fdComparison implements Comparison {
    private static final String IMAGE = "image";

    @Override
    public boolean understands(Fixture fixture) {
        return FaceFigures.hasInput(fixture, IMAGE)
                && FaceFigures.hasTensor(fixture, "conv3_3_norm_mbox_conf.weight");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        return Interpreter.all().stream().map(world -> line(fixture, world)).toList();
    }

    private static Line line(Fixture fixture, Interpreter world) {
        var errors = new Errors(0);
        var said = fixture.at("config").path("suggested_tolerance");
        try (var weights = KeyedWeights.of(fixture.tree())) {
            var image = FaceFigures.floats(fixture, IMAGE);
            var argument = Argument.of(IMAGE, image, "batch", 3, "height", "width");
            var found = world.run(new Detector(), Given.exactly(weights), List.of(argument));
            for (var output : FaceFigures.outputs(fixture)) {
                double allowed = FaceFigures.tolerance(said, "1e-4*max(1,absmax)", output);
                var name = output.path("name").asText();
                FaceFigures.compare(output, found.get(name), allowed, errors);
            }
        }
        return errors.line(fixture, world.name(), "");
    }

    private record Detector() implements Network {
        @Override
        public <T> Map<String, T> compute(Ops<T> o, Named<T> in) {
            var outputs = new LinkedHashMap<String, T>();
            var levels = new S3fd().compute(o, in.get(IMAGE));
            for (int i = 0; i < levels.size(); i++) {
                outputs.put("cls" + (i + 1), levels.get(i).confidence());
                outputs.put("reg" + (i + 1), levels.get(i).place());
            }
            return outputs;
        }
    }
}
