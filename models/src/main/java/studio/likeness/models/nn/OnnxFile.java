package studio.likeness.models.nn;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.likeness.models.job.Progress;

/// A graph on its way to an ONNX file: without what no output needs, its large constants in the
/// file of weights.
final class OnnxFile {
    // The newest whose kernels ONNX Runtime has for the processor and for CUDA alike.
    private static final int OPSET = 18;
    private static final int IR_VERSION = 8;

    private final OnnxGraph graph;
    private final WeightFile weights;
    private final Set<String> needed = new HashSet<>();
    private final List<OnnxGraph.Node> nodes = new ArrayList<>();

    OnnxFile(OnnxGraph graph, WeightFile weights) {
        this.graph = graph;
        this.weights = weights;
        needed.addAll(graph.outputs().keySet());
        for (var node : graph.nodes().reversed()) {
            if (node.outputs().stream().anyMatch(needed::contains)) {
                needed.addAll(node.inputs());
                nodes.addFirst(node);
            }
        }
        needed.remove("");
    }

    void write(Path file, Map<String, String> notes, Progress progress) throws IOException {
        if (!weights.beside(file)) {
            throw new IllegalArgumentException(
                    "expected the graph beside its weights %s, found %s".formatted(weights, file));
        }
        var model = model(notes);
        weights.flush(progress);
        try (var out = new FileOutputStream(file.toFile());
                var buffered = new BufferedOutputStream(out)) {
            model.writeTo(buffered);
            buffered.flush();
            out.getFD().sync();
        }
    }

    private ModelProto model(Map<String, String> notes) {
        var proto = GraphProto.newBuilder().setName("network");
        graph.inputs().values().forEach(input -> proto.addInput(info(input)));
        graph.outputs().values().forEach(output -> proto.addOutput(info(output)));
        graph.initializers().values().stream()
                .filter(constant -> needed.contains(constant.value().name()))
                .forEach(constant -> proto.addInitializer(tensor(constant)));
        for (int i = 0; i < nodes.size(); i++) {
            proto.addNode(node(nodes.get(i), i));
        }
        graph.pictures().stream()
                .filter(value -> needed.contains(value.name()))
                .filter(value -> !graph.outputs().containsKey(value.name()))
                .forEach(value -> proto.addValueInfo(info(value)));
        var model =
                ModelProto.newBuilder()
                        .setIrVersion(IR_VERSION)
                        .setProducerName("Likeness")
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                        .addOpsetImport(
                                OperatorSetIdProto.newBuilder()
                                        .setDomain("com.microsoft")
                                        .setVersion(1))
                        .setGraph(proto);
        notes.forEach((key, note) -> model.addMetadataProps(entry(key, note)));
        return model.build();
    }

    private static NodeProto node(OnnxGraph.Node node, int index) {
        var proto =
                NodeProto.newBuilder()
                        .setName(node.op() + "." + index)
                        .setOpType(node.op())
                        .setDomain(node.domain())
                        .addAllInput(withoutEnd(node.inputs()))
                        .addAllOutput(node.outputs());
        node.attributes().forEach((name, value) -> proto.addAttribute(attribute(name, value)));
        return proto.build();
    }

    /// Inputs that are left out at the end are not named at all.
    private static List<String> withoutEnd(List<String> inputs) {
        int end = inputs.size();
        while (end > 0 && inputs.get(end - 1).isEmpty()) {
            end--;
        }
        return inputs.subList(0, end);
    }

    private static AttributeProto attribute(String name, Object value) {
        var proto = AttributeProto.newBuilder().setName(name);
        switch (value) {
            case Long whole -> proto.setType(AttributeProto.AttributeType.INT).setI(whole);
            case Float number -> proto.setType(AttributeProto.AttributeType.FLOAT).setF(number);
            case String text ->
                    proto.setType(AttributeProto.AttributeType.STRING)
                            .setS(ByteString.copyFromUtf8(text));
            case List<?> wholes -> {
                proto.setType(AttributeProto.AttributeType.INTS);
                wholes.forEach(whole -> proto.addInts((Long) whole));
            }
            default -> throw new IllegalArgumentException("no attribute can be " + value);
        }
        return proto.build();
    }

    private TensorProto tensor(OnnxGraph.Initializer constant) {
        var value = constant.value();
        var proto = TensorProto.newBuilder().setName(value.name()).setDataType(value.type().code());
        for (int i = 0; i < value.rank(); i++) {
            proto.addDims(value.known(i));
        }
        switch (constant.data()) {
            case OnnxGraph.Inline(var bytes) -> proto.setRawData(bytes);
            case OnnxGraph.Kept(var key, var source, int part) -> {
                var extent = weights.keep(key, source).get(part);
                proto.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(entry("location", weights.name()))
                        .addExternalData(entry("offset", Long.toString(extent.offset())))
                        .addExternalData(entry("length", Long.toString(extent.bytes())));
            }
        }
        return proto.build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static ValueInfoProto info(Value value) {
        var shape = TensorShapeProto.newBuilder();
        for (var dim : value.shape()) {
            var proto = TensorShapeProto.Dimension.newBuilder();
            switch (dim) {
                case Dim.Known(var size) -> proto.setDimValue(size);
                default -> proto.setDimParam(dim.toString());
            }
            shape.addDim(proto);
        }
        var tensor = TypeProto.Tensor.newBuilder().setElemType(value.type().code()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(value.name())
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
