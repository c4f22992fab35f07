package studio.likeness.app.window.face;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.camera.Cameras;
import studio.likeness.app.window.corpus.History;
import studio.likeness.app.window.face.FilmFolder.Film;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.JobRunner;

/// The whole tab: what is filmed, what is brought, what is there. FX thread only.
final class FaceModel implements AutoCloseable {
    /// What is seen of the tab.
    enum Pane {
        /// The camera, what was brought, and the faces that are there.
        FACES,
        /// The chosen face speaks any sound.
        TRY,
        /// The chosen face learns.
        LIPS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Ui ui;
    private final ObjectProperty<Pane> pane = new SimpleObjectProperty<>(Pane.FACES);
    private final TryModel tries;
    private final LipsModel lips;
    private final CaptureModel capture;
    private final BringModel bring;
    private final GalleryModel gallery;
    private final Subscription following;
    private boolean shown;
    private Optional<Film> using = Optional.empty();

    FaceModel(
            Ui ui,
            FaceWork work,
            SpeakingWork speaking,
            JobRunner jobs,
            Cameras cameras,
            CaptureModel.Pace pace) {
        this.ui = ui;
        capture = new CaptureModel(ui, work, cameras, pace, System::nanoTime);
        gallery = new GalleryModel(ui, work, new History());
        bring = new BringModel(ui, work, jobs, this::made);
        tries = new TryModel(ui, speaking, jobs, gallery);
        lips = new LipsModel(ui, speaking, jobs, gallery, this::learnt);
        following =
                Subscription.combine(
                        pane.subscribe(this::turned),
                        ui.persona().currentProperty().subscribe(this::follow),
                        capture.filmProperty().subscribe(_ -> gallery.refresh()));
    }

    private void follow(Optional<Persona> now) {
        if (shown) {
            gallery.show(now);
        }
    }

    /// No camera is on where it is not seen, and nothing is heard.
    private void turned(Pane now) {
        if (now != Pane.FACES) {
            capture.off();
        }
        if (now != Pane.TRY) {
            tries.stop();
        }
    }

    private void learnt() {
        tries.refresh();
        gallery.refresh();
    }

    /// Removes a face, unless it is learning: what learns writes into its folder.
    void remove(Faces.Face face) {
        if (gallery.persona().filter(of -> lips.learns(of, face)).isPresent()) {
            ui.toasts().problem(ui.texts().now("app.window.face.lips.learning", face.id()));
        } else {
            gallery.remove(face);
        }
    }

    /// Tries a face, or teaches it.
    void go(Faces.Face face, Pane where) {
        gallery.choose(face);
        pane.set(where);
    }

    /// Files that were let go of over the tab: to be spoken, or to become a face.
    void dropped(List<Path> files) {
        if (pane.get() == Pane.TRY) {
            bring.left();
            tries.brought(files);
        } else {
            pane.set(Pane.FACES);
            brought(files);
        }
    }

    /// The tab is on the screen.
    void shown() {
        shown = true;
        gallery.show(ui.persona().current());
    }

    void hidden() {
        shown = false;
        capture.off();
        tries.stop();
    }

    void openCamera() {
        ui.persona().current().ifPresent(capture::open);
    }

    void brought(List<Path> files) {
        ui.persona().current().ifPresent(persona -> bring.brought(persona, files));
    }

    /// Looks at what was filmed, as at any clip.
    void use(Film film) {
        capture.handed();
        using = Optional.of(film);
        brought(List.of(film.file()));
    }

    void discard(Film film) {
        capture.handed();
        gallery.discard(film);
    }

    private void made(Path file, Faces.Face face) {
        // A film that was brought has the persona's copy now.
        using.filter(film -> film.file().equals(file))
                .ifPresentOrElse(gallery::used, gallery::refresh);
        using = Optional.empty();
        ui.persona().refresh();
        ui.toasts().done(ui.texts().now("app.window.face.made", face.id()));
    }

    /// What Esc means now.
    void escape() {
        if (tries.phaseProperty().get() != TryModel.Phase.IDLE) {
            tries.stop();
            return;
        }
        switch (capture.phaseProperty().get()) {
            case COUNTDOWN, FILMING -> capture.stop();
            case READY, OPENING -> capture.off();
            default -> bring.dismiss();
        }
    }

    CaptureModel capture() {
        return capture;
    }

    BringModel bring() {
        return bring;
    }

    GalleryModel gallery() {
        return gallery;
    }

    TryModel tries() {
        return tries;
    }

    LipsModel lips() {
        return lips;
    }

    ObjectProperty<Pane> paneProperty() {
        return pane;
    }

    @Override
    public void close() {
        following.unsubscribe();
        tries.close();
        lips.close();
        capture.close();
    }
}
