package studio.likeness.models.nn;

import java.util.List;
import studio.likeness.models.nn.OpsPrograms.Line;

/// Number by number, and along an axis.
final class ArithmeticPrograms {
    private ArithmeticPrograms() {}

    static List<Line> all() {
        return List.of(
                new Line("add", (o, x) -> o.add(x.row(), o.weight("n8.bias"))),
                new Line("add a number", (o, x) -> o.add(x.row(), 0.25)),
                new Line("sub", (o, x) -> o.sub(o.weight("n8.bias"), x.row())),
                new Line("mul", (o, x) -> o.mul(x.sound(), o.reshape(o.weight("slope"), 4, 1))),
                new Line("mul by a number", (o, x) -> o.mul(x.row(), -3)),
                new Line("div", (o, x) -> o.div(o.weight("n8.bias"), o.exp(x.row()))),
                new Line(
                        "div of integers",
                        (o, x) ->
                                o.div(
                                        o.sub(x.ids(), o.constant(new long[] {3})),
                                        o.constant(new long[] {2}))),
                new Line(
                        "sums of integers",
                        (o, x) -> o.add(o.mul(x.ids(), x.places()), x.places())),
                new Line("integers and floats", (o, x) -> o.mul(o.unsqueeze(x.ids(), -1), x.row())),
                new Line(
                        "truths and floats",
                        (o, x) -> o.mul(o.less(x.row(), o.scalar(0)), x.row())),
                new Line(
                        "truths and integers",
                        (o, x) -> o.add(x.ids(), o.less(x.ids(), x.places()))),
                new Line("sum of truths", (o, x) -> o.sum(o.less(x.ids(), x.places()), 1, false)),
                new Line("mean of integers", (o, x) -> o.mean(x.ids(), 1, false)),
                new Line("exp of integers", (o, x) -> o.exp(x.ids())),
                new Line("clip of integers", (o, x) -> o.clip(x.ids(), 1, 4)),
                new Line(
                        "where of both kinds",
                        (o, x) -> o.where(o.less(x.ids(), x.places()), x.ids(), o.scalar(0.5))),
                new Line("pow", (o, x) -> o.pow(o.abs(x.row()), 1.5)),
                new Line("square", (o, x) -> o.pow(x.row(), 2)),
                new Line("min", (o, x) -> o.min(x.row(), o.weight("n8.bias"))),
                new Line("max", (o, x) -> o.max(x.row(), o.scalar(0.1))),
                new Line("max of integers", (o, x) -> o.max(x.ids(), o.constant(new long[] {3}))),
                new Line("neg", (o, x) -> o.neg(x.row())),
                new Line("abs", (o, x) -> o.abs(x.row())),
                new Line("exp, log", (o, x) -> o.log(o.add(o.exp(x.row()), 1))),
                new Line("sqrt", (o, x) -> o.sqrt(o.abs(x.row()))),
                new Line("sin", (o, x) -> o.sin(o.mul(x.row(), 20))),
                new Line("cos", (o, x) -> o.cos(o.mul(x.row(), 20))),
                new Line("tanh", (o, x) -> o.tanh(o.mul(x.row(), 4))),
                new Line("sigmoid", (o, x) -> o.sigmoid(o.mul(x.row(), 9))),
                new Line("floor", (o, x) -> o.floor(o.mul(x.row(), 9))),
                new Line("clip", (o, x) -> o.clip(x.row(), -0.2, 0.1)),
                new Line("clip below", (o, x) -> o.clip(x.row(), 0, Double.POSITIVE_INFINITY)),
                new Line("less", (o, x) -> o.toFloat(o.less(x.row(), o.weight("n8.bias")))),
                new Line("less integers", (o, x) -> o.toInteger(o.less(x.ids(), x.places()))),
                new Line(
                        "equal", (o, x) -> o.toFloat(o.equal(x.ids(), o.constant(new long[] {1})))),
                new Line(
                        "where",
                        (o, x) -> o.where(o.less(x.row(), o.scalar(0)), o.scalar(-1), x.row())),
                new Line(
                        "where over integers",
                        (o, x) ->
                                o.where(
                                        o.equal(x.ids(), x.places()),
                                        x.ids(),
                                        o.constant(new long[] {-100}))),
                new Line(
                        "where wide",
                        (o, x) ->
                                o.where(
                                        o.less(o.weight("slope"), o.scalar(0)),
                                        o.unsqueeze(x.row(), -1),
                                        o.scalar(2))),
                new Line("sum", (o, x) -> o.sum(x.row(), 1, false)),
                new Line("sum kept", (o, x) -> o.sum(x.row(), -1, true)),
                new Line("sum of integers", (o, x) -> o.sum(x.ids(), -1, false)),
                new Line("mean", (o, x) -> o.mean(x.row(), -2, true)),
                new Line("maximum", (o, x) -> o.maximum(x.row(), 1, false)),
                new Line("maximum kept", (o, x) -> o.maximum(x.row(), -1, true)),
                new Line("argmax", (o, x) -> o.argmax(x.row(), -1)),
                new Line("argmax in time", (o, x) -> o.argmax(x.row(), 1)),
                new Line("cumulative sum", (o, x) -> o.cumulativeSum(x.row(), 1)),
                new Line("cumulative sum of integers", (o, x) -> o.cumulativeSum(x.ids(), -1)),
                new Line("softmax", (o, x) -> o.softmax(o.mul(x.row(), 5), -1)),
                new Line("softmax in time", (o, x) -> o.softmax(x.row(), 1)),
                new Line("log softmax", (o, x) -> o.logSoftmax(o.mul(x.row(), 5), -1)),
                new Line("relu", (o, x) -> o.relu(x.row())),
                new Line("leaky relu", (o, x) -> o.leakyRelu(x.row(), 0.1)),
                new Line("prelu", (o, x) -> o.prelu(x.sound(), "slope")),
                new Line("prelu of a picture", (o, x) -> o.prelu(x.picture(), "slope")),
                new Line("prelu of one slope", (o, x) -> o.prelu(x.sound(), "one")),
                new Line("gelu", (o, x) -> o.gelu(o.mul(x.row(), 6))),
                new Line("gelu by tanh", (o, x) -> o.geluTanh(o.mul(x.row(), 6))),
                new Line("silu", (o, x) -> o.silu(o.mul(x.row(), 6))),
                new Line("softplus", (o, x) -> o.softplus(o.mul(x.row(), 60))));
    }
}
