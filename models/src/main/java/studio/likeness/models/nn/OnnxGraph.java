package studio.likeness.models.nn;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The nodes, inputs, outputs and constants of a graph while it is written. The same operation on
/// the same values is one node.
final class OnnxGraph {
    /// @param attributes whole numbers, floats, texts, lists of whole numbers
    record Node(
            String op, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {
        /// ONNX's own operators have no name for their domain.
        String domain() {
            return CONTRIBUTED.contains(op) ? "com.microsoft" : "";
        }
    }

    /// A constant's numbers.
    sealed interface Data {}

    /// In the graph's own file, little-endian.
    record Inline(ByteString bytes) implements Data {}

    /// In the file of weights: one array of a weight.
    record Kept(String key, WeightFile.Source source, int part) implements Data {}

    record Initializer(Value value, Data data) {}

    /// What a node's result is.
    record Result(ElementType type, List<Dim> shape) {}

    private static final Set<String> CONTRIBUTED =
            Set.of(
                    "FastGelu",
                    "FusedMatMul",
                    "GatherBlockQuantized",
                    "Gelu",
                    "GroupQueryAttention",
                    "MatMulNBits",
                    "MultiHeadAttention",
                    "QuickGelu",
                    "RotaryEmbedding",
                    "SkipLayerNormalization",
                    "SkipSimplifiedLayerNormalization");

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> producers = new HashMap<>();
    private final Map<String, Value> values = new HashMap<>();
    private final Map<Node, List<Value>> known = new HashMap<>();
    private final Map<String, Value> inputs = new LinkedHashMap<>();
    private final Map<String, Value> outputs = new LinkedHashMap<>();
    private final Map<String, Initializer> initializers = new LinkedHashMap<>();
    private final Map<Inline, List<Value>> constants = new HashMap<>();
    private final Map<OnnxDim.Symbol, Value> symbols = new HashMap<>();
    private final List<Value> pictures = new ArrayList<>();

    List<Node> nodes() {
        return nodes;
    }

    Map<String, Value> inputs() {
        return inputs;
    }

    Map<String, Value> outputs() {
        return outputs;
    }

    Map<String, Initializer> initializers() {
        return initializers;
    }

    /// What convolutions and poolings give. ONNX's own rules lose sizes there that are known only
    /// when the graph runs; told that two of them are of one size, ONNX Runtime adds them up inside
    /// a convolution.
    List<Value> pictures() {
        return pictures;
    }

    // ---- inputs and outputs

    /// @param dims numbers, or names of sizes known when the graph runs
    Value input(String name, ElementType type, Object... dims) {
        var shape = new ArrayList<Dim>();
        for (var dim : dims) {
            shape.add(
                    switch (dim) {
                        case Number size -> Dim.of(size.longValue());
                        case String symbol -> OnnxDim.of(new OnnxDim.Symbol(symbol));
                        default ->
                                throw new IllegalArgumentException(
                                        "expected a number or a name, found " + dim);
                    });
        }
        var value = new Value(name, type, shape);
        if (inputs.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("two inputs named " + name);
        }
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] instanceof String symbol) {
                symbols.putIfAbsent(new OnnxDim.Symbol(symbol), size(value, i));
            }
        }
        return value;
    }

    void output(String name, Value value) {
        var named = op("Identity").in(value).named(name, value.type(), value.shape());
        if (outputs.putIfAbsent(name, named) != null) {
            throw new IllegalArgumentException("two outputs named " + name);
        }
    }

    /// An output that a node already gives that name.
    void declareOutput(Value value) {
        outputs.put(value.name(), value);
    }

    // ---- nodes

    Call op(String op) {
        return new Call(op);
    }

    /// A node on its way.
    final class Call {
        private final String op;
        private final List<String> from = new ArrayList<>();
        private final Map<String, Object> attributes = new LinkedHashMap<>();

        private Call(String op) {
            this.op = op;
        }

        Call set(String name, long value) {
            attributes.put(name, value);
            return this;
        }

        Call set(String name, float value) {
            attributes.put(name, value);
            return this;
        }

        Call set(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        Call set(String name, long... values) {
            attributes.put(name, Arrays.stream(values).boxed().toList());
            return this;
        }

        Call in(Value... more) {
            for (var value : more) {
                from.add(value.name());
                values.put(value.name(), value);
            }
            return this;
        }

        Call in(Optional<Value> value) {
            return in(value.orElse(Value.NONE));
        }

        Value to(ElementType type, List<Dim> shape) {
            return to(List.of(new Result(type, shape))).getFirst();
        }

        List<Value> to(List<Result> results) {
            var key = new Node(op, List.copyOf(from), List.of(), attributes);
            var same = known.get(key);
            if (same != null) {
                return same;
            }
            var given = new ArrayList<Value>();
            for (int i = 0; i < results.size(); i++) {
                var name = op + "_" + nodes.size() + (i == 0 ? "" : "." + i);
                given.add(new Value(name, results.get(i).type(), results.get(i).shape()));
            }
            append(new Node(op, key.inputs(), names(given), attributes));
            if (op.equals("Conv") || op.equals("MaxPool")) {
                pictures.addAll(given);
            }
            known.put(key, given);
            return given;
        }

        /// With a result of that name, never shared with another node.
        Value named(String name, ElementType type, List<Dim> shape) {
            var value = new Value(name, type, shape);
            append(new Node(op, List.copyOf(from), List.of(name), attributes));
            return value;
        }

        /// In the place of a node, all of whose results this one gives.
        void insteadOf(Node old, List<String> names) {
            int index = Objects.requireNonNull(producers.get(old.outputs().getFirst()));
            nodes.set(index, new Node(op, List.copyOf(from), names, attributes));
            names.forEach(name -> producers.put(name, index));
        }

        /// Results named by the caller; an empty name is a result nobody wants.
        void named(List<String> names) {
            append(new Node(op, List.copyOf(from), names, attributes));
        }
    }

    private static List<String> names(List<Value> values) {
        return values.stream().map(Value::name).toList();
    }

    private void append(Node node) {
        for (var output : node.outputs()) {
            producers.put(output, nodes.size());
        }
        nodes.add(node);
    }

    Optional<Node> producer(Value value) {
        return Optional.ofNullable(producers.get(value.name())).map(nodes::get);
    }

    /// What a node's input is.
    Value value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    // ---- constants

    Value constant(long[] values, long... shape) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return inline(ElementType.INT64, bytes, shape);
    }

    Value constant(float[] values, ElementType type, long... shape) {
        return inline(type, DenseWeight.bytes(values, type), shape);
    }

    Value inline(ElementType type, ByteBuffer bytes, long... shape) {
        var data = new Inline(ByteString.copyFrom(bytes));
        var dims = dims(shape);
        var same = constants.computeIfAbsent(data, _ -> new ArrayList<>());
        for (var value : same) {
            if (value.type() == type && value.shape().equals(dims)) {
                return value;
            }
        }
        var value = initializer("const_" + initializers.size(), type, data, shape);
        same.add(value);
        return value;
    }

    /// A constant by its name; the first of a name stays.
    Value initializer(String name, ElementType type, Data data, long... shape) {
        return initializers
                .computeIfAbsent(
                        name, _ -> new Initializer(new Value(name, type, dims(shape)), data))
                .value();
    }

    static List<Dim> dims(long... shape) {
        return Arrays.stream(shape).mapToObj(Dim::of).toList();
    }

    // ---- sizes

    /// The size of an axis as a tensor `[1]`, asked of the tensor itself.
    Value size(Value x, int axis) {
        return op("Shape")
                .set("start", axis)
                .set("end", axis + 1)
                .in(x)
                .to(ElementType.INT64, dims(1));
    }

    /// A size as a tensor `[1]`.
    Value value(Dim dim) {
        if (dim instanceof Dim.Known(var size)) {
            return constant(new long[] {size}, 1);
        }
        Optional<Value> sum = Optional.empty();
        for (var term : ((OnnxDim) dim).terms().entrySet()) {
            var product = product(term.getKey(), term.getValue());
            sum = Optional.of(sum.map(s -> whole("Add", s, product)).orElse(product));
        }
        return sum.orElseThrow();
    }

    private Value product(List<OnnxDim.Atom> atoms, long count) {
        Optional<Value> product =
                count == 1 && !atoms.isEmpty()
                        ? Optional.empty()
                        : Optional.of(constant(new long[] {count}, 1));
        for (var atom : atoms) {
            var value = value(atom);
            product = Optional.of(product.map(p -> whole("Mul", p, value)).orElse(value));
        }
        return product.orElseThrow();
    }

    private Value value(OnnxDim.Atom atom) {
        return switch (atom) {
            case OnnxDim.Symbol symbol -> Objects.requireNonNull(symbols.get(symbol));
            case OnnxDim.Axis(var tensor, int axis) ->
                    size(new Value(tensor, ElementType.FLOAT32, List.of()), axis);
            case OnnxDim.Quotient(var dividend, var divisor) ->
                    whole("Div", value(dividend), constant(new long[] {divisor}, 1));
            case OnnxDim.Larger(var a, var b) -> whole("Max", value(a), value(b));
        };
    }

    private Value whole(String op, Value a, Value b) {
        return op(op).in(a, b).to(ElementType.INT64, dims(1));
    }

    /// Sizes as a tensor `[count]`.
    Value vector(List<? extends Dim> dims) {
        if (dims.stream().allMatch(Dim.Known.class::isInstance)) {
            long[] sizes = dims.stream().mapToLong(dim -> ((Dim.Known) dim).size()).toArray();
            return constant(sizes, sizes.length);
        }
        if (dims.size() == 1) {
            return value(dims.getFirst());
        }
        var parts = dims.stream().map(this::value).toArray(Value[]::new);
        return op("Concat").set("axis", 0).in(parts).to(ElementType.INT64, dims(dims.size()));
    }

    /// A size as a tensor without axes.
    Value scalar(Dim dim) {
        return dim instanceof Dim.Known(var size)
                ? constant(new long[] {size})
                : op("Reshape")
                        .in(value(dim), constant(new long[0], 0))
                        .to(ElementType.INT64, List.of());
    }

    /// The same in 32 bits, as attention's operators want it.
    Value scalar32(Dim dim) {
        return op("Cast")
                .set("to", ElementType.INT32.code())
                .in(scalar(dim))
                .to(ElementType.INT32, List.of());
    }
}
