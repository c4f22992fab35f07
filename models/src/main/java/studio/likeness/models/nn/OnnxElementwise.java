package studio.likeness.models.nn;

import java.util.ArrayList;
import java.util.List;

/// The part of [OnnxOps] that works number by number, and sums up. Where kinds of numbers meet, the
/// wider one wins, as in torch.
abstract class OnnxElementwise implements Ops<Value> {
    final OnnxGraph graph;

    /// What the graph computes in.
    final ElementType real;

    private final OnnxBlocked blocked;

    OnnxElementwise(OnnxGraph graph, ElementType real) {
        this.graph = graph;
        this.real = real;
        blocked = new OnnxBlocked(graph);
    }

    // ---- kinds of numbers

    final Value cast(Value x, ElementType type) {
        return x.type() == type
                ? x
                : graph.op("Cast").set("to", type.code()).in(x).to(type, x.shape());
    }

    /// Integers and truths as floats.
    final Value floating(Value x) {
        return x.type().isFloat() ? x : cast(x, real);
    }

    @Override
    public Value toFloat(Value x) {
        return floating(x);
    }

    @Override
    public Value toInteger(Value x) {
        return cast(x, ElementType.INT64);
    }

    // ---- one operand

    private Value unary(String op, Value x) {
        return graph.op(op).in(x).to(x.type(), x.shape());
    }

    private Value unaryFloat(String op, Value x) {
        return unary(op, floating(x));
    }

    @Override
    public Value neg(Value x) {
        return unary("Neg", x);
    }

    @Override
    public Value abs(Value x) {
        return unary("Abs", x);
    }

    @Override
    public Value exp(Value x) {
        return unaryFloat("Exp", x);
    }

    @Override
    public Value log(Value x) {
        return unaryFloat("Log", x);
    }

    @Override
    public Value sqrt(Value x) {
        return unaryFloat("Sqrt", x);
    }

    @Override
    public Value sin(Value x) {
        return unaryFloat("Sin", x);
    }

    @Override
    public Value cos(Value x) {
        return unaryFloat("Cos", x);
    }

    @Override
    public Value tanh(Value x) {
        return unaryFloat("Tanh", x);
    }

    @Override
    public Value sigmoid(Value x) {
        return unaryFloat("Sigmoid", x);
    }

    @Override
    public Value floor(Value x) {
        return x.type().isFloat() ? unary("Floor", x) : x;
    }

    @Override
    public Value relu(Value x) {
        return unary("Relu", x);
    }

    @Override
    public Value softplus(Value x) {
        return unaryFloat("Softplus", x);
    }

    @Override
    public Value leakyRelu(Value x, double slope) {
        var y = blocked.holds(x) && !blocked.justMade(x) ? blocked.scaled(x, 1) : x;
        return graph.op("LeakyRelu").set("alpha", (float) slope).in(y).to(x.type(), x.shape());
    }

    @Override
    public Value gelu(Value x) {
        return unaryFloat("Gelu", x);
    }

    @Override
    public Value geluTanh(Value x) {
        return unaryFloat("FastGelu", x);
    }

    @Override
    public Value silu(Value x) {
        return graph.op("QuickGelu").set("alpha", 1f).in(x).to(x.type(), x.shape());
    }

    @Override
    public Value clip(Value x, double low, double high) {
        var least = Double.isInfinite(low) ? Value.NONE : limit(x, low);
        var most = Double.isInfinite(high) ? Value.NONE : limit(x, high);
        return graph.op("Clip").in(x, least, most).to(x.type(), x.shape());
    }

    private Value limit(Value x, double limit) {
        return x.type().isFloat()
                ? graph.constant(new float[] {(float) limit}, x.type())
                : graph.constant(new long[] {(long) limit});
    }

    @Override
    public Value pow(Value x, double exponent) {
        if (exponent == 2) {
            return mul(x, x);
        }
        var power = graph.constant(new float[] {(float) exponent}, floating(x).type());
        return graph.op("Pow").in(floating(x), power).to(floating(x).type(), x.shape());
    }

    // ---- two operands

    @Override
    public Value scalar(double value) {
        return graph.constant(new float[] {(float) value}, real);
    }

    private static ElementType wider(Value a, Value b) {
        return a.type().compareTo(b.type()) >= 0 ? a.type() : b.type();
    }

    /// The shape that numbers of both shapes take together, as in numpy.
    static List<Dim> broadcast(List<Dim> a, List<Dim> b) {
        if (a.size() < b.size()) {
            return broadcast(b, a);
        }
        int ahead = a.size() - b.size();
        var shape = new ArrayList<Dim>(a.subList(0, ahead));
        for (int i = 0; i < b.size(); i++) {
            shape.add(broadcast(a.get(ahead + i), b.get(i)));
        }
        return shape;
    }

    private static Dim broadcast(Dim a, Dim b) {
        if (a.equals(b) || b.equals(Dim.of(1))) {
            return a;
        }
        if (a.equals(Dim.of(1))) {
            return b;
        }
        if (a instanceof Dim.Known && b instanceof Dim.Known) {
            throw new IllegalArgumentException("sizes do not go together: " + a + " and " + b);
        }
        return a instanceof Dim.Known ? a : b;
    }

    private Value binary(String op, Value a, Value b) {
        return binary(op, a, b, wider(a, b), wider(a, b));
    }

    private Value binary(String op, Value a, Value b, ElementType in, ElementType out) {
        return graph.op(op).in(cast(a, in), cast(b, in)).to(out, broadcast(a.shape(), b.shape()));
    }

    @Override
    public Value add(Value a, Value b) {
        return binary("Add", a, b);
    }

    @Override
    public Value sub(Value a, Value b) {
        return binary("Sub", a, b);
    }

    @Override
    public Value mul(Value a, Value b) {
        return binary("Mul", a, b);
    }

    @Override
    public Value mul(Value x, double value) {
        return blocked.holds(x) ? blocked.scaled(x, value) : mul(x, scalar(value));
    }

    @Override
    public Value div(Value a, Value b) {
        var type = wider(a, b).isFloat() ? wider(a, b) : real;
        return binary("Div", a, b, type, type);
    }

    @Override
    public Value min(Value a, Value b) {
        return binary("Min", a, b);
    }

    @Override
    public Value max(Value a, Value b) {
        return binary("Max", a, b);
    }

    @Override
    public Value less(Value a, Value b) {
        return binary("Less", a, b, wider(a, b), ElementType.BOOL);
    }

    @Override
    public Value equal(Value a, Value b) {
        return binary("Equal", a, b, wider(a, b), ElementType.BOOL);
    }

    @Override
    public Value where(Value condition, Value a, Value b) {
        var type = wider(a, b);
        var shape = broadcast(condition.shape(), broadcast(a.shape(), b.shape()));
        return graph.op("Where")
                .in(cast(condition, ElementType.BOOL), cast(a, type), cast(b, type))
                .to(type, shape);
    }

    // ---- along an axis

    private Value reduce(String op, Value x, int axis, boolean keep) {
        int along = x.axis(axis);
        return graph.op(op)
                .set("keepdims", keep ? 1 : 0)
                .in(x, graph.constant(new long[] {along}, 1))
                .to(x.type(), reduced(x, along, keep));
    }

    private static List<Dim> reduced(Value x, int axis, boolean keep) {
        var shape = new ArrayList<>(x.shape());
        if (keep) {
            shape.set(axis, Dim.of(1));
        } else {
            shape.remove(axis);
        }
        return shape;
    }

    @Override
    public Value sum(Value x, int axis, boolean keep) {
        var summed = x.type() == ElementType.BOOL ? toInteger(x) : x;
        return reduce("ReduceSum", summed, axis, keep);
    }

    @Override
    public Value mean(Value x, int axis, boolean keep) {
        return reduce("ReduceMean", floating(x), axis, keep);
    }

    @Override
    public Value maximum(Value x, int axis, boolean keep) {
        return reduce("ReduceMax", x, axis, keep);
    }

    @Override
    public Value argmax(Value x, int axis) {
        int along = x.axis(axis);
        return graph.op("ArgMax")
                .set("axis", along)
                .set("keepdims", 0)
                .in(x)
                .to(ElementType.INT64, reduced(x, along, false));
    }

    @Override
    public Value cumulativeSum(Value x, int axis) {
        return graph.op("CumSum")
                .in(x, graph.constant(new long[] {x.axis(axis)}))
                .to(x.type(), x.shape());
    }

    @Override
    public Value softmax(Value x, int axis) {
        return graph.op("Softmax").set("axis", x.axis(axis)).in(x).to(x.type(), x.shape());
    }

    @Override
    public Value logSoftmax(Value x, int axis) {
        return graph.op("LogSoftmax").set("axis", x.axis(axis)).in(x).to(x.type(), x.shape());
    }

    @Override
    public Value matmul(Value a, Value b) {
        var left = floating(a);
        var right = floating(b);
        var outer =
                broadcast(a.shape().subList(0, a.rank() - 2), b.shape().subList(0, b.rank() - 2));
        var shape = new ArrayList<>(outer);
        shape.add(a.dim(-2));
        shape.add(b.dim(-1));
        var type = wider(left, right);
        return graph.op("MatMul").in(cast(left, type), cast(right, type)).to(type, shape);
    }
}
