package studio.likeness.models.nn;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.quant.BlockSpec;

/// A checkpoint's tensors as constants of a graph. Large ones go to the file of weights, under a
/// key that says all that their bytes depend on.
final class OnnxWeights {
    // Smaller ones stay in the graph, where ONNX Runtime's shape inference sees them.
    private static final long INLINE = 1 << 10;

    private final OnnxGraph graph;
    private final TensorIndex tensors;
    private final GraphPlan plan;
    private final ElementType real;

    OnnxWeights(OnnxGraph graph, TensorIndex tensors, GraphPlan plan) {
        this.graph = graph;
        this.tensors = tensors;
        this.plan = plan;
        real = plan.precision().type();
    }

    boolean has(String name) {
        return tensors.has(name);
    }

    Tensor get(String name) {
        return tensors.get(name);
    }

    /// In few bits.
    ///
    /// @param zeroPoints absent when symmetric
    /// @param in numbers of a row, without padding
    record Blocks(Value codes, Value scales, Optional<Value> zeroPoints, BlockSpec spec, int in) {}

    // ---- by name

    Value weight(String name, long... expected) {
        var tensor = tensors.get(name);
        var shape = tensor.shape();
        check(tensor, expected);
        if (tensor.type().isInteger()) {
            return graph.initializer(
                    name, ElementType.INT64, new OnnxGraph.Inline(bytes(tensor.longs())), shape);
        }
        boolean half =
                shape.length > 1
                        && plan.weights().formatOf(WeightPlan.nameOf(name), shape)
                                == WeightFormat.Dense.FLOAT16;
        return dense(name, half, GraphNumbers.of(tensor), shape);
    }

    private static ByteString bytes(long[] values) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return ByteString.copyFrom(bytes);
    }

    private static void check(Tensor tensor, long... expected) {
        var shape = tensor.shape();
        boolean fits = expected.length == 0 || expected.length == shape.length;
        for (int i = 0; fits && i < expected.length; i++) {
            fits = expected[i] == -1 || expected[i] == shape[i];
        }
        if (!fits) {
            throw new StudioException(
                    "models.nn.wrongShape",
                    tensor.name(),
                    Arrays.toString(shape),
                    Arrays.toString(expected));
        }
    }

    /// A vector as it is needed, whatever its published shape.
    Value shaped(String name, long... shape) {
        return dense(
                name + Arrays.toString(shape), false, GraphNumbers.of(tensors.get(name)), shape);
    }

    /// A norm's weight, with what is added to it.
    Value offset(String name, float offset) {
        var numbers = GraphNumbers.of(tensors.get(name));
        return offset == 0
                ? dense(name, false, numbers, numbers.count())
                : dense(name + "+" + offset, false, numbers.plus(offset), numbers.count());
    }

    // ---- by numbers

    Value constant(float[] values, long... shape) {
        if ((long) values.length * real.bytes() <= INLINE) {
            return graph.constant(values, real, shape);
        }
        return dense("const." + digest(values), false, GraphNumbers.of(values), shape);
    }

    private static String digest(float[] values) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(DenseWeight.bytes(values, ElementType.FLOAT32));
            return HexFormat.of().formatHex(sha.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// @param name says all that the numbers depend on
    /// @param half kept as float16 even where the graph computes in float32
    Value dense(String name, boolean half, GraphNumbers numbers, long... shape) {
        if (LongStream.of(shape).reduce(1, Math::multiplyExact) != numbers.count()) {
            throw new IllegalArgumentException(
                    "expected %s numbers, found %d"
                            .formatted(Arrays.toString(shape), numbers.count()));
        }
        var type = half ? ElementType.FLOAT16 : real;
        var source = new DenseWeight(numbers, type);
        var id = type == ElementType.FLOAT16 ? name + ".f16" : name;
        OnnxGraph.Data data;
        if (source.parts()[0] <= INLINE) {
            var small = new float[(int) numbers.count()];
            numbers.read(0, small, 0, small.length);
            data = new OnnxGraph.Inline(ByteString.copyFrom(DenseWeight.bytes(small, type)));
        } else {
            data = new OnnxGraph.Kept(id, source, 0);
        }
        var value = graph.initializer(id + text(shape), type, data, shape);
        return type == real
                ? value
                : graph.op("Cast").set("to", real.code()).in(value).to(real, value.shape());
    }

    /// One name may be seen in several shapes.
    private static String text(long... shape) {
        return shape.length < 2 ? "" : Arrays.toString(shape).replace(" ", "");
    }

    // ---- linear maps

    /// `[out, in]` of several maps, one below the other.
    record Rows(List<String> names, long out, long in, GraphNumbers numbers) {
        String id() {
            return String.join("+", names) + ".weight";
        }

        long[] shape() {
            return new long[] {out, in};
        }
    }

    Rows rows(List<String> names) {
        var parts = new ArrayList<GraphNumbers>();
        long out = 0;
        long in = -1;
        for (var name : names) {
            var tensor = tensors.get(name + ".weight");
            check(tensor, -1, in);
            out += tensor.shape()[0];
            in = tensor.shape()[1];
            parts.add(GraphNumbers.of(tensor));
        }
        return new Rows(names, out, in, GraphNumbers.joined(parts));
    }

    /// Neighbours that are kept alike, together.
    List<List<String>> alike(List<String> names) {
        var groups = new ArrayList<List<String>>();
        for (var name : names) {
            if (groups.isEmpty() || !format(groups.getLast().getFirst()).equals(format(name))) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(name);
        }
        return groups;
    }

    private WeightFormat format(String name) {
        return plan.weights().formatOf(name, tensors.get(name + ".weight").shape());
    }

    WeightFormat format(Rows rows) {
        return format(rows.names().getFirst());
    }

    Optional<WeightFormat.Blocks> shortlist(Rows rows) {
        return plan.weights().shortlist(rows.names().getFirst(), rows.shape());
    }

    Value dense(Rows rows, WeightFormat format) {
        boolean half = format == WeightFormat.Dense.FLOAT16;
        return dense(rows.id(), half, rows.numbers(), rows.out(), rows.in());
    }

    /// @param table as rows of bytes to look up, not as blocks to multiply; the bytes are the same
    Blocks blocks(Rows rows, WeightFormat.Blocks format, boolean table) {
        var spec =
                new BlockSpec(format.bits(), format.block(), format.symmetric(), format.refined());
        int out = Math.toIntExact(rows.out());
        int in = Math.toIntExact(rows.in());
        var source = new BlocksWeight(rows.numbers(), out, in, spec, real);
        var id =
                "%s.q%d.%d.%s%s%s"
                        .formatted(
                                rows.id(),
                                spec.bits(),
                                spec.block(),
                                spec.symmetric() ? "s" : "a",
                                spec.refined() ? "r" : "",
                                real == ElementType.FLOAT16 ? ".f16" : "");
        int blocks = spec.blocks(in);
        var codes =
                table
                        ? part(id, ".table", source, 0, out, spec.rowBytes(in))
                        : part(id, ".codes", source, 0, out, blocks, spec.rowBytes(in) / blocks);
        var scales = part(id, ".scales", source, 1, out, blocks);
        Optional<Value> zeros =
                spec.symmetric()
                        ? Optional.empty()
                        : Optional.of(part(id, ".zeros", source, 2, out, spec.zeroPointBytes(in)));
        return new Blocks(codes, scales, zeros, spec, in);
    }

    private Value part(String id, String name, BlocksWeight source, int part, long... shape) {
        var type = part == 1 ? real : ElementType.UINT8;
        return graph.initializer(id + name, type, new OnnxGraph.Kept(id, source, part), shape);
    }

    /// The maps' biases one after another, zeros where one has none; empty when none has any.
    Optional<Value> bias(List<String> names) {
        if (names.stream().noneMatch(name -> tensors.has(name + ".bias"))) {
            return Optional.empty();
        }
        var parts = new ArrayList<GraphNumbers>();
        for (var name : names) {
            parts.add(
                    tensors.find(name + ".bias")
                            .map(GraphNumbers::of)
                            .orElseGet(
                                    () ->
                                            GraphNumbers.zeros(
                                                    tensors.get(name + ".weight").shape()[0])));
        }
        var joined = GraphNumbers.joined(parts);
        return Optional.of(dense(String.join("+", names) + ".bias", false, joined, joined.count()));
    }
}
