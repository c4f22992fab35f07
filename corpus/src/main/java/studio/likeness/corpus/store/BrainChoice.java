package studio.likeness.corpus.store;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.language.chat.Sampling;

/// With what a persona thinks.
///
/// @param model the studio's model by its id, or a served one by its name; empty for
///     [Kind#ARCHIVE]
/// @param recordedFirst whether a recorded answer that truly fits is played before the model writes
/// @param numbers how tokens are drawn, where the user set that; else as the temperament says
/// @param adapter what changes the model, by its name there; empty for the model as it is. It lies
///     with the model
/// @param form how talks are written down for the model
public record BrainChoice(
        Kind kind,
        String model,
        boolean recordedFirst,
        Temperament temperament,
        Optional<Sampling> numbers,
        String adapter,
        Form form) {
    /// How talks are written down, where a Modelfile said so.
    ///
    /// @param template in Go's template language; without one, the model's own way
    /// @param stops texts that end an answer, besides the model's own
    public record Form(Optional<String> template, List<String> stops) {
        /// Of a template, in characters; real ones have some thousands.
        public static final int LONGEST = 1 << 16;

        public static final int MOST_STOPS = 64;

        /// Of one of them, in characters.
        public static final int LONGEST_STOP = 256;

        /// The model's own.
        public static final Form OWN = new Form(Optional.empty(), List.of());

        public Form {
            stops = List.copyOf(stops);
            int length = template.map(String::length).orElse(0);
            if (length > LONGEST
                    || stops.size() > MOST_STOPS
                    || stops.stream().anyMatch(s -> s.isEmpty() || s.length() > LONGEST_STOP)) {
                throw new IllegalArgumentException(
                        "expected a form within its bounds, found a template of %d and %s"
                                .formatted(length, stops));
            }
        }

        /// The same stops, and the model's own way.
        public Form withoutTemplate() {
            return new Form(Optional.empty(), stops);
        }
    }

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

    /// The model as it is.
    public BrainChoice(
            Kind kind,
            String model,
            boolean recordedFirst,
            Temperament temperament,
            Optional<Sampling> numbers) {
        this(kind, model, recordedFirst, temperament, numbers, "", Form.OWN);
    }

    /// With another model, as it is.
    public BrainChoice withModel(Kind other, String id) {
        return new BrainChoice(other, id, recordedFirst, temperament, numbers);
    }

    public BrainChoice withAdapter(String name) {
        return new BrainChoice(kind, model, recordedFirst, temperament, numbers, name, form);
    }

    public BrainChoice withRecordedFirst(boolean first) {
        return new BrainChoice(kind, model, first, temperament, numbers, adapter, form);
    }

    /// The numbers follow it.
    public BrainChoice withTemperament(Temperament other) {
        return new BrainChoice(kind, model, recordedFirst, other, Optional.empty(), adapter, form);
    }

    public BrainChoice withNumbers(Optional<Sampling> drawn) {
        return new BrainChoice(kind, model, recordedFirst, temperament, drawn, adapter, form);
    }

    public BrainChoice withForm(Form other) {
        return new BrainChoice(kind, model, recordedFirst, temperament, numbers, adapter, other);
    }
}
