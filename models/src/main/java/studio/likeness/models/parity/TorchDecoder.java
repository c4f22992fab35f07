package studio.likeness.models.parity;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.TorchParameters;
import studio.likeness.models.nn.TorchParameters.Prefix;

/// A decoder on libtorch, which reads the whole text again for each token.
final class TorchDecoder implements ReadyDecoder {
    private final Recipe recipe;
    private final TorchOps ops;

    TorchDecoder(Recipe recipe) {
        this.recipe = recipe;
        ops = TorchOps.onProcessor(recipe.weights(), recipe.plan(), recipe.adapter());
    }

    @Override
    public Seen read(int[] ids) {
        try (var step = ops.step(parameters())) {
            var logits = logits(step, ids, false).toFloatArray();
            return new Seen(logits, hidden(step.taps()));
        }
    }

    @Override
    public float[] next(int[] ids) {
        try (var step = ops.step(parameters())) {
            return logits(step, ids, true).toFloatArray();
        }
    }

    private TorchParameters parameters() {
        List<Prefix> prefixes =
                recipe.prefix().map(p -> p.compute(ops)).orElse(List.of()).stream()
                        .map(entry -> new Prefix(entry.key(), entry.value()))
                        .toList();
        return new TorchParameters(Map.of(), Map.of(), prefixes);
    }

    private NDArray logits(TorchOps step, int[] ids, boolean lastOnly) {
        int count = ids.length;
        var reading = recipe.reading();
        var tokens =
                new Decoder.Tokens<>(
                        step.constant(Arrays.stream(ids).asLongStream().toArray(), 1, count),
                        step.constant(
                                reading.positions(0, count), reading.positionsShape(count)),
                        reading.bias(0, count)
                                .map(
                                        bias ->
                                                step.constant(
                                                        bias,
                                                        1,
                                                        1,
                                                        count,
                                                        (long) reading.prefix() + count)));
        return recipe.decoder().logits(step, tokens, lastOnly);
    }

    private static Map<String, float[]> hidden(Map<String, NDArray> taps) {
        var hidden = new HashMap<String, float[]>();
        taps.forEach((name, x) -> hidden.put(name, last(x)));
        return hidden;
    }

    private static float[] last(NDArray x) {
        long time = x.getShape().get(1);
        return x.get(":, {}", time - 1).toFloatArray();
    }

    @Override
    public void close() {
        ops.close();
    }
}
