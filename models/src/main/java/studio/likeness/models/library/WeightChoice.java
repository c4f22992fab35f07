package studio.likeness.models.library;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.likeness.models.nn.WeightFormat;
import studio.likeness.models.nn.WeightFormat.Blocks;
import studio.likeness.models.nn.WeightFormat.Dense;
import studio.likeness.models.nn.WeightPlan;

/// How a converted model's weights are kept, as the user chooses.
public enum WeightChoice {
    /// Linear maps in 4 bits; the tables of words, whose errors are heard most, in 8.
    FOUR_BIT("4-bit"),
    EIGHT_BIT("8-bit"),
    FLOAT16("float16"),
    FLOAT32("float32");

    private static final Set<String> HEADS =
            Set.of("lm_head", "output", "transformer.output_layer");

    /// In numbers; a smaller network gains nothing from few bits, and loses most by them.
    private static final long LARGE = 100_000_000;

    /// Tokens from which on the head takes long enough to be looked through in a coarser copy.
    private static final long MANY_TOKENS = 32_768;

    private static final Blocks SHORTLIST = new Blocks(4, 128, false, true);

    private static final String SHORTLISTED =
            " (of %d tokens and more: shortlist in %s)".formatted(MANY_TOKENS, describe(SHORTLIST));

    /// What suits a network that nobody has chosen for.
    public static WeightChoice suiting(long parameters) {
        return parameters < LARGE ? FLOAT32 : FOUR_BIT;
    }

    private final String word;

    WeightChoice(String word) {
        this.word = word;
    }

    private WeightFormat maps() {
        return switch (this) {
            // As faithful as Q4_0 (docs/bench/quantisation.md), and faster than blocks of 32.
            case FOUR_BIT -> new Blocks(4, 64, false, true);
            case EIGHT_BIT -> new Blocks(8, 32, true, true);
            case FLOAT16 -> Dense.FLOAT16;
            case FLOAT32 -> Dense.FLOAT32;
        };
    }

    private WeightFormat tables() {
        return switch (this) {
            case FOUR_BIT -> new Blocks(8, 128, true, true);
            case EIGHT_BIT -> new Blocks(8, 32, true, true);
            case FLOAT16 -> Dense.FLOAT16;
            case FLOAT32 -> Dense.FLOAT32;
        };
    }

    /// As it is written on a command line.
    public String word() {
        return word;
    }

    public WeightPlan plan() {
        return this == FOUR_BIT ? new Shortlisting(formats()) : formats();
    }

    private WeightPlan formats() {
        var maps = maps();
        var tables = tables();
        return (name, _) -> isTable(name) ? tables : maps;
    }

    private record Shortlisting(WeightPlan formats) implements WeightPlan {
        @Override
        public WeightFormat formatOf(String name, long[] shape) {
            return formats.formatOf(name, shape);
        }

        @Override
        public Optional<Blocks> shortlist(String name, long[] shape) {
            return !isTable(name) || shape[0] < MANY_TOKENS
                    ? Optional.empty()
                    : Optional.of(SHORTLIST);
        }
    }

    /// The embedding and the head, which may be one.
    private static boolean isTable(String name) {
        return HEADS.contains(name) || name.contains("embed");
    }

    /// For people, part by part.
    Map<String, String> description() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("linear", describe(maps()));
        parts.put("embedding", describe(tables()));
        parts.put("head", describe(tables()) + (this == FOUR_BIT ? SHORTLISTED : ""));
        return parts;
    }

    private static String describe(WeightFormat format) {
        return switch (format) {
            case Dense.FLOAT32 -> "float32";
            case Dense.FLOAT16 -> "float16";
            case Blocks b -> "%d-bit, blocks of %d".formatted(b.bits(), b.block());
        };
    }
}
