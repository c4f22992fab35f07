package studio.likeness.models.parity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.language.PrefixEncoder;
import studio.likeness.models.nn.EagerOps;
import studio.likeness.models.nn.TorchOps;

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
        return read(ops, ids, false);
    }

    @Override
    public float[] next(int[] ids) {
        return read(ops, ids, true).logits();
    }

    private <T> Seen read(EagerOps<T> family, int[] ids, boolean lastOnly) {
        try (var step = step(family)) {
            var logits = recipe.decoder().logits(step, tokens(step, ids), lastOnly);
            var hidden = new HashMap<String, float[]>();
            step.taps().forEach((name, x) -> hidden.put(name, last(step, x)));
            return new Seen(step.floats(logits), hidden);
        }
    }

    private <T> EagerOps<T> step(EagerOps<T> family) {
        return recipe.prefix().map(prefix -> step(family, prefix)).orElseGet(family::step);
    }

    private static <T> EagerOps<T> step(EagerOps<T> family, PrefixEncoder prefix) {
        var layers = prefix.compute(family);
        return family.step(
                layers.stream().map(PrefixEncoder.KeyAndValue::key).toList(),
                layers.stream().map(PrefixEncoder.KeyAndValue::value).toList());
    }

    private <T> Decoder.Tokens<T> tokens(EagerOps<T> step, int[] ids) {
        int count = ids.length;
        var reading = recipe.reading();
        long total = (long) reading.prefix() + count;
        return new Decoder.Tokens<>(
                step.constant(Arrays.stream(ids).asLongStream().toArray(), 1, count),
                step.constant(reading.positions(0, count), reading.positionsShape(count)),
                reading.bias(0, count).map(bias -> step.constant(bias, 1, 1, count, total)));
    }

    private static <T> float[] last(EagerOps<T> step, T x) {
        var time = step.size(x, 1);
        return step.floats(step.slice(x, 1, time.minus(1), time));
    }

    @Override
    public void close() {
        ops.close();
    }
}
