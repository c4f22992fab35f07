package studio.likeness.app.window.persona;

import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.History;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;

/// Deleted personas, and the way there and back.
final class TrashModel {
    private final Ui ui;
    private final PersonaStore store;
    private final Consumer<String> delete;
    private final History history;
    private final Consumer<Persona> restored;
    private final Consumer<String> problem;
    private final ObservableList<PersonaStore.Trashed> trash = FXCollections.observableArrayList();

    /// @param restored told who came back
    TrashModel(
            Ui ui,
            Services services,
            History history,
            Consumer<Persona> restored,
            Consumer<String> problem) {
        this.ui = ui;
        this.store = services.store();
        this.delete = services.delete();
        this.history = history;
        this.restored = restored;
        this.problem = problem;
        read();
    }

    ObservableList<PersonaStore.Trashed> items() {
        return trash;
    }

    void read() {
        ui.background().run(store::trash, trash::setAll, problem);
    }

    void delete(Persona gone) {
        ui.background()
                .run(
                        () -> {
                            delete.accept(gone.id());
                            return gone;
                        },
                        _ -> {
                            ui.persona().refresh();
                            read();
                            history.did(
                                    Said.of("app.window.persona.undo.deleted", gone.name()),
                                    () -> restore(gone.id()));
                        },
                        problem);
    }

    void restore(String id) {
        ui.background()
                .run(
                        () -> store.restore(id),
                        back -> {
                            restored.accept(back);
                            read();
                        },
                        problem);
    }
}
