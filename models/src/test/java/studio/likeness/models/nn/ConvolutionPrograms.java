package studio.likeness.models.nn;

import java.util.List;
import studio.likeness.models.nn.Ops.Interpolation;
import studio.likeness.models.nn.OpsPrograms.Line;

/// Convolutions, pooling and pictures of other sizes.
final class ConvolutionPrograms {
    private ConvolutionPrograms() {}

    static List<Line> all() {
        return List.of(
                new Line("conv", (o, x) -> o.conv(x.sound(), "c1", Conv.same(3))),
                new Line(
                        "conv strided",
                        (o, x) -> o.conv(x.sound(), "c1", Conv.plain().stride(2).padding(1))),
                new Line(
                        "conv dilated",
                        (o, x) -> o.conv(x.sound(), "c1", Conv.plain().dilation(3).padding(3))),
                new Line(
                        "conv in groups",
                        (o, x) -> o.conv(x.sound(), "g1", Conv.plain().groups(2))),
                new Line(
                        "conv of a picture",
                        (o, x) ->
                                o.conv(x.picture(), "c2", Conv.plain().stride(2, 1).padding(1, 0))),
                new Line(
                        "conv of a picture dilated",
                        (o, x) ->
                                o.conv(x.picture(), "c2", Conv.plain().dilation(1, 2).padding(1))),
                new Line(
                        "conv transposed",
                        (o, x) ->
                                o.convTranspose(
                                        x.sound(), "t1", Conv.plain().stride(2).padding(1))),
                new Line(
                        "conv transposed with output padding",
                        (o, x) ->
                                o.convTranspose(
                                        x.sound(),
                                        "t1",
                                        Conv.plain().stride(3).padding(2).outputPadding(2))),
                new Line(
                        "conv transposed, dilated",
                        (o, x) ->
                                o.convTranspose(
                                        x.sound(),
                                        "t1",
                                        Conv.plain().stride(2).dilation(2).padding(5))),
                new Line(
                        "conv transposed in groups",
                        (o, x) ->
                                o.convTranspose(
                                        x.sound(), "tg1", Conv.plain().stride(4).groups(2))),
                new Line(
                        "conv transposed to twice the picture",
                        (o, x) ->
                                o.convTranspose(
                                        x.picture(),
                                        "t2",
                                        Conv.plain().stride(2).padding(1).outputPadding(1))),
                new Line(
                        "conv transposed to twice the picture by an even kernel",
                        (o, x) ->
                                o.convTranspose(
                                        x.picture(), "t4", Conv.plain().stride(2).padding(1))),
                new Line(
                        "conv transposed to twice the picture by unlike sides",
                        (o, x) ->
                                o.convTranspose(
                                        x.picture(),
                                        "t5",
                                        Conv.plain().stride(2).padding(1, 2).outputPadding(1, 1))),
                new Line(
                        "conv transposed of a picture",
                        (o, x) ->
                                o.convTranspose(
                                        x.picture(),
                                        "t2",
                                        Conv.plain()
                                                .stride(2, 1)
                                                .padding(1, 0)
                                                .outputPadding(1, 0))),
                new Line(
                        "max pool",
                        (o, x) -> o.maxPool(x.sound(), Conv.plain().stride(2).padding(1), 3)),
                new Line(
                        "max pool of a picture",
                        (o, x) -> o.maxPool(x.picture(), Conv.plain().stride(2), 2)),
                new Line(
                        "average pool",
                        (o, x) -> o.averagePool(x.sound(), Conv.plain().stride(2).padding(1), 3)),
                new Line(
                        "average pool of a picture",
                        (o, x) -> o.averagePool(x.picture(), Conv.plain().stride(2), 2)),
                new Line(
                        "nearest twice",
                        (o, x) ->
                                o.interpolate(
                                        x.sound(),
                                        Interpolation.NEAREST,
                                        o.size(x.sound(), 2).times(2))),
                new Line(
                        "nearest of a picture",
                        (o, x) ->
                                o.interpolate(
                                        x.picture(),
                                        Interpolation.NEAREST,
                                        Dim.of(12),
                                        Dim.of(15))),
                new Line(
                        "nearest by a fraction",
                        (o, x) -> o.interpolate(x.sound(), Interpolation.NEAREST, Dim.of(14))),
                new Line(
                        "nearest smaller",
                        (o, x) -> o.interpolate(x.sound(), Interpolation.NEAREST, Dim.of(4))),
                new Line(
                        "linear longer",
                        (o, x) -> o.interpolate(x.sound(), Interpolation.LINEAR, Dim.of(14))),
                new Line(
                        "linear shorter",
                        (o, x) -> o.interpolate(x.sound(), Interpolation.LINEAR, Dim.of(4))),
                new Line(
                        "bilinear",
                        (o, x) ->
                                o.interpolate(
                                        x.picture(),
                                        Interpolation.LINEAR,
                                        o.size(x.picture(), 2).times(2),
                                        Dim.of(3))));
    }
}
