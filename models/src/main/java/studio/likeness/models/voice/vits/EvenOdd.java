package studio.likeness.models.voice.vits;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.nn.Ops.Padding;

/// Rows of samples, every second one and the others apart, `[batch, channels, height, width / 2]`
/// each. A convolution of an odd kernel and dilation is then three of half the kernel over half as
/// many samples instead of four (Winograd 1980, F(2, 2)): with `A` the kernel's inner every second
/// tap and `B` the others,
///
/// `y(t) = A·(x(t) - x(t + d)) + (A + B)·x(t + d)` and
/// `y(t + d) = B·(x(t + 2d) - x(t + d)) + (A + B)·x(t + d)`,
///
/// where `d` is the dilation and `t` even. The differences are of the same size as the samples, so
/// nothing is lost in float32.
record EvenOdd<T>(T even, T odd) {
    private static final int ROW = 3;

    /// Whether a kernel may be taken apart so.
    static boolean suits(long kernel) {
        return kernel % 4 == 3;
    }

    /// @param x of even width, `[batch, channels, height, width]`
    static <T> EvenOdd<T> of(Ops<T> o, T x) {
        return new EvenOdd<>(
                chosen(o, x, Conv.plain().stride(1, 2), 1),
                chosen(o, x, Conv.plain().stride(1, 2), 0, 1));
    }

    T joined(Ops<T> o) {
        var sides = o.concat(ROW, List.of(o.unsqueeze(even, ROW), o.unsqueeze(odd, ROW)));
        return o.reshape(
                o.transpose(sides, 0, 1, 2, 4, 3),
                o.size(even, 0),
                o.size(even, 1),
                o.size(even, 2),
                o.size(even, ROW).times(2));
    }

    EvenOdd<T> plus(Ops<T> o, EvenOdd<T> other) {
        return new EvenOdd<>(o.add(even, other.even), o.add(odd, other.odd));
    }

    /// The leaky part of each sample, convolved.
    ///
    /// @param name of the weights, `[out, in, kernel]`
    EvenOdd<T> convolved(Ops<T> o, String name, int dilation, double slope) {
        var weight = o.unsqueeze(o.weight(name + ".weight"), 2);
        int half = (int) o.size(weight, ROW).known() / 2;
        var inner = everySecond(o, weight, 1, half);
        var outer = everySecond(o, weight, 0, half + 1);
        var both = o.add(padded(o, inner, 1, 0), outer);
        // From an even sample to the odd one at t + d, and on to the even one at t + 2d.
        int to = (dilation - 1) / 2;
        int on = (dilation + 1) / 2;
        var minus = minusLeaky(o, padded(o, odd, 0, to), slope);
        var first = o.add(o.leakyRelu(padded(o, even, to, 0), slope), minus);
        var second =
                o.add(
                        o.leakyRelu(padded(o, even, 0, on), slope),
                        minusLeaky(o, padded(o, odd, on, 0), slope));
        int right = (half - 1) / 2 * dilation;
        int left = (half + 1) / 2 * dilation;
        var spec = Conv.plain().dilation(1, dilation);
        var bias = Optional.of(o.weight(name + ".bias"));
        var shared = o.conv(padded(o, minus, left, right), o.neg(both), bias, spec);
        var atEven = o.conv(padded(o, first, right - to, right), inner, Optional.empty(), spec);
        var atOdd = o.conv(padded(o, second, left - on, right), outer, Optional.empty(), spec);
        if (to == 0) {
            return new EvenOdd<>(o.add(atEven, shared), o.add(atOdd, shared));
        }
        var apart = Conv.plain().dilation(1, to);
        return new EvenOdd<>(
                o.add(atEven, chosen(o, shared, apart, 0, 1)),
                o.add(atOdd, chosen(o, shared, apart, 1, 0)));
    }

    /// In one step of ONNX Runtime: leaky by the reciprocal slope, of the small negative.
    private static <T> T minusLeaky(Ops<T> o, T x, double slope) {
        return o.leakyRelu(o.mul(x, -slope), 1 / slope);
    }

    private static <T> T everySecond(Ops<T> o, T weight, int from, int count) {
        var places = new long[count];
        for (int i = 0; i < count; i++) {
            places[i] = from + 2L * i;
        }
        return o.gather(weight, ROW, o.constant(places, count));
    }

    private static <T> T padded(Ops<T> o, T x, int before, int after) {
        return before == 0 && after == 0
                ? x
                : o.pad(x, ROW, Dim.of(before), Dim.of(after), Padding.ZEROS);
    }

    /// By a convolution that looks at one place: what slices do, but in the blocked layout.
    private static <T> T chosen(Ops<T> o, T x, Conv spec, float... places) {
        int channels = (int) o.size(x, 1).known();
        var weight = new float[channels * places.length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = places[i % places.length];
        }
        var kernel = o.constant(weight, channels, 1, 1, places.length);
        return o.conv(x, kernel, Optional.empty(), spec.groups(channels));
    }
}
