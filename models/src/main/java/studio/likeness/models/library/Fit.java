package studio.likeness.models.library;

import studio.likeness.models.job.Words;
import studio.likeness.models.runtime.Devices.Card;

/// Whether a model fits this machine, with a sentence about it.
public sealed interface Fit {
    /// On the card.
    record OnCard(Need need, Card card) implements Fit {}

    /// In the processor's memory, and on no card.
    ///
    /// @param memoryBytes all there is
    record InMemory(Need need, long memoryBytes) implements Fit {}

    /// Nowhere.
    ///
    /// @param overBytes how much it is too large
    record TooLarge(Need need, long overBytes, long memoryBytes) implements Fit {}

    /// Nobody knows how large it is, or how much memory there is.
    record Unknown() implements Fit {}

    default boolean fits() {
        return this instanceof OnCard || this instanceof InMemory;
    }

    /// In the program's language.
    default String sentence() {
        return switch (this) {
            case OnCard(var need, var card) ->
                    Words.say(
                            need.rough()
                                    ? "models.library.fit.card.about"
                                    : "models.library.fit.card",
                            ByteCount.gigabytes(need.bytes()),
                            ByteCount.gigabytes(card.memoryBytes()));
            case InMemory(var need, var memory) ->
                    Words.say(
                            need.rough()
                                    ? "models.library.fit.memory.about"
                                    : "models.library.fit.memory",
                            ByteCount.gigabytes(need.bytes()),
                            ByteCount.gigabytes(memory));
            case TooLarge(var need, var over, var memory) ->
                    Words.say(
                            "models.library.fit.tooLarge",
                            ByteCount.gigabytes(over),
                            ByteCount.gigabytes(need.bytes()),
                            ByteCount.gigabytes(memory));
            case Unknown() -> Words.say("models.library.fit.unknown");
        };
    }
}
