package studio.likeness.app.api;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import studio.likeness.models.language.chat.Sampling;

/// How tokens are to be drawn, as far as a request says so. Names and ranges as in the fields of
/// [Sampling].
record Draw(
        OptionalDouble temperature,
        OptionalLong topK,
        OptionalDouble topP,
        OptionalDouble minP,
        OptionalDouble repetition,
        OptionalDouble presence,
        OptionalDouble frequency,
        OptionalLong seed) {
    /// Less is what no model's chances tell from the likeliest token alone.
    private static final double LEAST_TOP_P = 1e-6;

    /// `options` of Ollama.
    static Draw ofOllama(Fields options) {
        return new Draw(
                options.number("temperature", 0, 100),
                options.whole("top_k", 0, Integer.MAX_VALUE),
                options.number("top_p", 0, 1),
                options.number("min_p", 0, 1),
                options.number("repeat_penalty", 0.01, 100),
                options.number("presence_penalty", -2, 2),
                options.number("frequency_penalty", -2, 2),
                options.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE));
    }

    static Draw ofOpenAi(Fields body) {
        return new Draw(
                body.number("temperature", 0, 2),
                OptionalLong.empty(),
                body.number("top_p", 0, 1),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                body.number("presence_penalty", -2, 2),
                body.number("frequency_penalty", -2, 2),
                body.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /// What is not said stays as the model's publishers recommend.
    Sampling over(Sampling usual) {
        return new Sampling(
                temperature.orElse(usual.temperature()),
                (int) topK.orElse(usual.topK()),
                Math.max(LEAST_TOP_P, topP.orElse(usual.topP())),
                minP.orElse(usual.minP()),
                repetition.orElse(usual.repetitionPenalty()),
                presence.orElse(usual.presencePenalty()),
                frequency.orElse(usual.frequencyPenalty()),
                seed.isPresent() ? seed : usual.seed());
    }

    /// What is said, by Ollama's names.
    List<String> said() {
        var names = new ArrayList<String>();
        add(names, temperature.isPresent(), "temperature");
        add(names, topK.isPresent(), "top_k");
        add(names, topP.isPresent(), "top_p");
        add(names, minP.isPresent(), "min_p");
        add(names, repetition.isPresent(), "repeat_penalty");
        add(names, presence.isPresent(), "presence_penalty");
        add(names, frequency.isPresent(), "frequency_penalty");
        add(names, seed.isPresent(), "seed");
        return names;
    }

    private static void add(List<String> names, boolean said, String name) {
        if (said) {
            names.add(name);
        }
    }
}
