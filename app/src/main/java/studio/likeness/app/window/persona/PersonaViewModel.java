package studio.likeness.app.window.persona;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.History;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;

/// The persona the window is about, and the parts of its page.
final class PersonaViewModel {
    enum Phase {
        NOBODY,
        PERSONA,
        CREATING
    }

    private final Ui ui;
    private final PersonaStore store;
    private final History history = new History();
    private final DetailsModel details;
    private final CreateModel create;
    private final PersonaMedia media;
    private final Transfer transfer;
    private final TrashModel trash;
    private final BrainModel brain;
    private final PromptModel prompt;
    private final TryOutModel tryOut;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NOBODY);
    private final ReadOnlyObjectWrapper<Optional<Persona>> persona =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Figures>> figures =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Readiness> rings = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private boolean creating;

    PersonaViewModel(Ui ui, Services services) {
        this.ui = ui;
        this.store = services.store();
        details = new DetailsModel(ui, store, history);
        create = new CreateModel(ui.background(), store);
        media = new PersonaMedia(ui, services, details, problem::set);
        transfer = new Transfer(ui, services, this::arrived, problem::set);
        trash = new TrashModel(ui, services, history, this::arrived, problem::set);
        brain = new BrainModel(ui, services.minds(), details::brain);
        prompt = new PromptModel(ui, services.minds(), details);
        tryOut = new TryOutModel(ui, services.minds(), details);
        brain.stateProperty().subscribe(this::fillRings);
        ui.persona().currentProperty().subscribe(this::show);
    }

    private void show(Optional<Persona> now) {
        boolean other = !now.map(Persona::id).equals(persona.get().map(Persona::id));
        details.show(now);
        media.show(now);
        brain.show(now);
        if (other) {
            tryOut.clear();
        }
        persona.set(now);
        if (other) {
            figures.set(Optional.empty());
            rings.clear();
        }
        settle();
        count();
    }

    private void settle() {
        phase.set(
                creating
                        ? Phase.CREATING
                        : persona.get().isPresent() ? Phase.PERSONA : Phase.NOBODY);
    }

    /// Counts again; called when the tab is shown.
    void count() {
        var of = persona.get();
        of.ifPresent(
                p ->
                        ui.background()
                                .run(
                                        () -> figures(p.id()),
                                        found -> take(p.id(), found),
                                        problem::set));
    }

    private Figures figures(String id) {
        try (var corpus = store.open(id)) {
            return Figures.of(corpus);
        }
    }

    private void take(String id, Figures found) {
        if (persona.get().filter(p -> p.id().equals(id)).isPresent()) {
            figures.set(Optional.of(found));
            fillRings();
        }
    }

    private void fillRings() {
        persona.get()
                .ifPresent(
                        p ->
                                figures.get()
                                        .ifPresent(
                                                f ->
                                                        rings.setAll(
                                                                Readiness.of(
                                                                        p,
                                                                        f,
                                                                        brain.stateProperty()
                                                                                .get()))));
    }

    void chooseExport() {
        details.save();
        persona.get().ifPresent(transfer::chooseExport);
    }

    private void arrived(Persona newcomer) {
        creating = false;
        ui.persona().choose(newcomer.id());
        ui.persona().refresh();
        settle();
    }

    void startCreating() {
        details.save();
        creating = true;
        settle();
    }

    void stopCreating() {
        creating = false;
        create.clear();
        settle();
    }

    void finishCreating() {
        create.create(this::arrived);
    }

    /// Moves it to the trash, from where it can come back.
    void delete() {
        persona.get()
                .ifPresent(
                        gone -> {
                            media.statement().pause();
                            tryOut.clear();
                            details.revert();
                            trash.delete(gone);
                        });
    }

    void shown(String item) {
        count();
        trash.read();
        brain.refresh();
        prompt.watch();
        if (item.equals("new")) {
            startCreating();
        }
    }

    void hidden() {
        media.statement().pause();
        prompt.rest();
        tryOut.stop();
        details.save();
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Persona>> personaProperty() {
        return persona.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Figures>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    ObservableList<Readiness> rings() {
        return rings;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    DetailsModel details() {
        return details;
    }

    CreateModel create() {
        return create;
    }

    History history() {
        return history;
    }

    PersonaMedia media() {
        return media;
    }

    Transfer transfer() {
        return transfer;
    }

    TrashModel trash() {
        return trash;
    }

    BrainModel brain() {
        return brain;
    }

    PromptModel prompt() {
        return prompt;
    }

    TryOutModel tryOut() {
        return tryOut;
    }
}
