package studio.likeness.app.window.voice;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.History;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.JobRunner;

/// The whole tab: voices are cloned and heard, recordings converted, and clips prepared to learn
/// from. FX thread only.
final class VoiceModel implements AutoCloseable {
    /// What is done there.
    enum Pane {
        CLONE,
        CONVERT,
        PREPARE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Ui ui;
    private final VoiceWork work;
    private final History history = new History();
    private final ShelfModel shelf;
    private final CloneModel clone;
    private final SayModel say;
    private final ConvertModel convert;
    private final PrepareModel prepare;
    private final ObjectProperty<Pane> pane = new SimpleObjectProperty<>(Pane.CLONE);
    private final Subscription following;
    private boolean shown;

    VoiceModel(Ui ui, Sounds sounds, VoiceWork work, JobRunner jobs) {
        this.ui = ui;
        this.work = work;
        shelf = new ShelfModel(ui, work, history);
        clone = new CloneModel(ui, sounds, work, jobs, shelf);
        say = new SayModel(ui, sounds, work, jobs, shelf, history);
        convert = new ConvertModel(ui, sounds, work, jobs, shelf);
        prepare = new PrepareModel(ui, sounds, work, jobs, shelf);
        following =
                Subscription.combine(
                        ui.persona().currentProperty().subscribe(this::follow),
                        pane.subscribe(_ -> quiet()));
    }

    private void follow(Optional<Persona> now) {
        if (shown) {
            boolean another = !now.map(Persona::id).equals(shelf.persona().map(Persona::id));
            if (another) {
                clone.reference().close();
                clone.reference().clear();
            }
            shelf.show(now);
            say.refresh(another);
            prepare.refresh(another);
        }
    }

    /// The tab is on the screen.
    void shown() {
        shown = true;
        say.audible(true);
        follow(ui.persona().current());
    }

    /// Nothing of it is heard, and it hears nothing, while another tab is on the screen.
    void hidden() {
        shown = false;
        say.audible(false);
        quiet();
        ui.background()
                .run(
                        () -> {
                            work.close();
                            return work;
                        },
                        _ -> {},
                        // What did not close is closed with the program.
                        _ -> {});
    }

    private void quiet() {
        clone.close();
        say.hush();
        convert.close();
        prepare.hush();
    }

    /// Files were dropped, wherever that was.
    void dropped(List<Path> files) {
        switch (pane.get()) {
            case CLONE -> clone.reference().take(files.getFirst());
            case CONVERT -> convert.take(files.getFirst());
            case PREPARE -> prepare.prepare(files);
        }
    }

    /// What Esc means now.
    void escape() {
        clone.reference().close();
        convert.stopLive();
    }

    void undo() {
        if (pane.get() == Pane.PREPARE) {
            prepare.undo();
        } else {
            history.undo();
        }
    }

    History history() {
        return history;
    }

    ShelfModel shelf() {
        return shelf;
    }

    CloneModel cloning() {
        return clone;
    }

    SayModel say() {
        return say;
    }

    ConvertModel convert() {
        return convert;
    }

    PrepareModel prepare() {
        return prepare;
    }

    ObjectProperty<Pane> paneProperty() {
        return pane;
    }

    @Override
    public void close() {
        following.unsubscribe();
        hidden();
    }
}
