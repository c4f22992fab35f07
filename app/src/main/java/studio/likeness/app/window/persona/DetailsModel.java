package studio.likeness.app.window.persona;

import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.History;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Card;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;

/// Who a persona is, in fields that can be edited and are stored together.
final class DetailsModel {
    private final Ui ui;
    private final PersonaStore store;
    private final History history;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty alias = new SimpleStringProperty("");
    private final StringProperty summary = new SimpleStringProperty("");
    private final StringProperty manner = new SimpleStringProperty("");
    private final StringProperty period = new SimpleStringProperty("");
    private final StringProperty never = new SimpleStringProperty("");
    private final StringProperty address = new SimpleStringProperty("");
    private final ObjectProperty<List<String>> languages = new SimpleObjectProperty<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Persona>> edited =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<Persona> shown = Optional.empty();
    private boolean filling;

    DetailsModel(Ui ui, PersonaStore store, History history) {
        this.ui = ui;
        this.store = store;
        this.history = history;
        InvalidationListener touched = _ -> touched();
        List.<Observable>of(name, alias, summary, manner, period, never, address, languages)
                .forEach(field -> field.addListener(touched));
    }

    /// What is being edited stays when the same persona comes again with other things changed.
    void show(Optional<Persona> persona) {
        boolean same = persona.map(Persona::id).equals(shown.map(Persona::id));
        if (!same) {
            save();
        }
        boolean keep = same && changed.get();
        shown = persona;
        if (keep) {
            touched();
        } else {
            revert();
        }
    }

    void revert() {
        filling = true;
        name.set(shown.map(Persona::name).orElse(""));
        alias.set(shown.map(Persona::alias).orElse(""));
        summary.set(shown.map(Persona::summary).orElse(""));
        manner.set(shown.map(Persona::manner).orElse(""));
        var card = shown.map(Persona::card).orElse(Card.EMPTY);
        period.set(card.period());
        never.set(card.never());
        address.set(card.address());
        languages.set(shown.map(Persona::languages).orElse(List.of()));
        filling = false;
        changed.set(false);
        edited.set(shown);
        problem.set("");
    }

    private void touched() {
        // Reading them keeps later changes coming.
        name.get();
        alias.get();
        summary.get();
        manner.get();
        period.get();
        never.get();
        address.get();
        languages.get();
        if (!filling) {
            var now = shown.map(this::edited);
            changed.set(!now.equals(shown));
            edited.set(now);
        }
    }

    void save() {
        saveThen(() -> {});
    }

    /// @param then called once it is stored; not when that fails
    void saveThen(Runnable then) {
        if (!changed.get() || shown.isEmpty()) {
            then.run();
            return;
        }
        var before = shown.get();
        changed.set(false);
        replace(edited(before), before, Said.of("app.window.persona.undo.changed"), then);
    }

    void portrait(String sha256) {
        shown.ifPresent(
                before ->
                        replace(
                                before.withPortrait(sha256),
                                before,
                                Said.of("app.window.persona.undo.portrait"),
                                () -> {}));
    }

    void consent(Consent consent) {
        shown.ifPresent(
                before ->
                        replace(
                                before.withConsent(consent),
                                before,
                                Said.of("app.window.persona.undo.consent"),
                                () -> {}));
    }

    void brain(BrainChoice choice) {
        shown.ifPresent(
                before ->
                        replace(
                                before.withBrain(choice),
                                before,
                                Said.of("app.window.persona.undo.brain"),
                                () -> {}));
    }

    private void replace(Persona after, Persona before, Said what, Runnable then) {
        problem.set("");
        ui.background()
                .run(
                        () -> store.update(after),
                        stored -> {
                            if (shown.map(Persona::id).equals(Optional.of(stored.id()))) {
                                shown = Optional.of(stored);
                                touched();
                            }
                            ui.persona().refresh();
                            history.did(what, () -> putBack(before));
                            then.run();
                        },
                        this::failed);
    }

    private void putBack(Persona before) {
        ui.background().run(() -> store.update(before), _ -> ui.persona().refresh(), problem::set);
    }

    private void failed(String sentence) {
        problem.set(sentence);
        touched();
    }

    private Persona edited(Persona p) {
        return p.withName(name.get().strip(), alias.get().strip())
                .withSummary(summary.get().strip())
                .withManner(manner.get().strip())
                .withLanguages(languages.get())
                .withCard(
                        new Card(period.get().strip(), never.get().strip(), address.get().strip()));
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

    StringProperty mannerProperty() {
        return manner;
    }

    StringProperty periodProperty() {
        return period;
    }

    StringProperty neverProperty() {
        return never;
    }

    StringProperty addressProperty() {
        return address;
    }

    /// The persona as the fields say it, saved or not.
    ReadOnlyObjectProperty<Optional<Persona>> editedProperty() {
        return edited.getReadOnlyProperty();
    }

    ObjectProperty<List<String>> languagesProperty() {
        return languages;
    }

    ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
