package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/// Weights that somebody has quantised in a way the studio does not read.
final class Quantised {
    private Quantised() {}

    /// The method's name; empty for weights as they were trained.
    static Optional<String> method(Listing listing, JsonNode config) {
        var said = config.path("quantization_config").path("quant_method").asText("");
        if (!said.isEmpty()) {
            return Optional.of(said.toUpperCase(Locale.ROOT));
        }
        for (var name : listing.tensors().keySet()) {
            if (name.endsWith(".qweight")) {
                return Optional.of("GPTQ / AWQ");
            }
            if (name.contains(".quant_state.bitsandbytes__") || name.endsWith(".SCB")) {
                return Optional.of("BITSANDBYTES");
            }
            if (name.endsWith(".weight_scale_inv")) {
                return Optional.of("FP8");
            }
            if (name.endsWith("query_key_value.weight_scale")) {
                return Optional.of("ChatGLM INT4 / INT8");
            }
        }
        return Optional.empty();
    }
}
