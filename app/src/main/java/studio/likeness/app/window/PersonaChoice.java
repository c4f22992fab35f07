package studio.likeness.app.window;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.corpus.store.Persona;

/// The personas there are, and the one the window is about. Remembered in the settings.
public final class PersonaChoice {
    private final Supplier<List<Persona>> store;
    private final Preferences preferences;
    private final Background background;
    private final ObservableList<Persona> all = FXCollections.observableArrayList();
    private final ObservableList<Persona> shown = FXCollections.unmodifiableObservableList(all);
    private final ReadOnlyObjectWrapper<Optional<Persona>> current =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<String> failure = new ReadOnlyObjectWrapper<>("");

    /// @param store lists what is on disk; called off the FX thread
    public PersonaChoice(
            Supplier<List<Persona>> store, Preferences preferences, Background background) {
        this.store = store;
        this.preferences = preferences;
        this.background = background;
    }

    public ObservableList<Persona> all() {
        return shown;
    }

    /// Empty only where there is none at all. A changed persona comes as a new value.
    public ReadOnlyObjectProperty<Optional<Persona>> currentProperty() {
        return current.getReadOnlyProperty();
    }

    public Optional<Persona> current() {
        return current.get();
    }

    /// Why the list could not be read; empty when it could.
    public ReadOnlyObjectProperty<String> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    public void choose(String id) {
        preferences.change(draft -> draft.persona(id));
        select();
    }

    /// Reads the list again; call it after a persona was made, changed, imported or deleted.
    public void refresh() {
        background.run(
                store::get,
                found -> {
                    failure.set("");
                    all.setAll(found);
                    select();
                },
                failure::set);
    }

    private void select() {
        var wanted = preferences.get().persona();
        current.set(
                all.stream()
                        .filter(p -> p.id().equals(wanted))
                        .findFirst()
                        .or(() -> all.stream().findFirst()));
    }
}
