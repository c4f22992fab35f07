package studio.likeness.models.runtime;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A small graph, written node by node: the runtime is tested without the graph writer of `nn`.
final class TestGraph {
    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int INT32 = 6;
    static final int INT64 = 7;
    static final int FLOAT16 = 10;
    static final String MICROSOFT = "com.microsoft";

    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder().setName("test");
    private int next;

    /// @param shape numbers, or strings for sizes known at run time
    TestGraph input(String name, int type, Object... shape) {
        graph.addInput(value(name, type, shape));
        return this;
    }

    TestGraph output(String name, int type, Object... shape) {
        graph.addOutput(value(name, type, shape));
        return this;
    }

    TestGraph node(String op, List<String> in, List<String> out, Map<String, Object> attributes) {
        return node("", op, in, out, attributes);
    }

    /// @param attributes of type Long, Float, long[] or String
    TestGraph node(
            String domain,
            String op,
            List<String> in,
            List<String> out,
            Map<String, Object> attributes) {
        var node =
                OnnxMl.NodeProto.newBuilder()
                        .setName(op + next++)
                        .setDomain(domain)
                        .setOpType(op)
                        .addAllInput(in)
                        .addAllOutput(out);
        attributes.forEach((name, value) -> node.addAttribute(attribute(name, value)));
        graph.addNode(node);
        return this;
    }

    TestGraph floats(String name, float[] values, long... shape) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return raw(name, FLOAT, bytes.array(), shape);
    }

    TestGraph halves(String name, float[] values, long... shape) {
        var bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(Float.floatToFloat16(value));
        }
        return raw(name, FLOAT16, bytes.array(), shape);
    }

    TestGraph longs(String name, long[] values, long... shape) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return raw(name, INT64, bytes.array(), shape);
    }

    TestGraph raw(String name, int type, byte[] bytes, long... shape) {
        graph.addInitializer(
                tensor(name, type, shape).setRawData(ByteString.copyFrom(bytes)).build());
        return this;
    }

    /// Numbers that lie in another file of the graph's folder.
    TestGraph external(
            String name, int type, String file, long offset, long length, long... shape) {
        graph.addInitializer(
                tensor(name, type, shape)
                        .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(entry("location", file))
                        .addExternalData(entry("offset", Long.toString(offset)))
                        .addExternalData(entry("length", Long.toString(length))));
        return this;
    }

    boolean hasInput(String name) {
        return graph.getInputList().stream().anyMatch(input -> input.getName().equals(name));
    }

    byte[] bytes() {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(9)
                .setGraph(graph)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(18))
                .addOpsetImport(
                        OnnxMl.OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
                .build()
                .toByteArray();
    }

    Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static OnnxMl.TensorProto.Builder tensor(String name, int type, long... shape) {
        var tensor = OnnxMl.TensorProto.newBuilder().setName(name).setDataType(type);
        for (long size : shape) {
            tensor.addDims(size);
        }
        return tensor;
    }

    private static OnnxMl.StringStringEntryProto entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static OnnxMl.ValueInfoProto value(String name, int type, Object... shape) {
        var sizes = OnnxMl.TensorShapeProto.newBuilder();
        for (var size : shape) {
            var dimension = OnnxMl.TensorShapeProto.Dimension.newBuilder();
            if (size instanceof String symbol) {
                dimension.setDimParam(symbol);
            } else {
                dimension.setDimValue(((Number) size).longValue());
            }
            sizes.addDim(dimension);
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        OnnxMl.TypeProto.newBuilder()
                                .setTensorType(
                                        OnnxMl.TypeProto.Tensor.newBuilder()
                                                .setElemType(type)
                                                .setShape(sizes)))
                .build();
    }

    private static OnnxMl.AttributeProto attribute(String name, Object value) {
        var attribute = OnnxMl.AttributeProto.newBuilder().setName(name);
        switch (value) {
            case Long number ->
                    attribute.setType(OnnxMl.AttributeProto.AttributeType.INT).setI(number);
            case Float number ->
                    attribute.setType(OnnxMl.AttributeProto.AttributeType.FLOAT).setF(number);
            case long[] numbers -> {
                attribute.setType(OnnxMl.AttributeProto.AttributeType.INTS);
                for (long number : numbers) {
                    attribute.addInts(number);
                }
            }
            case String text ->
                    attribute
                            .setType(OnnxMl.AttributeProto.AttributeType.STRING)
                            .setS(ByteString.copyFromUtf8(text));
            default -> throw new IllegalArgumentException("attribute " + name + ": " + value);
        }
        return attribute.build();
    }
}
