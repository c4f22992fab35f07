package studio.likeness.models.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A transposed convolution that makes rows longer (a sound's, as a picture one pixel high), as
/// plain convolutions: each pixel becomes `stride` pixels, and those of them that see the same
/// pixels of the input are channels of one convolution. No product more; ONNX Runtime's own
/// operator takes three times as long (docs/bench/voice.md).
///
/// @param kernel and the others: along a row
record OnnxSteps(int kernel, int stride, int padding) {

    /// What a pixel of the result sees: from so many pixels before its own in the input to so many
    /// behind it.
    private record Seen(int before, int after) {
        int count() {
            return before + after + 1;
        }
    }

    /// Empty where the convolution is of another kind.
    static Optional<OnnxSteps> of(Value x, Value weight, Conv spec) {
        if (x.rank() != 4 || spec.groups() != 1 || x.type() != ElementType.FLOAT32) {
            return Optional.empty();
        }
        boolean row = weight.known(2) == 1 && plain(spec, 0) && Conv.along(spec.stride(), 0) == 1;
        int kernel = Math.toIntExact(weight.known(3));
        int stride = Conv.along(spec.stride(), 1);
        int padding = Conv.along(spec.padding(), 1);
        boolean longer =
                Conv.along(spec.dilation(), 1) == 1
                        && kernel - 2 * padding + Conv.along(spec.outputPadding(), 1) == stride
                        && kernel >= stride + padding;
        return row && longer
                ? Optional.of(new OnnxSteps(kernel, stride, padding))
                : Optional.empty();
    }

    private static boolean plain(Conv spec, int axis) {
        return Conv.along(spec.padding(), axis) == 0
                && Conv.along(spec.dilation(), axis) == 1
                && Conv.along(spec.outputPadding(), axis) == 0;
    }

    /// Of the kernel's numbers a step uses `step + padding`, and every one a stride away.
    private Seen seen(int step) {
        int own = step + padding;
        return new Seen((kernel - 1 - own) / stride, own / stride);
    }

    /// Last one first: a transposed convolution turns its kernel round.
    private void numbers(int step, Seen seen, List<Long> all) {
        for (int place = seen.before(); place >= -seen.after(); place--) {
            all.add((long) step + padding + (long) place * stride);
        }
    }

    /// @param weight `[in, out, 1, kernel]`, a constant: its parts are cut out when the graph is
    ///     opened
    Value write(OnnxGraph graph, OnnxViews views, Value x, Value weight, Optional<Value> bias) {
        var alike = new LinkedHashMap<Seen, List<Integer>>();
        for (int step = 0; step < stride; step++) {
            alike.computeIfAbsent(seen(step), _ -> new ArrayList<>()).add(step);
        }
        var kernels = views.transpose(weight, 1, 3, 0, 2);
        var parts = new ArrayList<Value>();
        alike.forEach(
                (seen, steps) -> parts.add(part(graph, views, x, kernels, bias, seen, steps)));
        var together = parts.size() == 1 ? parts.getFirst() : views.concat(2, parts);
        var turned = views.transpose(together, 0, 1, 3, 4, 2);
        var rows = List.of(x.dim(0), weight.dim(1), x.dim(2), x.dim(3).times(stride));
        return new OnnxBlocked(graph).entered(views.reshape(turned, rows));
    }

    /// `[batch, out, steps, height, width]`.
    private Value part(
            OnnxGraph graph,
            OnnxViews views,
            Value x,
            Value kernels,
            Optional<Value> bias,
            Seen seen,
            List<Integer> steps) {
        var numbers = new ArrayList<Long>();
        steps.forEach(step -> numbers(step, seen, numbers));
        var indices = graph.constant(numbers.stream().mapToLong(n -> n).toArray(), numbers.size());
        var out = kernels.dim(0);
        var in = kernels.dim(2);
        var count = Dim.of(steps.size());
        var taps = Dim.of(seen.count());
        // [out, steps * taps, in, 1] to [out * steps, in, 1, taps]
        var chosen =
                views.reshape(views.gather(kernels, 1, indices), List.of(out, count, taps, in));
        var weight =
                views.reshape(
                        views.transpose(chosen, 0, 1, 3, 2),
                        List.of(out.times(count), in, Dim.of(1), taps));
        var repeated =
                bias.map(
                        b ->
                                views.reshape(
                                        views.expand(views.unsqueeze(b, 1), List.of(out, count)),
                                        List.of(out.times(count))));
        var found =
                graph.op("Conv")
                        .set("pads", 0, seen.before(), 0, seen.after())
                        .in(x, weight)
                        .in(repeated)
                        .to(x.type(), List.of(x.dim(0), out.times(count), x.dim(2), x.dim(3)));
        return views.reshape(found, List.of(x.dim(0), out, count, x.dim(2), x.dim(3)));
    }
}
