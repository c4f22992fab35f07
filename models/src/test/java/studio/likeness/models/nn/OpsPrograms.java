package studio.likeness.models.nn;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import studio.likeness.models.nn.Ops.Interpolation;
import studio.likeness.models.nn.Ops.Padding;

/// Small programs over every operator, for any interpreter.
final class OpsPrograms {
    private OpsPrograms() {}

    /// A program, over whatever the interpreter's tensors are.
    interface Program {
        Object run(Ops<Object> o, Inputs x);
    }

    record Line(String name, Program program) {}

    /// @param row `[batch 2, time 5, 8]`
    /// @param wide `[batch 2, time 5, 32]`
    /// @param sound `[batch 2, 4, time 9]`
    /// @param picture `[batch 1, 4, height 6, width 5]`
    /// @param ids `[batch 2, time 5]`, below 7
    /// @param places `[batch 2, time 5]`: 0 to 4
    /// @param bias `[1, 4, time 5, time 5]`
    record Inputs(
            Object row,
            Object wide,
            Object sound,
            Object picture,
            Object ids,
            Object places,
            Object bias) {}

    static final HeldWeights WEIGHTS =
            new HeldWeights()
                    .random("row", 2, 5, 8)
                    .random("wide", 2, 5, 32)
                    .random("sound", 2, 4, 9)
                    .random("picture", 1, 4, 6, 5)
                    .random("bias", 1, 4, 5, 5)
                    .random("q.weight", 6, 8)
                    .random("q.bias", 6)
                    .random("k.weight", 3, 8)
                    .random("table.weight", 7, 8)
                    .random("n8.weight", 8)
                    .random("n8.bias", 8)
                    .random("n4.weight", 4)
                    .random("n4.bias", 4)
                    .random("n4.running_mean", 4)
                    .put("n4.running_var", new float[] {1, 0.4f, 2, 0.7f}, 4)
                    .random("slope", 4)
                    .random("one", 1)
                    .random("c1.weight", 6, 4, 3)
                    .random("c1.bias", 6)
                    .random("g1.weight", 6, 2, 3)
                    .random("c2.weight", 6, 4, 3, 2)
                    .random("t1.weight", 4, 6, 4)
                    .random("t1.bias", 6)
                    .random("tg1.weight", 4, 3, 4)
                    .random("t2.weight", 4, 2, 3, 3)
                    .random("t2.bias", 2)
                    .random("t4.weight", 4, 3, 4, 4)
                    .random("t5.weight", 4, 3, 3, 5)
                    .random("square.weight", 32, 32);

    static {
        for (var end : List.of("l0", "l0_reverse", "l1", "l1_reverse")) {
            for (var layer : List.of("gru", "lstm")) {
                long gates = layer.equals("gru") ? 3 : 4;
                WEIGHTS.random(layer + ".weight_ih_" + end, gates * 3, end.startsWith("l0") ? 8 : 6)
                        .random(layer + ".weight_hh_" + end, gates * 3, 3)
                        .random(layer + ".bias_ih_" + end, gates * 3)
                        .random(layer + ".bias_hh_" + end, gates * 3);
            }
        }
    }

    private static final Rotary HALVES = rotary(4, false, 1);
    private static final Rotary NEIGHBOURS = rotary(4, true, 1.3f);

    private static Rotary rotary(int pairs, boolean interleaved, float factor) {
        var frequencies = new float[pairs];
        for (int i = 0; i < pairs; i++) {
            frequencies[i] = (float) Math.pow(100, -i / (double) pairs);
        }
        return new Rotary(frequencies, interleaved, factor, 16);
    }

    private static Attention spec(int heads, int kv, int window, Rotary rotary) {
        return new Attention(
                heads,
                kv,
                32 / heads,
                0.4,
                window == 0 ? OptionalInt.empty() : OptionalInt.of(window),
                Optional.of(rotary));
    }

    static List<Line> all() {
        return Stream.of(views(), arithmetic(), maps(), convolutions(), attention())
                .flatMap(List::stream)
                .toList();
    }

    static Line named(String name) {
        return all().stream().filter(line -> line.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Line> views() {
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

    private static List<Line> arithmetic() {
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

    private static List<Line> maps() {
        return List.of(
                new Line("matmul", (o, x) -> o.matmul(x.row(), o.transpose(x.row(), 0, 2, 1))),
                new Line(
                        "matmul with a matrix",
                        (o, x) -> o.matmul(x.row(), o.transpose(o.weight("q.weight"), 1, 0))),
                new Line("linear", (o, x) -> o.linear(x.row(), "q")),
                new Line("linear without bias", (o, x) -> o.linear(x.row(), "k")),
                new Line(
                        "linear side by side", (o, x) -> o.linear(x.row(), List.of("q", "k", "q"))),
                new Line("embedding", (o, x) -> o.embedding(x.ids(), "table")),
                new Line("head", (o, x) -> o.head(x.row(), "q", "table")),
                new Line("tied head", (o, x) -> o.head(x.row(), "lm_head", "table")),
                new Line("layer norm", (o, x) -> o.layerNorm(x.row(), "n8", 1e-5)),
                new Line("rms norm", (o, x) -> o.rmsNorm(x.row(), "n8", 1e-6)),
                new Line("rms norm with offset", (o, x) -> o.rmsNorm(x.row(), "n8", 1e-6, 1)),
                new Line(
                        "rms norm per head",
                        (o, x) ->
                                o.rmsNorm(
                                        o.reshape(
                                                x.wide(),
                                                o.size(x.wide(), 0),
                                                Dim.of(-1),
                                                Dim.of(4),
                                                Dim.of(8)),
                                        "n8",
                                        1e-6)),
                new Line("group norm", (o, x) -> o.groupNorm(x.sound(), "n4", 2, 1e-5)),
                new Line(
                        "group norm of a picture",
                        (o, x) -> o.groupNorm(x.picture(), "n4", 4, 1e-5)),
                new Line("batch norm", (o, x) -> o.batchNorm(x.sound(), "n4", 1e-5)),
                new Line("batch norm of a picture", (o, x) -> o.batchNorm(x.picture(), "n4", 1e-5)),
                new Line("gru", (o, x) -> o.gru(x.row(), "gru", 3, false)),
                new Line("gru both ways", (o, x) -> o.gru(x.row(), "gru", 3, true)),
                new Line("lstm", (o, x) -> o.lstm(x.row(), "lstm", 3, 1, false)),
                new Line("lstm both ways", (o, x) -> o.lstm(x.row(), "lstm", 3, 1, true)),
                new Line("lstm of two layers", (o, x) -> o.lstm(x.row(), "lstm", 3, 2, true)));
    }

    private static List<Line> convolutions() {
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

    private static List<Line> attention() {
        return List.of(
                new Line("rotate halves", (o, x) -> o.rotate(x.wide(), HALVES, 4, x.places())),
                new Line(
                        "rotate neighbours, with a factor",
                        (o, x) -> o.rotate(x.wide(), NEIGHBOURS, 4, x.places())),
                new Line(
                        "rotate halves of a part",
                        (o, x) -> o.rotate(x.wide(), HALVES, 2, x.places())),
                new Line(
                        "rotate neighbours of a part",
                        (o, x) -> o.rotate(x.wide(), NEIGHBOURS, 2, x.ids())),
                new Line("self-attention", (o, x) -> self(o, x, spec(4, 4, 0, HALVES), false)),
                new Line(
                        "self-attention in groups",
                        (o, x) -> self(o, x, spec(4, 2, 0, NEIGHBOURS), false)),
                new Line(
                        "self-attention of one key head",
                        (o, x) -> self(o, x, spec(2, 1, 0, rotary(8, false, 1)), false)),
                new Line(
                        "self-attention through a window",
                        (o, x) -> self(o, x, spec(2, 2, 2, rotary(8, true, 1)), false)),
                new Line(
                        "self-attention with a bias",
                        (o, x) -> self(o, x, spec(4, 4, 0, HALVES), true)),
                new Line(
                        "self-attention in groups with a bias",
                        (o, x) -> self(o, x, spec(4, 1, 0, HALVES), true)),
                new Line(
                        "attention",
                        (o, x) ->
                                o.attention(
                                        x.wide(), x.wide(), x.wide(), 4, 0.3, Optional.empty())),
                new Line(
                        "attention with a bias",
                        (o, x) ->
                                o.attention(
                                        x.wide(),
                                        x.wide(),
                                        x.wide(),
                                        4,
                                        0.3,
                                        Optional.of(x.bias()))),
                new Line(
                        "attention over others",
                        (o, x) ->
                                o.attention(
                                        x.wide(),
                                        o.slice(x.wide(), 1, 1, 4),
                                        o.slice(x.wide(), 1, 0, 3),
                                        2,
                                        0.3,
                                        Optional.empty())),
                new Line("a decoder's layer", OpsPrograms::decoderLayer));
    }

    private static Object self(Ops<Object> o, Inputs x, Attention spec, boolean biased) {
        long keys = spec.kvHeads() * (long) spec.size();
        var key = o.slice(x.wide(), -1, 0, keys);
        var value = o.mul(o.slice(x.wide(), -1, 32 - keys, 32), 2);
        var bias = biased ? Optional.of(x.bias()) : Optional.empty();
        return o.selfAttention(0, x.wide(), key, value, x.places(), spec, bias);
    }

    private static Object decoderLayer(Ops<Object> o, Inputs x) {
        var q = o.linear(x.wide(), "square");
        var seen = o.selfAttention(0, q, q, q, x.places(), spec(4, 4, 0, HALVES), Optional.empty());
        var h = o.add(x.wide(), o.linear(seen, "square"));
        return o.add(h, o.linear(o.silu(o.linear(h, "square")), "square"));
    }
}
