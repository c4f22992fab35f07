package studio.likeness.app.window.face;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.History;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.app.window.face.FilmFolder.Film;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.corpus.store.Persona;

/// The faces a persona has, and the films that none was made of yet. FX thread only.
final class GalleryModel {
    private final Ui ui;
    private final FaceWork work;
    private final History history;
    private final ObservableList<Faces.Face> faces = FXCollections.observableArrayList();
    private final ObservableList<Film> films = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Faces.Face>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Persona> persona = Optional.empty();

    GalleryModel(Ui ui, FaceWork work, History history) {
        this.ui = ui;
        this.work = work;
        this.history = history;
    }

    void show(Optional<Persona> whose) {
        boolean anew = !whose.map(Persona::id).equals(persona.map(Persona::id));
        persona = whose; // before anybody follows that no face of theirs is chosen yet
        if (anew) {
            faces.clear();
            films.clear();
            chosen.set(Optional.empty());
            history.clear();
            loaded.set(false);
        }
        refresh(anew);
    }

    private record Found(List<Faces.Face> faces, List<Film> films) {}

    void refresh() {
        refresh(false);
    }

    /// @param anew whether another persona's films are shown now: of theirs, what was discarded
    ///     on an earlier visit is forgotten
    private void refresh(boolean anew) {
        var of = persona;
        if (of.isEmpty()) {
            return;
        }
        ui.background()
                .run(
                        () -> {
                            var folder = work.films(of.get());
                            if (anew) {
                                folder.forgetDiscarded();
                            }
                            return new Found(work.list(of.get()), folder.list());
                        },
                        found -> {
                            if (isStill(of.get())) {
                                faces.setAll(found.faces());
                                films.setAll(found.films());
                                chooseAgain();
                                loaded.set(true);
                            }
                        },
                        problem::set);
    }

    /// The same one, else the one that speaks, else the first.
    private void chooseAgain() {
        var before = chosen.get().map(Faces.Face::id);
        chosen.set(
                faces.stream()
                        .filter(face -> before.equals(Optional.of(face.id())))
                        .findFirst()
                        .or(() -> faces.stream().filter(Faces.Face::used).findFirst())
                        .or(() -> faces.stream().findFirst()));
    }

    /// Is tried and taught from now on; whether it speaks is another matter.
    void choose(Faces.Face face) {
        chosen.set(Optional.of(face));
    }

    private boolean isStill(Persona whose) {
        return persona.map(Persona::id).equals(Optional.of(whose.id()));
    }

    void use(Faces.Face face) {
        persona.ifPresent(
                of ->
                        change(
                                () -> {
                                    work.use(of, face.id());
                                    return of;
                                }));
    }

    void useNone() {
        persona.ifPresent(
                of ->
                        change(
                                () -> {
                                    work.useNone(of);
                                    return of;
                                }));
    }

    void remove(Faces.Face face) {
        persona.ifPresent(
                of -> {
                    change(
                            () -> {
                                work.remove(of, face.id());
                                return of;
                            });
                    history.did(
                            Said.of("app.window.face.removed", face.id()),
                            () ->
                                    change(
                                            () -> {
                                                work.restore(of, face.id());
                                                if (face.used()) {
                                                    work.use(of, face.id());
                                                }
                                                return of;
                                            }));
                });
    }

    void discard(Film film) {
        persona.ifPresent(
                of -> {
                    change(
                            () -> {
                                work.films(of).discard(film.file());
                                return of;
                            });
                    history.did(
                            Said.of("app.window.face.film.discarded"),
                            () ->
                                    change(
                                            () -> {
                                                work.films(of).takeBack(film.file());
                                                return of;
                                            }));
                });
    }

    /// The persona has the film's bytes now.
    void used(Film film) {
        persona.ifPresent(
                of ->
                        change(
                                () -> {
                                    work.films(of).remove(film.file());
                                    return of;
                                }));
    }

    private void change(Callable<Persona> step) {
        problem.set("");
        ui.background()
                .run(
                        step,
                        _ -> {
                            refresh();
                            ui.persona().refresh();
                        },
                        problem::set);
    }

    Optional<Persona> persona() {
        return persona;
    }

    ObservableList<Faces.Face> faces() {
        return faces;
    }

    /// What is tried and taught; empty where there is no face.
    ReadOnlyObjectProperty<Optional<Faces.Face>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    ObservableList<Film> films() {
        return films;
    }

    History history() {
        return history;
    }

    /// Whether the lists are those of the persona.
    ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
