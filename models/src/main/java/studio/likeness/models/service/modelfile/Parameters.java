package studio.likeness.models.service.modelfile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.service.modelfile.Modelfile.Parameter;

/// What `PARAMETER` may name.
public final class Parameters {
    /// Of those that are read.
    private enum Kind {
        WHOLE,
        NUMBER,
        TEXT
    }

    private record Range(Kind kind, double least, double most) {}

    private static final String STOP = "stop";

    private static final Map<String, Range> KNOWN =
            Map.ofEntries(
                    Map.entry("temperature", number(0, 100)),
                    Map.entry("top_k", whole(0, Integer.MAX_VALUE)),
                    Map.entry("top_p", number(0, 1)),
                    Map.entry("min_p", number(0, 1)),
                    Map.entry("repeat_penalty", number(0.01, 100)),
                    Map.entry("presence_penalty", number(-100, 100)),
                    Map.entry("frequency_penalty", number(-100, 100)),
                    Map.entry("seed", whole(Long.MIN_VALUE, Long.MAX_VALUE)),
                    Map.entry("repeat_last_n", whole(-1, Integer.MAX_VALUE)),
                    Map.entry("num_ctx", whole(0, Integer.MAX_VALUE)),
                    Map.entry("num_predict", whole(-2, Integer.MAX_VALUE)),
                    Map.entry(STOP, new Range(Kind.TEXT, 0, 0)));

    /// How tokens are drawn.
    private static final Set<String> DRAWING =
            Set.of(
                    "temperature",
                    "top_k",
                    "top_p",
                    "min_p",
                    "repeat_penalty",
                    "presence_penalty",
                    "frequency_penalty",
                    "seed");

    /// Of other engines; read over.
    private static final Set<String> OTHERS =
            Set.of(
                    "mirostat",
                    "mirostat_eta",
                    "mirostat_tau",
                    "tfs_z",
                    "typical_p",
                    "penalize_newline",
                    "num_keep",
                    "num_batch",
                    "num_gqa",
                    "num_gpu",
                    "num_thread",
                    "main_gpu",
                    "low_vram",
                    "f16_kv",
                    "vocab_only",
                    "use_mmap",
                    "use_mlock",
                    "numa");

    /// A smaller share is what no model's chances tell from the likeliest token alone.
    private static final double LEAST_TOP_P = 1e-6;

    private Parameters() {}

    private static Range number(double least, double most) {
        return new Range(Kind.NUMBER, least, most);
    }

    private static Range whole(double least, double most) {
        return new Range(Kind.WHOLE, least, most);
    }

    static boolean isKnown(String name) {
        return KNOWN.containsKey(name) || OTHERS.contains(name);
    }

    static boolean isValid(String name, String value) {
        var range = KNOWN.get(name);
        if (range == null || range.kind() == Kind.TEXT) {
            return true;
        }
        try {
            var number = new BigDecimal(value);
            if (range.kind() == Kind.WHOLE) {
                number.longValueExact();
            }
            double size = number.doubleValue();
            return size >= range.least() && size <= range.most();
        } catch (ArithmeticException | NumberFormatException _) {
            return false; // BigDecimal has no other way to say so
        }
    }

    /// Whether a file says how tokens are drawn.
    public static boolean draws(Modelfile file) {
        return file.parameters().stream().anyMatch(each -> DRAWING.contains(each.name()));
    }

    /// What a file says of it, and the rest as it is.
    public static Sampling over(Sampling usual, Modelfile file) {
        var said = new HashMap<String, String>();
        file.parameters().forEach(each -> said.put(each.name(), each.value()));
        return new Sampling(
                number(said, "temperature", usual.temperature()),
                (int) number(said, "top_k", usual.topK()),
                Math.max(LEAST_TOP_P, number(said, "top_p", usual.topP())),
                number(said, "min_p", usual.minP()),
                number(said, "repeat_penalty", usual.repetitionPenalty()),
                number(said, "presence_penalty", usual.presencePenalty()),
                number(said, "frequency_penalty", usual.frequencyPenalty()),
                said.containsKey("seed")
                        ? OptionalLong.of(new BigDecimal(said.get("seed")).longValueExact())
                        : usual.seed());
    }

    private static double number(Map<String, String> said, String name, double usual) {
        return said.containsKey(name) ? Double.parseDouble(said.get(name)) : usual;
    }

    /// All of it, so that nothing depends on what a reader takes for usual.
    public static List<Parameter> of(Sampling sampling) {
        var all = new ArrayList<Parameter>();
        all.add(new Parameter("temperature", plain(sampling.temperature())));
        all.add(new Parameter("top_k", String.valueOf(sampling.topK())));
        all.add(new Parameter("top_p", plain(sampling.topP())));
        all.add(new Parameter("min_p", plain(sampling.minP())));
        all.add(new Parameter("repeat_penalty", plain(sampling.repetitionPenalty())));
        all.add(new Parameter("presence_penalty", plain(sampling.presencePenalty())));
        all.add(new Parameter("frequency_penalty", plain(sampling.frequencyPenalty())));
        sampling.seed().ifPresent(seed -> all.add(new Parameter("seed", String.valueOf(seed))));
        return List.copyOf(all);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /// What ends an answer, besides what the model itself ends it with; each once.
    public static List<String> stops(Modelfile file) {
        return file.parameters().stream()
                .filter(each -> each.name().equals(STOP))
                .map(Parameter::value)
                .distinct()
                .toList();
    }

    /// Of a file, those that say nothing of how tokens are drawn or where an answer ends; each once.
    public static List<String> others(Modelfile file) {
        return file.parameters().stream()
                .map(Parameter::name)
                .filter(name -> !DRAWING.contains(name) && !name.equals(STOP))
                .distinct()
                .toList();
    }
}
