package studio.likeness.models.nn;

import java.util.List;
import studio.likeness.models.nn.Ops.Padding;
import studio.likeness.models.nn.OpsPrograms.Line;

/// Shapes, cuts and kinds of numbers.
final class ViewPrograms {
    private ViewPrograms() {}

    static List<Line> all() {
        return List.of(
                new Line("reshape", (o, x) -> o.reshape(x.row(), o.size(x.row(), 0), Dim.of(-1))),
                new Line(
                        "reshape to heads",
                        (o, x) ->
                                o.reshape(
                                        x.row(),
                                        o.size(x.row(), 0),
                                        o.size(x.row(), 1),
                                        Dim.of(2),
                                        Dim.of(4))),
                new Line("reshape flat", (o, x) -> o.reshape(x.row(), -1, 4)),
                new Line("transpose", (o, x) -> o.transpose(x.row(), 2, 0, 1)),
                new Line("transpose from the end", (o, x) -> o.transpose(x.row(), 0, -1, -2)),
                new Line("unsqueeze last", (o, x) -> o.unsqueeze(x.row(), -1)),
                new Line("unsqueeze, squeeze", (o, x) -> o.squeeze(o.unsqueeze(x.row(), 1), 1)),
                new Line("squeeze from the end", (o, x) -> o.squeeze(o.unsqueeze(x.row(), 3), -1)),
                new Line("concat", (o, x) -> o.concat(-1, List.of(x.row(), x.row(), x.wide()))),
                new Line("concat in time", (o, x) -> o.concat(1, List.of(x.row(), x.row()))),
                new Line("concat of one", (o, x) -> o.concat(1, List.of(x.row()))),
                new Line("slice", (o, x) -> o.slice(x.row(), 1, 1, 4)),
                new Line("slice in steps", (o, x) -> o.slice(x.row(), -1, Dim.of(1), Dim.of(8), 3)),
                new Line("slice beyond the end", (o, x) -> o.slice(x.row(), 1, 2, 99)),
                new Line("slice to before the end", (o, x) -> o.slice(x.row(), 1, 0, -1)),
                new Line(
                        "slice of the last",
                        (o, x) ->
                                o.slice(
                                        x.row(),
                                        1,
                                        o.size(x.row(), 1).minus(1),
                                        o.size(x.row(), 1))),
                new Line("slice of nothing", (o, x) -> o.slice(x.row(), 1, 2, 2)),
                new Line("split", (o, x) -> o.split(x.row(), -1, 3, 5).get(1)),
                new Line("split of channels", (o, x) -> o.split(x.sound(), 1, 1, 1, 2).get(2)),
                new Line(
                        "expand",
                        (o, x) ->
                                o.expand(
                                        o.slice(x.row(), 1, 0, 1),
                                        o.size(x.row(), 0),
                                        Dim.of(3),
                                        Dim.of(8))),
                new Line(
                        "expand to more axes",
                        (o, x) -> o.expand(o.weight("slope"), o.size(x.row(), 1), Dim.of(4))),
                new Line("gather rows", (o, x) -> o.gather(o.weight("table.weight"), 0, x.ids())),
                new Line(
                        "gather columns",
                        (o, x) -> o.gather(x.row(), -1, o.constant(new long[] {3, -1, 0}, 3))),
                new Line("gather one", (o, x) -> o.gather(x.row(), 1, o.constant(new long[] {2}))),
                new Line("flip", (o, x) -> o.flip(x.row(), 1)),
                new Line("flip last", (o, x) -> o.flip(x.row(), -1)),
                new Line(
                        "pad zeros",
                        (o, x) -> o.pad(x.sound(), -1, Dim.of(2), Dim.of(3), Padding.ZEROS)),
                new Line(
                        "pad reflect",
                        (o, x) -> o.pad(x.sound(), -1, Dim.of(2), Dim.of(3), Padding.REFLECT)),
                new Line(
                        "pad edge",
                        (o, x) -> o.pad(x.sound(), -1, Dim.of(2), Dim.of(0), Padding.EDGE)),
                new Line(
                        "pad rows by a size",
                        (o, x) -> o.pad(x.row(), 1, o.size(x.row(), 0), Dim.of(0), Padding.ZEROS)),
                new Line(
                        "pad integers",
                        (o, x) -> o.pad(x.ids(), 1, Dim.of(1), Dim.of(0), Padding.ZEROS)),
                new Line("range", (o, x) -> o.range(o.size(x.row(), 1).times(2))),
                new Line(
                        "range over a quotient",
                        (o, x) -> o.range(o.size(x.sound(), 2).dividedBy(2))),
                new Line(
                        "range to the larger",
                        (o, x) -> o.range(o.size(x.sound(), 2).max(o.size(x.row(), 1)))),
                new Line("integers to floats", (o, x) -> o.toFloat(x.ids())),
                new Line("floats to integers", (o, x) -> o.toInteger(o.mul(x.row(), 7))));
    }
}
