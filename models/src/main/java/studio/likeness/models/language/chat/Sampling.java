package studio.likeness.models.language.chat;

import java.util.OptionalLong;

/// How the next token is drawn, in this order: penalties, temperature, top-k, top-p, min-p.
///
/// @param temperature 0 takes the likeliest token
/// @param topK how many of the likeliest stay; 0 for all
/// @param topP the likeliest stay whose chances sum to this; 1 for all
/// @param minP those stay that have at least this part of the likeliest one's chance; 0 for all
/// @param repetitionPenalty for tokens in the prompt or the answer (Keskar et al. 2019); 1 for none
/// @param presencePenalty taken off the logit of each token already in the answer
/// @param frequencyPenalty taken off as often as it is there
/// @param seed the same one gives the same answer; empty for a new one each time
public record Sampling(
        double temperature,
        int topK,
        double topP,
        double minP,
        double repetitionPenalty,
        double presencePenalty,
        double frequencyPenalty,
        OptionalLong seed) {
    public Sampling {
        check(temperature >= 0 && temperature <= 100, "temperature", temperature);
        check(topK >= 0, "topK", topK);
        check(topP > 0 && topP <= 1, "topP", topP);
        check(minP >= 0 && minP <= 1, "minP", minP);
        check(
                repetitionPenalty > 0 && repetitionPenalty <= 100,
                "repetitionPenalty",
                repetitionPenalty);
        check(Math.abs(presencePenalty) <= 100, "presencePenalty", presencePenalty);
        check(Math.abs(frequencyPenalty) <= 100, "frequencyPenalty", frequencyPenalty);
    }

    private static void check(boolean holds, String name, Number value) {
        if (!holds) {
            throw new IllegalArgumentException("out of range: " + name + " " + value);
        }
    }

    /// Always the likeliest token.
    public static Sampling greedy() {
        return at(0, 0, 1);
    }

    /// What a family's publishers recommend.
    ///
    /// @param format a name of [PromptFormats]
    /// @param thinking whether it may think aloud
    public static Sampling recommended(String format, boolean thinking) {
        return switch (format) {
            case "chatglm" -> at(0.95, 0, 0.7);
            case "qwen3" -> thinking ? at(0.6, 20, 0.95) : at(0.7, 20, 0.8);
            case "qwen2", "qwen2.5" -> at(0.7, 20, 0.8).withRepetitionPenalty(1.05);
            case "llama2", "llama3", "llama3.1" -> at(0.6, 0, 0.9);
            case "gemma3" -> at(1, 64, 0.95);
            default -> at(0.8, 0, 0.8);
        };
    }

    static Sampling at(double temperature, int topK, double topP) {
        return new Sampling(temperature, topK, topP, 0, 1, 0, 0, OptionalLong.empty());
    }

    public Sampling withRepetitionPenalty(double penalty) {
        return new Sampling(
                temperature, topK, topP, minP, penalty, presencePenalty, frequencyPenalty, seed);
    }

    public Sampling withSeed(long value) {
        return new Sampling(
                temperature,
                topK,
                topP,
                minP,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                OptionalLong.of(value));
    }
}
