package studio.likeness.app.window.persona;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Background;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;

/// A persona that is being made. Without consent there is none.
final class CreateModel {
    private final Background background;
    private final PersonaStore store;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty alias = new SimpleStringProperty("");
    private final StringProperty summary = new SimpleStringProperty("");
    private final ObjectProperty<List<String>> languages =
            new SimpleObjectProperty<>(List.of("zh", "en"));
    private final StringProperty subject = new SimpleStringProperty("");
    private final ObjectProperty<Consent.@Nullable Basis> basis = new SimpleObjectProperty<>();
    private final StringProperty grantedBy = new SimpleStringProperty("");
    private final StringProperty note = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final BooleanBinding ready;

    CreateModel(Background background, PersonaStore store) {
        this.background = background;
        this.store = store;
        // The likeness is usually of whom it is named after; changing the one changes the other
        // until they differ.
        name.addListener(
                (_, before, after) -> {
                    if (subject.get().equals(before)) {
                        subject.set(after);
                    }
                });
        ready =
                Bindings.createBooleanBinding(
                        () ->
                                !busy.get()
                                        && !name.get().isBlank()
                                        && !subject.get().isBlank()
                                        && basis.get() != null
                                        && (!asksWho() || !grantedBy.get().isBlank()),
                        busy,
                        name,
                        subject,
                        basis,
                        grantedBy);
    }

    /// Who speaks for the person is only asked where it is not the person.
    boolean asksWho() {
        return basis.get() == Consent.Basis.GRANTED || basis.get() == Consent.Basis.FAMILY;
    }

    void clear() {
        List.of(name, alias, summary, subject, grantedBy, note).forEach(field -> field.set(""));
        basis.set(null);
        problem.set("");
    }

    void create(Consumer<Persona> then) {
        var on = basis.get();
        if (!ready.get() || on == null) {
            return;
        }
        var who = asksWho() ? grantedBy.get().strip() : subject.get().strip();
        var draft =
                new Persona.Draft(
                        name.get().strip(),
                        alias.get().strip(),
                        summary.get().strip(),
                        "",
                        languages.get(),
                        new Consent(
                                subject.get().strip(),
                                on,
                                who,
                                note.get().strip(),
                                Instant.now(),
                                ""));
        busy.set(true);
        problem.set("");
        background.run(
                () -> store.create(draft),
                persona -> {
                    busy.set(false);
                    clear();
                    then.accept(persona);
                },
                sentence -> {
                    busy.set(false);
                    problem.set(sentence);
                });
    }

    StringProperty nameProperty() {
        return name;
    }

    StringProperty aliasProperty() {
        return alias;
    }

    StringProperty summaryProperty() {
        return summary;
    }

    ObjectProperty<List<String>> languagesProperty() {
        return languages;
    }

    StringProperty subjectProperty() {
        return subject;
    }

    ObjectProperty<Consent.@Nullable Basis> basisProperty() {
        return basis;
    }

    StringProperty grantedByProperty() {
        return grantedBy;
    }

    StringProperty noteProperty() {
        return note;
    }

    BooleanBinding readyProperty() {
        return ready;
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
