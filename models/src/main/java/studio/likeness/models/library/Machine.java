package studio.likeness.models.library;

import java.util.Comparator;
import java.util.Optional;
import studio.likeness.models.runtime.Devices;
import studio.likeness.models.runtime.Devices.Card;
import studio.likeness.models.runtime.MainMemory;

/// The memory that models can have on a machine.
///
/// @param memoryBytes of the processor; 0 when it cannot be told
/// @param card the largest that can be used
public record Machine(long memoryBytes, Optional<Card> card) {
    /// A quarter is left to the system and to everything else that runs.
    private static final double USABLE_MEMORY = 0.75;

    /// A tenth is left to the screen and to what the driver keeps.
    private static final double USABLE_CARD = 0.9;

    public static Machine here() {
        var card =
                Devices.cardProblem().isPresent()
                        ? Optional.<Card>empty()
                        : Devices.cards().stream().max(Comparator.comparingLong(Card::memoryBytes));
        return new Machine(MainMemory.bytes(), card);
    }

    /// Whether and where a model fits.
    public Fit fit(Need need) {
        var onCard = card.filter(c -> need.bytes() <= c.memoryBytes() * USABLE_CARD);
        if (onCard.isPresent()) {
            return new Fit.OnCard(need, onCard.get());
        }
        if (memoryBytes == 0) {
            return new Fit.Unknown();
        }
        long usable = (long) (memoryBytes * USABLE_MEMORY);
        return need.bytes() <= usable
                ? new Fit.InMemory(need, memoryBytes)
                : new Fit.TooLarge(need, need.bytes() - usable, memoryBytes);
    }
}
