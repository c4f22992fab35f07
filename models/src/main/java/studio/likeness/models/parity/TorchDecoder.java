package studio.likeness.models.parity;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.language.PrefixEncoder;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.TorchParameters;
import studio.likeness.models.nn.TorchParameters.Prefix;
import studio.likeness.models.nn.WeightPlan;

/// A decoder on libtorch, which reads the whole text again for each token.
final class TorchDecoder implements ReadyDecoder {
    private final Decoder decoder;
    private final TorchOps ops;
    private final Reading reading;
    private final Optional<PrefixEncoder> prefix;

    TorchDecoder(
            Decoder decoder,
            TensorIndex weights,
            WeightPlan plan,
            Adapter adapter,
            Reading reading) {
        this.decoder = decoder;
        this.reading = reading;
        ops = TorchOps.onProcessor(weights, plan, adapter);
        prefix =
                PrefixEncoder.isIn(weights)
                        ? Optional.of(PrefixEncoder.of(decoder, weights))
                        : Optional.empty();
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
                prefix.map(p -> p.compute(ops)).orElse(List.of()).stream()
                        .map(entry -> new Prefix(entry.key(), entry.value()))
                        .toList();
        return new TorchParameters(Map.of(), Map.of(), prefixes);
    }

    private NDArray logits(TorchOps step, int[] ids, boolean lastOnly) {
        int count = ids.length;
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
        return decoder.logits(step, tokens, lastOnly);
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
