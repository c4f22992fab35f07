package studio.likeness.models.voice.vits;

import java.util.List;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// A sound's halves as the two rows of a picture, so that two threads have something to do where
/// there are few channels: ONNX Runtime shares convolutions out by 64 channels and by rows. Each
/// row goes on into the other half as far as the network sees from the middle; what comes out there
/// is cut off again.
///
/// @param time steps of the whole sound
/// @param reach steps that the network sees to each side
record HalfRows(Dim time, int reach) {
    private Dim half() {
        return time.dividedBy(2);
    }

    /// Not more than there is.
    private Dim width() {
        var wanted = half().plus(1).plus(reach);
        return time.plus(wanted).minus(time.max(wanted));
    }

    /// @param x `[batch, channels, 1, time * samples]`
    /// @param samples a step
    <T> T cut(Ops<T> o, T x, int samples) {
        var all = time.times(samples);
        var width = width().times(samples);
        var first = o.slice(x, 3, Dim.of(0), width);
        return o.concat(2, List.of(first, o.slice(x, 3, all.minus(width), all)));
    }

    /// `[batch, channels, 1, time * samples]`.
    ///
    /// @param x `[batch, channels, 2, width]`
    /// @param samples a step now
    <T> T joined(Ops<T> o, T x, int samples) {
        var width = width().times(samples);
        var second = time.minus(half()).times(samples);
        return o.concat(
                3,
                List.of(
                        o.slice(o.slice(x, 2, 0, 1), 3, Dim.of(0), half().times(samples)),
                        o.slice(o.slice(x, 2, 1, 2), 3, width.minus(second), width)));
    }
}
