package studio.likeness.app.conversation;

import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.models.language.chat.Sampling;

/// A persona's temperament in numbers.
public final class Temperaments {
    private static final double CALMER = 0.4;
    private static final double LIVELIER = 1.35;

    private Temperaments() {}

    /// @param recommended by the model's publishers
    public static Sampling sampling(BrainChoice choice, Sampling recommended) {
        return choice.numbers()
                .orElseGet(
                        () ->
                                switch (choice.temperament()) {
                                    case CALM -> heated(recommended, CALMER);
                                    case NATURAL -> recommended;
                                    case LIVELY -> heated(recommended, LIVELIER);
                                });
    }

    private static Sampling heated(Sampling s, double factor) {
        return new Sampling(
                Math.min(2, s.temperature() * factor),
                s.topK(),
                s.topP(),
                s.minP(),
                s.repetitionPenalty(),
                s.presencePenalty(),
                s.frequencyPenalty(),
                s.seed());
    }
}
