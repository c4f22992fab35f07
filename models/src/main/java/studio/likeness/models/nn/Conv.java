package studio.likeness.models.nn;

/// How a convolution or a pooling moves over its input; the same along every axis unless two values
/// are given.
///
/// @param stride one value per axis, or one for all
/// @param padding at both ends, likewise
/// @param outputPadding of transposed convolutions only
public record Conv(int[] stride, int[] padding, int[] dilation, int groups, int[] outputPadding) {
    public static Conv plain() {
        return new Conv(new int[] {1}, new int[] {0}, new int[] {1}, 1, new int[] {0});
    }

    /// As wide as before, for an odd kernel.
    public static Conv same(int kernel) {
        return plain().padding(kernel / 2);
    }

    public Conv stride(int... values) {
        return new Conv(values, padding, dilation, groups, outputPadding);
    }

    public Conv padding(int... values) {
        return new Conv(stride, values, dilation, groups, outputPadding);
    }

    public Conv dilation(int... values) {
        return new Conv(stride, padding, values, groups, outputPadding);
    }

    public Conv groups(int count) {
        return new Conv(stride, padding, dilation, count, outputPadding);
    }

    public Conv outputPadding(int... values) {
        return new Conv(stride, padding, dilation, groups, values);
    }

    /// A setting along one axis.
    public static int along(int[] values, int axis) {
        return values.length == 1 ? values[0] : values[axis];
    }
}
