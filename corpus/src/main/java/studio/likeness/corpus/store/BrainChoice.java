package studio.likeness.corpus.store;

import java.util.Optional;
import studio.likeness.models.language.chat.Sampling;

/// With what a persona thinks.
///
/// @param model the studio's model by its id, or a served one by its name; empty for
///     [Kind#ARCHIVE]
/// @param recordedFirst whether a recorded answer that truly fits is played before the model writes
/// @param numbers how tokens are drawn, where the user set that; else as the temperament says
/// @param adapter what changes the model, by its name there; empty for the model as it is. It lies
///     with the model and does not travel with the persona
public record BrainChoice(
        Kind kind,
        String model,
        boolean recordedFirst,
        Temperament temperament,
        Optional<Sampling> numbers,
        String adapter) {
    /// Who writes.
    public enum Kind {
        /// Nobody: recordings and quotations only.
        ARCHIVE,
        /// A model of the Library, on this machine's devices.
        MODEL,
        /// A model behind an Ollama server that the user named.
        OLLAMA
    }

    /// How freely a model writes, in words instead of numbers.
    public enum Temperament {
        /// Close to what is known; nearly the same answer each time.
        CALM,
        /// As the model's publishers recommend.
        NATURAL,
        /// Freer.
        LIVELY
    }

    public static final BrainChoice ARCHIVE =
            new BrainChoice(Kind.ARCHIVE, "", true, Temperament.NATURAL, Optional.empty());

    /// Without an adapter.
    public BrainChoice(
            Kind kind,
            String model,
            boolean recordedFirst,
            Temperament temperament,
            Optional<Sampling> numbers) {
        this(kind, model, recordedFirst, temperament, numbers, "");
    }

    /// With another model, as it is.
    public BrainChoice withModel(Kind other, String id) {
        return new BrainChoice(other, id, recordedFirst, temperament, numbers);
    }

    public BrainChoice withAdapter(String name) {
        return new BrainChoice(kind, model, recordedFirst, temperament, numbers, name);
    }

    public BrainChoice withRecordedFirst(boolean first) {
        return new BrainChoice(kind, model, first, temperament, numbers, adapter);
    }

    /// The numbers follow it.
    public BrainChoice withTemperament(Temperament other) {
        return new BrainChoice(kind, model, recordedFirst, other, Optional.empty(), adapter);
    }

    public BrainChoice withNumbers(Optional<Sampling> drawn) {
        return new BrainChoice(kind, model, recordedFirst, temperament, drawn, adapter);
    }
}
