package studio.likeness.models.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Reshaping, cutting and joining for [OnnxOps]. A shape costs nothing at run time where its
/// unknown sizes can be copied from the input or follow from the rest.
final class OnnxViews {
    private final OnnxGraph graph;

    OnnxViews(OnnxGraph graph) {
        this.graph = graph;
    }

    Value reshape(Value x, List<Dim> wanted) {
        var shape = new ArrayList<>(wanted);
        int rest = wanted.indexOf(Dim.of(-1));
        if (rest >= 0) {
            shape.set(rest, rest(x, shape, rest));
        }
        if (shape.equals(x.shape())) {
            return x;
        }
        var result = graph.op("Reshape").in(x, target(x, shape, rest));
        if (rest < 0 || !shape.get(rest).equals(Dim.of(-1))) {
            return result.to(x.type(), shape);
        }
        // not even a formula for it: ask the result itself
        shape.set(rest, Dim.of(1));
        var value = result.to(x.type(), shape);
        shape.set(rest, OnnxDim.of(new OnnxDim.Axis(value.name(), rest)));
        return new Value(value.name(), value.type(), shape);
    }

    /// What `-1` comes to, or -1.
    private static Dim rest(Value x, List<Dim> wanted, int rest) {
        var above = new ArrayList<>(x.shape());
        var below = new ArrayList<>(wanted);
        below.remove(rest);
        for (var dim : List.copyOf(below)) {
            if (above.remove(dim)) {
                below.remove(dim);
            }
        }
        var product = product(above);
        return product(below) instanceof Dim.Known(var divisor) && divisor > 0
                ? product.dividedBy(divisor)
                : Dim.of(-1);
    }

    private static Dim product(List<Dim> dims) {
        return dims.stream().reduce(Dim.of(1), Dim::times);
    }

    /// Zeros copy a size of the input, one -1 follows from the rest; only then sizes are computed.
    private Value target(Value x, List<Dim> shape, int rest) {
        var dims = new ArrayList<Dim>();
        for (int i = 0; i < shape.size(); i++) {
            boolean same = i < x.rank() && shape.get(i).equals(x.shape().get(i));
            boolean known = shape.get(i) instanceof Dim.Known;
            dims.add(
                    known
                            ? shape.get(i)
                            : i == rest ? Dim.of(-1) : same ? Dim.of(0) : shape.get(i));
        }
        var unknown = dims.stream().filter(dim -> !(dim instanceof Dim.Known)).toList();
        boolean empty = shape.contains(Dim.of(0));
        if (!dims.contains(Dim.of(-1)) && unknown.size() == 1 && !empty) {
            dims.set(dims.indexOf(unknown.getFirst()), Dim.of(-1));
        }
        return empty ? graph.vector(shape) : graph.vector(dims);
    }

    Value transpose(Value x, int... order) {
        var shape = new ArrayList<Dim>();
        var axes = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            axes[i] = x.axis(order[i]);
            shape.add(x.dim(order[i]));
        }
        return graph.op("Transpose").set("perm", axes).in(x).to(x.type(), shape);
    }

    Value unsqueeze(Value x, int axis) {
        int at = axis < 0 ? axis + x.rank() + 1 : axis;
        var shape = new ArrayList<>(x.shape());
        shape.add(at, Dim.of(1));
        return graph.op("Unsqueeze").in(x, graph.constant(new long[] {at}, 1)).to(x.type(), shape);
    }

    Value squeeze(Value x, int axis) {
        var shape = new ArrayList<>(x.shape());
        shape.remove(x.axis(axis));
        return graph.op("Squeeze")
                .in(x, graph.constant(new long[] {x.axis(axis)}, 1))
                .to(x.type(), shape);
    }

    Value concat(int axis, List<Value> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int along = parts.getFirst().axis(axis);
        var shape = new ArrayList<>(parts.getFirst().shape());
        var sizes = parts.stream().map(part -> part.dim(along));
        shape.set(along, sizes.reduce(Dim.of(0), Dim::plus));
        return graph.op("Concat")
                .set("axis", along)
                .in(parts.toArray(Value[]::new))
                .to(parts.getFirst().type(), shape);
    }

    Value slice(Value x, int axis, Dim from, Dim to, long step) {
        int along = x.axis(axis);
        var call =
                graph.op("Slice")
                        .in(x, graph.vector(List.of(from)), graph.vector(List.of(to)))
                        .in(graph.constant(new long[] {along}, 1))
                        .in(graph.constant(new long[] {step}, 1));
        var shape = new ArrayList<>(x.shape());
        shape.set(along, length(x.dim(along), from, to, step));
        if (!shape.get(along).equals(Dim.of(-1))) {
            return call.to(x.type(), shape);
        }
        var value = call.to(x.type(), x.shape());
        shape.set(along, OnnxDim.of(new OnnxDim.Axis(value.name(), along)));
        return new Value(value.name(), value.type(), shape);
    }

    /// How many a slice takes; -1 where only the running graph can tell.
    private static Dim length(Dim size, Dim from, Dim to, long step) {
        boolean known = size instanceof Dim.Known;
        var first = known ? clamped(from, size) : from;
        var last = known ? clamped(to, size) : to;
        boolean inside = known || !(to instanceof Dim.Known);
        if (!inside || negative(first) || negative(last) || step < 1) {
            return Dim.of(-1);
        }
        if (first instanceof Dim.Known(var a) && last instanceof Dim.Known(var b) && b <= a) {
            return Dim.of(0);
        }
        return last.minus(first).plus(step - 1).dividedBy(step);
    }

    private static boolean negative(Dim dim) {
        return dim instanceof Dim.Known(var size) && size < 0;
    }

    private static Dim clamped(Dim dim, Dim size) {
        if (dim instanceof Dim.Known(var at) && size instanceof Dim.Known(var end)) {
            return Dim.of(Math.clamp(at < 0 ? at + end : at, 0, end));
        }
        return dim;
    }

    List<Value> split(Value x, int axis, long... sizes) {
        int along = x.axis(axis);
        var results = new ArrayList<OnnxGraph.Result>();
        for (var size : sizes) {
            var shape = new ArrayList<>(x.shape());
            shape.set(along, Dim.of(size));
            results.add(new OnnxGraph.Result(x.type(), shape));
        }
        if (x.dim(along) instanceof Dim.Known(var size) && size != Arrays.stream(sizes).sum()) {
            throw new IllegalArgumentException(
                    "expected parts of %s, found %s".formatted(x, Arrays.toString(sizes)));
        }
        return graph.op("Split")
                .set("axis", along)
                .in(x, graph.constant(sizes, sizes.length))
                .to(results);
    }

    Value expand(Value x, List<Dim> wanted) {
        int ahead = wanted.size() - x.rank();
        var target = new ArrayList<Dim>();
        var shape = new ArrayList<Dim>();
        for (int i = 0; i < wanted.size(); i++) {
            var old = i < ahead ? Dim.of(1) : x.shape().get(i - ahead);
            boolean keep = wanted.get(i).equals(Dim.of(-1)) || wanted.get(i).equals(old);
            target.add(keep ? Dim.of(1) : wanted.get(i));
            shape.add(keep ? old : wanted.get(i));
        }
        return shape.equals(x.shape())
                ? x
                : graph.op("Expand").in(x, graph.vector(target)).to(x.type(), shape);
    }

    Value gather(Value x, int axis, Value indices) {
        int along = x.axis(axis);
        var shape = new ArrayList<Dim>(x.shape().subList(0, along));
        shape.addAll(indices.shape());
        shape.addAll(x.shape().subList(along + 1, x.rank()));
        return graph.op("Gather").set("axis", along).in(x, indices).to(x.type(), shape);
    }

    Value flip(Value x, int axis) {
        return graph.op("Slice")
                .in(x, graph.constant(new long[] {-1}, 1))
                .in(graph.constant(new long[] {Long.MIN_VALUE + 1}, 1))
                .in(graph.constant(new long[] {x.axis(axis)}, 1))
                .in(graph.constant(new long[] {-1}, 1))
                .to(x.type(), x.shape());
    }

    Value pad(Value x, int axis, Dim before, Dim after, Ops.Padding how) {
        int along = x.axis(axis);
        var shape = new ArrayList<>(x.shape());
        shape.set(along, x.dim(along).plus(before).plus(after));
        var pads = new ArrayList<Dim>(Collections.nCopies(2 * x.rank(), Dim.of(0)));
        pads.set(along, before);
        pads.set(along + x.rank(), after);
        var mode =
                switch (how) {
                    case ZEROS -> "constant";
                    case REFLECT -> "reflect";
                    case EDGE -> "edge";
                };
        return graph.op("Pad").set("mode", mode).in(x, graph.vector(pads)).to(x.type(), shape);
    }

    Value range(Dim count) {
        return graph.op("Range")
                .in(graph.constant(new long[] {0}), graph.scalar(count))
                .in(graph.constant(new long[] {1}))
                .to(ElementType.INT64, List.of(count));
    }
}
