package studio.likeness.app.window.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.Remembering;
import studio.likeness.app.window.Ui;

/// The choice by what personas remember, and whether that runs.
final class MemoryModel {
    private final Ui ui;
    private final MemoryDoor door;
    private final ObservableList<String> choices =
            FXCollections.observableArrayList(Remembering.OWN, Remembering.WORDS_ALONE);
    private final ObjectProperty<String> chosen;
    private final ReadOnlyObjectWrapper<Optional<Remembering.State>> state =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");

    MemoryModel(Ui ui, MemoryDoor door) {
        this.ui = ui;
        this.door = door;
        chosen = new SimpleObjectProperty<>(ui.preferences().get().embedder());
        chosen.addListener((_, _, now) -> choose(now));
        refresh();
    }

    /// Looks again which models there are.
    private void refresh() {
        ui.background()
                .run(
                        () -> new Found(door.encoders(), door.state()),
                        found -> {
                            var all =
                                    new ArrayList<>(
                                            List.of(Remembering.OWN, Remembering.WORDS_ALONE));
                            all.addAll(1, found.encoders());
                            // One that is gone stays chosen; below it stands that it does not run.
                            if (!all.contains(chosen.get())) {
                                all.add(1, chosen.get());
                            }
                            // Not replaced, because that would take the choice away for a moment.
                            all.removeAll(choices);
                            choices.addAll(1, all);
                            state.set(Optional.of(found.state()));
                        },
                        failure::set);
    }

    private record Found(List<String> encoders, Remembering.State state) {}

    private void choose(String encoder) {
        state.set(Optional.empty());
        failure.set("");
        // Whoever talks lets go of the memory first.
        ui.preferences().change(d -> d.embedder(encoder));
        ui.background()
                .run(
                        () -> {
                            door.choose(encoder);
                            return door.state();
                        },
                        now -> {
                            if (chosen.get().equals(now.chosen())) {
                                state.set(Optional.of(now));
                            }
                        },
                        failure::set);
    }

    ObservableList<String> choices() {
        return choices;
    }

    ObjectProperty<String> chosenProperty() {
        return chosen;
    }

    /// What serves; empty while that is being found out.
    ReadOnlyObjectProperty<Optional<Remembering.State>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Why it could not be changed; empty when it could.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }
}
