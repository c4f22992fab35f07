package studio.likeness.models.nn;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.likeness.models.job.Progress;

/// Writes a graph and runs it.
final class OnnxOpsRig implements AutoCloseable {
    /// @param values float[], long[] or int[]
    record Held(Object values, long... shape) {
        float[] floats() {
            return (float[]) values;
        }
    }

    final WeightFile file;
    final OnnxOps o;
    private final Path graph;
    private final Map<String, Held> inputs = new LinkedHashMap<>();
    private OrtSession session;

    OnnxOpsRig(Path folder, studio.likeness.models.checkpoint.TensorIndex weights, GraphPlan plan)
            throws IOException {
        graph = folder.resolve("graph.onnx");
        file = new WeightFile(folder.resolve("graph.bin"));
        o = new OnnxOps(weights, plan, file);
    }

    static Held floats(float[] values, long... shape) {
        return new Held(values, shape);
    }

    /// An input whose sizes the graph does not know.
    Value input(String name, Held value) {
        var dims = new Object[value.shape().length];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = name + i;
        }
        return input(name, value, dims);
    }

    Value input(String name, Held value, Object... dims) {
        inputs.put(name, value);
        var type = value.values() instanceof float[] ? ElementType.FLOAT32 : ElementType.INT64;
        return o.input(name, type, dims);
    }

    void give(String name, Held value) {
        inputs.put(name, value);
    }

    Held run(Value result) throws IOException, OrtException {
        o.output("result", result);
        return run().get("result");
    }

    void write() throws IOException {
        o.write(graph, Progress.none());
        file.close();
    }

    Map<String, Held> run() throws IOException, OrtException {
        if (session == null) {
            write();
            var options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            session = OrtEnvironment.getEnvironment().createSession(graph.toString(), options);
        }
        return run(session, inputs);
    }

    static Map<String, Held> run(OrtSession session, Map<String, Held> given) throws OrtException {
        var env = OrtEnvironment.getEnvironment();
        var tensors = new LinkedHashMap<String, OnnxTensor>();
        for (var entry : given.entrySet()) {
            if (!session.getInputNames().contains(entry.getKey())) {
                continue;
            }
            var shape = entry.getValue().shape();
            tensors.put(
                    entry.getKey(),
                    switch (entry.getValue().values()) {
                        case float[] f -> OnnxTensor.createTensor(env, FloatBuffer.wrap(f), shape);
                        case long[] l -> OnnxTensor.createTensor(env, LongBuffer.wrap(l), shape);
                        case int[] i -> OnnxTensor.createTensor(env, IntBuffer.wrap(i), shape);
                        default -> throw new IllegalArgumentException(entry.toString());
                    });
        }
        var results = new LinkedHashMap<String, Held>();
        try (var outputs = session.run(tensors)) {
            for (var entry : outputs) {
                var tensor = (OnnxTensor) entry.getValue();
                var shape = tensor.getInfo().getShape();
                Object values =
                        switch (tensor.getInfo().type) {
                            case FLOAT -> all(tensor.getFloatBuffer());
                            case INT64 -> all(tensor.getLongBuffer());
                            default -> throw new IllegalArgumentException(tensor.toString());
                        };
                results.put(entry.getKey(), new Held(values, shape));
            }
        }
        tensors.values().forEach(OnnxTensor::close);
        return results;
    }

    private static float[] all(FloatBuffer buffer) {
        var values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static long[] all(LongBuffer buffer) {
        var values = new long[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (session != null) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
