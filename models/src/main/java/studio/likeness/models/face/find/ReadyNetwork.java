package studio.likeness.models.face.find;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Port;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// An opened ONNX model that takes one picture.
final class ReadyNetwork implements AutoCloseable {
    private final Session session;
    private final Port input;

    /// @throws StudioException when the graph is broken, or takes no picture
    static ReadyNetwork open(Path graph, Device device) {
        var session = Session.open(graph, device, SessionPlan.usual());
        try {
            return new ReadyNetwork(session, graph);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private ReadyNetwork(Session session, Path graph) {
        this.session = session;
        // Some exporters list weights among the inputs; they have values of their own.
        input =
                session.inputs().stream()
                        .filter(port -> port.shape().length == 4 && port.shape()[1] == 3)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.face.find.unknown", graph.getFileName()));
    }

    /// The only size it takes, or the given one.
    int width(int otherwise) {
        return size(3, otherwise);
    }

    int height(int otherwise) {
        return size(2, otherwise);
    }

    private int size(int axis, int otherwise) {
        long size = input.shape()[axis];
        return size > 0 ? (int) size : otherwise;
    }

    List<Port> outputs() {
        return session.outputs();
    }

    /// Every output by its name.
    Map<String, Floats> run(Floats picture) {
        var found = new LinkedHashMap<String, Floats>();
        session.run(Map.of(input.name(), picture))
                .forEach(
                        (name, array) -> {
                            if (array instanceof Floats floats) {
                                found.put(name, floats);
                            }
                        });
        return found;
    }

    /// The outputs whose last axis is so long, those with the most rows first.
    static List<float[]> withLast(Map<String, Floats> outputs, long last) {
        var all = new ArrayList<float[]>();
        for (var output : outputs.values()) {
            var shape = output.shape();
            if (shape[shape.length - 1] == last) {
                all.add(output.values());
            }
        }
        all.sort((a, b) -> Integer.compare(b.length, a.length));
        return all;
    }

    @Override
    public void close() {
        session.close();
    }
}
