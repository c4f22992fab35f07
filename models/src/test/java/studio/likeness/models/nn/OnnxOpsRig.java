package studio.likeness.models.nn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.Progress;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// Writes a graph and runs it on the processor.
final class OnnxOpsRig implements AutoCloseable {
    final WeightFile file;
    final OnnxOps o;
    private final Path graph;
    private final Map<String, Array> inputs = new LinkedHashMap<>();
    private Optional<Session> session = Optional.empty();

    OnnxOpsRig(Path folder, TensorIndex weights, GraphPlan plan) throws IOException {
        graph = folder.resolve("graph.onnx");
        file = new WeightFile(folder.resolve("graph.bin"));
        o = new OnnxOps(weights, plan, file);
    }

    /// An input none of whose sizes the graph knows.
    Value input(String name, Array value) {
        var dims = new Object[value.shape().length];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = name + i;
        }
        return input(name, value, dims);
    }

    Value input(String name, Array value, Object... dims) {
        inputs.put(name, value);
        var type = value instanceof Array.Floats ? ElementType.FLOAT32 : ElementType.INT64;
        return o.input(name, type, dims);
    }

    void give(String name, Array value) {
        inputs.put(name, value);
    }

    /// One result of one run.
    Array run(Value result) throws IOException {
        o.output("result", result);
        return run().get("result");
    }

    Map<String, Array> run() throws IOException {
        if (session.isEmpty()) {
            o.write(graph, Progress.none());
            file.close();
            session = Optional.of(open(graph));
        }
        return session.get().run(inputs);
    }

    static Session open(Path graph) {
        return Session.open(graph, new Device.Processor(1), SessionPlan.usual());
    }

    static float[] floats(Array array) {
        return ((Array.Floats) array).values();
    }

    static long[] longs(Array array) {
        return ((Array.Longs) array).values();
    }

    @Override
    public void close() throws IOException {
        file.close();
        session.ifPresent(Session::close);
    }
}
