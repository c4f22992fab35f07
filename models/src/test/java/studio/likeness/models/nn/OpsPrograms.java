package studio.likeness.models.nn;

import java.util.List;
import java.util.stream.Stream;

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

    static List<Line> all() {
        return Stream.of(
                        ViewPrograms.all(),
                        ArithmeticPrograms.all(),
                        MapPrograms.all(),
                        ConvolutionPrograms.all(),
                        AttentionPrograms.all())
                .flatMap(List::stream)
                .toList();
    }

    static Line named(String name) {
        return all().stream().filter(line -> line.name().equals(name)).findFirst().orElseThrow();
    }
}
