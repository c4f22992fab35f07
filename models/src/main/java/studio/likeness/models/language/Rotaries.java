package studio.likeness.models.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.IntToDoubleFunction;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.nn.Rotary;

/// The frequencies of rotary embedding (Su et al. 2021) and the ways in which later models stretch
/// them over longer texts. In all of them `f_j = base^(-2j/d)`.
final class Rotaries {
    private Rotaries() {}

    /// As the config says.
    ///
    /// @param size how many numbers of each head are turned, `d`
    /// @param context planned length of a text, which decides where stretching depends on it
    static Rotary of(DecoderConfig config, int size, boolean interleaved, int context) {
        var stretching = config.stretching();
        var kind = stretching.map(Rotaries::kind).orElse("default");
        if (kind.equals("default")) {
            return plain(config.ropeBase(), size, interleaved, context);
        }
        return stretched(kind, stretching.get(), config, size, interleaved, context);
    }

    static Rotary plain(double base, int size, boolean interleaved, int context) {
        return new Rotary(frequencies(base, size), interleaved, 1, context);
    }

    private static String kind(JsonNode stretching) {
        var kind = stretching.path("rope_type");
        return kind.isTextual() ? kind.asText() : stretching.path("type").asText("default");
    }

    private static Rotary stretched(
            String kind,
            JsonNode how,
            DecoderConfig config,
            int size,
            boolean interleaved,
            int context) {
        var plain = frequencies(config.ropeBase(), size);
        return switch (kind) {
            case "linear" -> {
                double factor = factor(how);
                yield new Rotary(map(plain, j -> plain[j] / factor), interleaved, 1, context);
            }
            case "dynamic" -> {
                var base = dynamicBase(config, factor(how), size, context);
                yield new Rotary(frequencies(base, size), interleaved, 1, context);
            }
            case "llama3" -> new Rotary(llama3(plain, how, config), interleaved, 1, context);
            case "yarn" ->
                    new Rotary(yarn(plain, how, config, size), interleaved, yarn(how), context);
            default -> throw new StudioException("models.language.unknownRotation", kind);
        };
    }

    /// A larger base for longer texts ("NTK-aware"), once the text outgrows what was trained.
    private static double dynamicBase(DecoderConfig config, double factor, int size, int context) {
        double trained = config.longest();
        if (context <= trained) {
            return config.ropeBase();
        }
        double stretch = factor * context / trained - (factor - 1);
        return config.ropeBase() * Math.pow(stretch, size / (size - 2.0));
    }

    /// Long waves are slowed by the factor, short ones kept, those between mixed (Llama 3.1).
    private static float[] llama3(float[] plain, JsonNode how, DecoderConfig config) {
        double factor = factor(how);
        double low = field(how, "low_freq_factor");
        double high = field(how, "high_freq_factor");
        double trained = trained(how, config);
        return map(
                plain,
                j -> {
                    double f = plain[j];
                    double waves = trained * f / (2 * Math.PI); // that fit in the trained length
                    double kept = Math.clamp((waves - low) / (high - low), 0, 1);
                    return (1 - kept) * f / factor + kept * f;
                });
    }

    /// YaRN (Peng et al. 2023): slow frequencies are divided by the factor, fast ones kept, with a
    /// ramp between, over the dimensions that turn `beta` times in the trained length.
    private static float[] yarn(float[] plain, JsonNode how, DecoderConfig config, int size) {
        double factor = factor(how);
        double trained = trained(how, config);
        double fast = how.path("beta_fast").asDouble(32);
        double slow = how.path("beta_slow").asDouble(1);
        double from = turning(fast, trained, config.ropeBase(), size);
        double to = turning(slow, trained, config.ropeBase(), size);
        if (how.path("truncate").asBoolean(true)) {
            from = Math.floor(from);
            to = Math.ceil(to);
        }
        double low = Math.max(from, 0);
        double clamped = Math.min(to, size - 1);
        double high = clamped == low ? clamped + 0.001 : clamped;
        return map(
                plain,
                j -> {
                    double divided = Math.clamp((j - low) / (high - low), 0, 1);
                    return plain[j] / factor * divided + plain[j] * (1 - divided);
                });
    }

    /// The dimension that turns so many times in the trained length.
    private static double turning(double times, double trained, double base, int size) {
        return size * Math.log(trained / (times * 2 * Math.PI)) / (2 * Math.log(base));
    }

    /// YaRN's factor on cosines and sines.
    private static float yarn(JsonNode how) {
        if (how.path("attention_factor").isNumber()) {
            return (float) how.path("attention_factor").asDouble();
        }
        double factor = factor(how);
        double above = how.path("mscale").asDouble(0);
        double below = how.path("mscale_all_dim").asDouble(0);
        return (float)
                (above != 0 && below != 0
                        ? temper(factor, above) / temper(factor, below)
                        : temper(factor, 1));
    }

    private static double temper(double factor, double scale) {
        return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
    }

    private static double trained(JsonNode how, DecoderConfig config) {
        var own = how.path("original_max_position_embeddings");
        return own.isNumber() ? own.asDouble() : config.longest();
    }

    private static double factor(JsonNode how) {
        double factor = field(how, "factor");
        if (!(factor >= 1 && factor < 1e6)) {
            throw new StudioException("models.language.absurdField", "rope_scaling", how);
        }
        return factor;
    }

    private static double field(JsonNode how, String name) {
        if (!how.path(name).isNumber()) {
            throw new StudioException("models.language.missingField", "rope_scaling." + name);
        }
        return how.get(name).asDouble();
    }

    static float[] frequencies(double base, int size) {
        return map(new float[size / 2], j -> Math.pow(base, -2.0 * j / size));
    }

    static float[] map(float[] like, IntToDoubleFunction value) {
        var mapped = new float[like.length];
        for (int j = 0; j < mapped.length; j++) {
            mapped[j] = (float) value.applyAsDouble(j);
        }
        return mapped;
    }
}
