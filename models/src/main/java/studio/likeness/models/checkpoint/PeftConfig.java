package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import studio.likeness.models.job.StudioException;

/// A low-rank adapter's settings, as PEFT's `adapter_config.json` has them.
///
/// @param base the model it was trained on, by its published name; may be empty
/// @param rsLora scaled by alpha / sqrt(rank) instead of alpha / rank
/// @param ranks,alphas exceptions for modules, by suffix or regular expression
/// @param targets suffixes of the modules it changes; one regular expression when
///     `targetsAreRegex`; empty for all linear maps
public record PeftConfig(
        String base,
        int rank,
        double alpha,
        boolean rsLora,
        Map<String, Double> ranks,
        Map<String, Double> alphas,
        List<String> targets,
        boolean targetsAreRegex) {
    /// Regular expressions come with the file: one that takes more looks at a name than this is
    /// meant to take for ever.
    private static final int MOST_LOOKS = 100_000;

    /// @throws StudioException for other methods than LoRA, and for DoRA
    public static PeftConfig of(JsonNode json) {
        var kind = json.path("peft_type").asText("LORA");
        if (!kind.equalsIgnoreCase("LORA")) {
            throw new StudioException("models.checkpoint.adapterKind", Quote.of(kind));
        }
        if (json.path("use_dora").asBoolean()) {
            throw new StudioException("models.checkpoint.adapterDora");
        }
        var modules = json.path("target_modules");
        var targets = new ArrayList<String>();
        boolean regex = modules.isTextual() && !modules.asText().equals("all-linear");
        if (regex) {
            targets.add(modules.asText());
        } else if (modules.isArray()) {
            modules.forEach(module -> targets.add(module.asText()));
        }
        return new PeftConfig(
                json.path("base_model_name_or_path").asText(""),
                json.path("r").asInt(8),
                json.path("lora_alpha").asDouble(8),
                json.path("use_rslora").asBoolean(),
                pattern(json.path("rank_pattern")),
                pattern(json.path("alpha_pattern")),
                targets,
                regex);
    }

    private static Map<String, Double> pattern(JsonNode node) {
        var all = new LinkedHashMap<String, Double>();
        node.properties().forEach(each -> all.put(each.getKey(), each.getValue().asDouble()));
        return all;
    }

    /// Whether the settings ask for this linear map to be changed.
    public boolean targets(String module) {
        if (targetsAreRegex) {
            return whole(targets.getFirst(), module);
        }
        return targets.isEmpty()
                || targets.stream()
                        .anyMatch(each -> module.equals(each) || module.endsWith("." + each));
    }

    /// The rank its maps should have.
    public int rank(String module) {
        return exception(ranks, module).map(Double::intValue).orElse(rank);
    }

    /// By what `B(A(x))` is multiplied.
    public float scaling(String module, int rank) {
        double alpha = exception(alphas, module).orElse(this.alpha);
        return (float) (alpha / (rsLora ? Math.sqrt(rank) : rank));
    }

    private static Optional<Double> exception(Map<String, Double> exceptions, String module) {
        for (var each : exceptions.entrySet()) {
            var key = each.getKey();
            if (module.equals(key)
                    || module.endsWith("." + key)
                    || whole("(.*\\.)?(" + key + ")", module)) {
                return Optional.of(each.getValue());
            }
        }
        return Optional.empty();
    }

    private static boolean whole(String regex, String module) {
        try {
            return Pattern.compile(regex).matcher(new Watched(module, new int[1])).matches();
        } catch (PatternSyntaxException e) {
            throw new StudioException(e, "models.checkpoint.adapterPattern", Quote.of(regex));
        }
    }

    /// Text that loses patience.
    private record Watched(String text, int[] looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > MOST_LOOKS) {
                throw new StudioException("models.checkpoint.adapterPattern", Quote.of(text));
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.substring(start, end), looks);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
