package studio.likeness.app.window.persona;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.models.language.chat.Sampling;

/// How tokens are drawn, as numbers in fields.
final class NumbersModel {
    /// What can be set, and from where to where.
    enum Dial {
        TEMPERATURE(0, 2, false),
        TOP_K(0, 1000, true),
        TOP_P(0.01, 1, false),
        MIN_P(0, 1, false),
        REPETITION(0.5, 2, false),
        /// May be empty: a new one each time.
        SEED(0, Integer.MAX_VALUE, true);

        private final double least;
        private final double most;
        private final boolean whole;

        Dial(double least, double most, boolean whole) {
            this.least = least;
            this.most = most;
            this.whole = whole;
        }

        String key() {
            return "app.window.persona.number." + name().toLowerCase(Locale.ROOT).replace("_", "");
        }

        private Optional<Double> read(String text) {
            try {
                double value = Double.parseDouble(text.strip().replace(',', '.'));
                boolean good =
                        value >= least && value <= most && (!whole || value == Math.rint(value));
                return good ? Optional.of(value) : Optional.empty();
            } catch (NumberFormatException _) {
                // The caller says what may stand there.
                return Optional.empty();
            }
        }

        private String write(double value) {
            return whole
                    ? String.valueOf((long) value)
                    : String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
        }
    }

    private final Map<Dial, StringProperty> fields = new EnumMap<>(Dial.class);
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Said>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Sampling shown = Sampling.greedy();
    private boolean filling;

    NumbersModel() {
        for (var number : Dial.values()) {
            var field = new SimpleStringProperty("");
            field.subscribe(_ -> touched());
            fields.put(number, field);
        }
        show(shown);
    }

    StringProperty field(Dial number) {
        return Objects.requireNonNull(fields.get(number));
    }

    void show(Sampling numbers) {
        shown = numbers;
        filling = true;
        set(Dial.TEMPERATURE, numbers.temperature());
        set(Dial.TOP_K, numbers.topK());
        set(Dial.TOP_P, numbers.topP());
        set(Dial.MIN_P, numbers.minP());
        set(Dial.REPETITION, numbers.repetitionPenalty());
        field(Dial.SEED)
                .set(numbers.seed().isPresent() ? String.valueOf(numbers.seed().getAsLong()) : "");
        filling = false;
        changed.set(false);
        problem.set(Optional.empty());
    }

    private void set(Dial number, double value) {
        field(number).set(number.write(value));
    }

    private void touched() {
        if (filling || fields.size() < Dial.values().length) {
            return;
        }
        problem.set(firstProblem());
        changed.set(problem.get().isPresent() || !read().equals(Optional.of(shown)));
    }

    private Optional<Said> firstProblem() {
        for (var number : Dial.values()) {
            var text = field(number).get();
            boolean may = number == Dial.SEED && text.isBlank();
            if (!may && number.read(text).isEmpty()) {
                return Optional.of(
                        Said.of(
                                number.key() + ".problem",
                                number.write(number.least),
                                number.write(number.most)));
            }
        }
        return Optional.empty();
    }

    /// Empty while one of them is out of its range.
    Optional<Sampling> read() {
        if (firstProblem().isPresent()) {
            return Optional.empty();
        }
        var seed = field(Dial.SEED).get();
        return Optional.of(
                new Sampling(
                        value(Dial.TEMPERATURE),
                        (int) value(Dial.TOP_K),
                        value(Dial.TOP_P),
                        value(Dial.MIN_P),
                        value(Dial.REPETITION),
                        shown.presencePenalty(),
                        shown.frequencyPenalty(),
                        seed.isBlank()
                                ? OptionalLong.empty()
                                : OptionalLong.of((long) value(Dial.SEED))));
    }

    private double value(Dial number) {
        return number.read(field(number).get()).orElseThrow();
    }

    /// Whether the fields say something else than is kept.
    ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /// The first field that is out of its range.
    ReadOnlyObjectProperty<Optional<Said>> problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
