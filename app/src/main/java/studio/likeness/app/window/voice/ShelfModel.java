package studio.likeness.app.window.voice;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.History;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.app.window.voice.VoiceWork.Means;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.voices.Voices;

/// A persona's voices, the one that is heard here, and what there is to work with. FX thread only.
final class ShelfModel {
    private static final Means NONE = new Means(List.of(), false, List.of());

    private final Ui ui;
    private final VoiceWork work;
    private final History history;
    private final ObservableList<Voices.Voice> voices = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Means> means = new ReadOnlyObjectWrapper<>(NONE);
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Optional<Voices.Voice>> voice =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<Persona> persona = Optional.empty();

    ShelfModel(Ui ui, VoiceWork work, History history) {
        this.ui = ui;
        this.work = work;
        this.history = history;
    }

    void show(Optional<Persona> whose) {
        if (!whose.map(Persona::id).equals(persona.map(Persona::id))) {
            voices.clear();
            voice.set(Optional.empty());
            history.clear();
            loaded.set(false);
        }
        persona = whose;
        refresh();
    }

    private record Found(Means means, List<Voices.Voice> voices) {}

    void refresh() {
        persona.ifPresent(
                of ->
                        ui.background()
                                .run(
                                        () -> new Found(work.means(), work.list(of)),
                                        found -> {
                                            if (isStill(of)) {
                                                show(found);
                                            }
                                        },
                                        problem::set));
    }

    private void show(Found found) {
        means.set(found.means());
        voices.setAll(found.voices());
        var before = voice.get().map(Voices.Voice::id);
        voice.set(
                voices.stream()
                        .filter(v -> before.isPresent() ? before.get().equals(v.id()) : v.used())
                        .findFirst()
                        .or(() -> voices.stream().findFirst()));
        loaded.set(true);
    }

    boolean isStill(Persona whose) {
        return persona.map(Persona::id).equals(Optional.of(whose.id()));
    }

    /// A new voice is there.
    void made(Persona whose, Voices.Voice made) {
        if (isStill(whose)) {
            voice.set(Optional.of(made));
            refresh();
        }
        ui.persona().refresh();
    }

    void use(Voices.Voice which) {
        change(of -> work.use(of, which.id()));
    }

    void useNone() {
        change(work::useNone);
    }

    void remove(Voices.Voice which) {
        change(of -> work.remove(of, which.id()));
        history.did(
                Said.of("app.window.voice.removed", which.profile().name()),
                () ->
                        change(
                                of -> {
                                    var id = work.restore(of, which.id());
                                    if (which.used()) {
                                        work.use(of, id);
                                    }
                                }));
    }

    private void change(Consumer<Persona> step) {
        problem.set("");
        persona.ifPresent(
                of ->
                        ui.background()
                                .run(
                                        () -> {
                                            step.accept(of);
                                            return of;
                                        },
                                        _ -> {
                                            refresh();
                                            ui.persona().refresh();
                                        },
                                        problem::set));
    }

    Optional<Persona> persona() {
        return persona;
    }

    ObservableList<Voices.Voice> voices() {
        return voices;
    }

    ReadOnlyObjectProperty<Means> meansProperty() {
        return means.getReadOnlyProperty();
    }

    /// Whether all this is the persona's.
    ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /// With which is said.
    ObjectProperty<Optional<Voices.Voice>> voiceProperty() {
        return voice;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
