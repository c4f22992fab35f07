package studio.likeness.models.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Convolutions, pooling and resizing for [OnnxOps].
final class OnnxConvolutions {
    private final OnnxGraph graph;
    private final OnnxViews views;

    OnnxConvolutions(OnnxGraph graph, OnnxViews views) {
        this.graph = graph;
        this.views = views;
    }

    Value conv(Value x, Value weight, Optional<Value> bias, Conv spec) {
        int axes = x.rank() - 2;
        var shape = new ArrayList<Dim>(List.of(x.dim(0), weight.dim(0)));
        for (int i = 0; i < axes; i++) {
            shape.add(shrunk(x.dim(2 + i), weight.known(2 + i), spec, i));
        }
        return moved(graph.op("Conv"), spec, axes)
                .set("dilations", each(spec.dilation(), axes))
                .set("group", spec.groups())
                .in(x, weight)
                .in(bias)
                .to(x.type(), shape);
    }

    Value transposed(Value x, Value weight, Optional<Value> bias, Conv spec) {
        return OnnxPhases.of(x, weight, spec)
                .map(phases -> phases.write(graph, views, x, weight, bias))
                .or(
                        () ->
                                OnnxSteps.of(x, weight, spec)
                                        .map(steps -> steps.write(graph, views, x, weight, bias)))
                .orElseGet(() -> plainly(x, weight, bias, spec));
    }

    private Value plainly(Value x, Value weight, Optional<Value> bias, Conv spec) {
        int axes = x.rank() - 2;
        var shape = new ArrayList<Dim>(List.of(x.dim(0), weight.dim(1).times(spec.groups())));
        for (int i = 0; i < axes; i++) {
            long reach = (long) Conv.along(spec.dilation(), i) * (weight.known(2 + i) - 1) + 1;
            var steps = x.dim(2 + i).minus(1).times(Conv.along(spec.stride(), i));
            shape.add(
                    steps.plus(reach + Conv.along(spec.outputPadding(), i))
                            .minus(2L * Conv.along(spec.padding(), i)));
        }
        return moved(graph.op("ConvTranspose"), spec, axes)
                .set("dilations", each(spec.dilation(), axes))
                .set("group", spec.groups())
                .set("output_padding", each(spec.outputPadding(), axes))
                .in(x, weight)
                .in(bias)
                .to(x.type(), shape);
    }

    Value pool(String op, Value x, Conv spec, int kernel) {
        int axes = x.rank() - 2;
        var shape = new ArrayList<Dim>(List.of(x.dim(0), x.dim(1)));
        for (int i = 0; i < axes; i++) {
            shape.add(shrunk(x.dim(2 + i), kernel, spec, i));
        }
        var call =
                moved(graph.op(op), spec, axes).set("kernel_shape", each(new int[] {kernel}, axes));
        if (op.equals("AveragePool")) {
            call.set("count_include_pad", 1);
        } else {
            call.set("dilations", each(spec.dilation(), axes));
        }
        return call.in(x).to(x.type(), shape);
    }

    private static OnnxGraph.Call moved(OnnxGraph.Call call, Conv spec, int axes) {
        var pads = new long[2 * axes];
        for (int i = 0; i < axes; i++) {
            pads[i] = pads[axes + i] = Conv.along(spec.padding(), i);
        }
        return call.set("strides", each(spec.stride(), axes)).set("pads", pads);
    }

    private static long[] each(int[] values, int axes) {
        var all = new long[axes];
        for (int i = 0; i < axes; i++) {
            all[i] = Conv.along(values, i);
        }
        return all;
    }

    private static Dim shrunk(Dim size, long kernel, Conv spec, int axis) {
        long reach = Conv.along(spec.dilation(), axis) * (kernel - 1) + 1;
        return size.plus(2L * Conv.along(spec.padding(), axis))
                .minus(reach)
                .dividedBy(Conv.along(spec.stride(), axis))
                .plus(1);
    }

    Value interpolate(Value x, Ops.Interpolation how, List<Dim> sizes) {
        var shape = new ArrayList<Dim>(x.shape().subList(0, 2));
        shape.addAll(sizes);
        return switch (how) {
            case LINEAR ->
                    graph.op("Resize")
                            .set("coordinate_transformation_mode", "half_pixel")
                            .set("mode", "linear")
                            .in(x, Value.NONE, Value.NONE, graph.vector(shape))
                            .to(x.type(), shape);
            case NEAREST -> nearest(x, sizes);
        };
    }

    /// By looking up: Resize rounds in another way than torch does.
    private Value nearest(Value x, List<Dim> sizes) {
        var y = x;
        for (int i = 0; i < sizes.size(); i++) {
            if (!x.dim(2 + i).equals(sizes.get(i))) {
                y = views.gather(y, 2 + i, places(x.dim(2 + i), sizes.get(i)));
            }
        }
        return y;
    }

    /// `floor(i * from / to)`, in float32 as torch does: at some sizes the rounding decides.
    private Value places(Dim from, Dim to) {
        var scale =
                op("Div", List.of(Dim.of(1)), single(graph.value(from)), single(graph.value(to)));
        var place = op("Mul", List.of(to), single(views.range(to)), scale);
        var index =
                graph.op("Cast")
                        .set("to", ElementType.INT64.code())
                        .in(place)
                        .to(ElementType.INT64, List.of(to));
        return graph.op("Min")
                .in(index, graph.value(from.minus(1)))
                .to(ElementType.INT64, List.of(to));
    }

    private Value single(Value whole) {
        return graph.op("Cast")
                .set("to", ElementType.FLOAT32.code())
                .in(whole)
                .to(ElementType.FLOAT32, whole.shape());
    }

    private Value op(String op, List<Dim> shape, Value a, Value b) {
        return graph.op(op).in(a, b).to(ElementType.FLOAT32, shape);
    }
}
