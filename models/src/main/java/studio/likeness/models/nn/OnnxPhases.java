package studio.likeness.models.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A transposed convolution to twice the height and width, as four convolutions: one for each
/// corner of the 2x2 pixels that one pixel becomes. The same products; but ONNX Runtime's own
/// operator for the processor adds up its results pixel by pixel in one thread, and leaves the
/// blocked layout that convolutions are fast in. With it Wav2Lip takes a tenth longer.
///
/// @param kernel and the others: along one axis
record OnnxPhases(int kernel, int padding) {

    /// Empty where the convolution is of another kind.
    static Optional<OnnxPhases> of(Value x, Value weight, Conv spec) {
        if (x.rank() != 4 || spec.groups() != 1 || x.type() != ElementType.FLOAT32) {
            return Optional.empty();
        }
        var first = along(weight, spec, 0);
        return first.filter(phases -> along(weight, spec, 1).equals(first))
                .filter(phases -> phases.before(0) >= 0 && phases.before(1) >= 0);
    }

    private static Optional<OnnxPhases> along(Value weight, Conv spec, int axis) {
        int kernel = Math.toIntExact(weight.known(2 + axis));
        int padding = Conv.along(spec.padding(), axis);
        boolean doubles =
                Conv.along(spec.stride(), axis) == 2
                        && Conv.along(spec.dilation(), axis) == 1
                        && kernel - 2 * padding + Conv.along(spec.outputPadding(), axis) == 2;
        return doubles ? Optional.of(new OnnxPhases(kernel, padding)) : Optional.empty();
    }

    /// The first of the kernel's numbers that this phase uses; it uses every second one.
    private int first(int phase) {
        return (phase + padding) % 2;
    }

    private int count(int phase) {
        return (kernel - first(phase) + 1) / 2;
    }

    /// How far after its own place in the input the phase sees.
    private int after(int phase) {
        return (phase + padding - first(phase)) / 2;
    }

    private int before(int phase) {
        return count(phase) - 1 - after(phase);
    }

    /// Last one first: a transposed convolution turns its kernel round.
    private long[] numbers(int phase) {
        var numbers = new long[count(phase)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = first(phase) + 2L * (numbers.length - 1 - i);
        }
        return numbers;
    }

    /// @param weight `[in, out, kernel, kernel]`, a constant: its parts are cut out when the graph
    ///     is opened
    Value write(OnnxGraph graph, OnnxViews views, Value x, Value weight, Optional<Value> bias) {
        var kernels = views.transpose(weight, 1, 0, 2, 3);
        var corners = new ArrayList<Value>();
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                corners.add(corner(graph, views, x, kernels, bias, row, column));
            }
        }
        var side = views.concat(1, corners);
        var out = weight.dim(1);
        var shape = List.of(x.dim(0), out, x.dim(2).times(2), x.dim(3).times(2));
        var whole =
                graph.op("DepthToSpace")
                        .set("blocksize", 2)
                        .set("mode", "DCR")
                        .in(side)
                        .to(x.type(), shape);
        // Back in the layout also for the sum that skips the next convolution.
        return new OnnxBlocked(graph).entered(whole);
    }

    private Value corner(
            OnnxGraph graph,
            OnnxViews views,
            Value x,
            Value kernels,
            Optional<Value> bias,
            int row,
            int column) {
        var rows = views.gather(kernels, 2, indices(graph, row));
        var part = views.gather(rows, 3, indices(graph, column));
        return graph.op("Conv")
                .set("pads", before(row), before(column), after(row), after(column))
                .in(x, part)
                .in(bias)
                .to(x.type(), List.of(x.dim(0), kernels.dim(0), x.dim(2), x.dim(3)));
    }

    private Value indices(OnnxGraph graph, int phase) {
        return graph.constant(numbers(phase), count(phase));
    }
}
