package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.language.Families;
import studio.likeness.models.language.PrefixEncoder;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.WeightPlan;

/// All that goes into a decoder, whoever computes it.
///
/// @param config as published
/// @param context planned length of texts
/// @param reading positions of its text
record Recipe(
        JsonNode config,
        int context,
        Decoder decoder,
        TensorIndex weights,
        WeightPlan plan,
        Adapter adapter,
        Optional<PrefixEncoder> prefix,
        Reading reading) {
    static Recipe of(JsonNode config, TensorIndex weights, int[] prompt, int context) {
        var decoder = Families.of(config, weights, context);
        var prefix =
                PrefixEncoder.isIn(weights)
                        ? Optional.of(PrefixEncoder.of(decoder, weights))
                        : Optional.<PrefixEncoder>empty();
        int length = prefix.map(PrefixEncoder::length).orElse(0);
        return new Recipe(
                config,
                context,
                decoder,
                weights,
                KeptWeights.exactly(),
                Adapter.none(),
                prefix,
                Reading.of(decoder, config, prompt, length));
    }

    AdapterInputs adapterInputs() {
        return new AdapterInputs(weights, adapter);
    }

    boolean adapts() {
        return !adapterInputs().isEmpty();
    }

    Recipe kept(WeightPlan other) {
        return new Recipe(config, context, decoder, weights, other, adapter, prefix, reading);
    }

    Recipe adapted(Adapter other) {
        return new Recipe(config, context, decoder, weights, plan, other, prefix, reading);
    }
}
