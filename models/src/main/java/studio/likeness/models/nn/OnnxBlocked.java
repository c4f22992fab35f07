package studio.likeness.models.nn;

import java.util.Arrays;

/// Keeps pictures in the layout that ONNX Runtime's convolutions are fastest in (sixteen channels
/// beside each other) where work on single numbers would leave it: some operators have no form for
/// that layout, but a convolution of one pixel and one channel each has, and whatever follows a
/// convolution can be done in it.
record OnnxBlocked(OnnxGraph graph) {
    private static final int BLOCK = 16;

    /// Whether a picture comes out of a convolution or a pooling, or out of sums of such pictures,
    /// or is one with a frame.
    boolean holds(Value x) {
        return x.rank() == 4
                && x.type() == ElementType.FLOAT32
                && x.dim(1) instanceof Dim.Known(var channels)
                && channels % BLOCK == 0
                && comes(x);
    }

    private boolean comes(Value x) {
        return graph.producer(x)
                .filter(
                        node ->
                                switch (node.op()) {
                                    case "Conv", "MaxPool" -> true;
                                    case "Pad" -> holds(graph.value(node.inputs().getFirst()));
                                    case "Add" ->
                                            node.inputs().stream()
                                                    .allMatch(name -> holds(graph.value(name)));
                                    default -> false;
                                })
                .isPresent();
    }

    /// Whether an activation of it becomes part of the convolution that made it.
    boolean justMade(Value x) {
        return graph.producer(x).filter(node -> node.op().equals("Conv")).isPresent();
    }

    /// The same picture, in the layout: a pooling of single pixels changes nothing.
    Value entered(Value x) {
        return graph.op("MaxPool").set("kernel_shape", 1, 1).in(x).to(x.type(), x.shape());
    }

    /// All numbers times one.
    Value scaled(Value x, double factor) {
        int channels = Math.toIntExact(x.known(1));
        var weight = new float[channels];
        Arrays.fill(weight, (float) factor);
        return graph.op("Conv")
                .set("group", channels)
                .in(x, graph.constant(weight, x.type(), channels, 1, 1, 1))
                .to(x.type(), x.shape());
    }
}
