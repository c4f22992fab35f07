package studio.likeness.app.window;

import java.util.function.Consumer;
import javafx.scene.Scene;
import studio.likeness.app.Settings;
import studio.likeness.app.Studio;
import studio.likeness.app.window.jobs.JobsModel;
import studio.likeness.models.job.Owned;

/// All of the window over a studio, but for the stage it is shown on. FX thread only, but for
/// [#close].
final class StudioWindow implements AutoCloseable {
    private final Owned seen = new Owned();
    private final Owned behind = new Owned();
    private final Ui ui;
    private final FrameModel model;
    private final JobsModel jobs;
    private final Scene scene;

    /// @param clipboard takes what is copied
    StudioWindow(Studio studio, FileChoosers files, Consumer<String> clipboard) {
        var background = behind.own(new FxBackground());
        var preferences = behind.own(new Preferences(studio.settings(), background));
        var texts = new Texts(preferences.get().language());
        preferences.of(Settings::language).subscribe(texts::choose);
        var overlay = new ModalOverlay(texts, preferences);
        ui =
                new Ui(
                        texts,
                        preferences,
                        new PersonaChoice(studio.personas()::list, preferences, background),
                        new StudioPortraits(studio),
                        new Navigation(Tabs.FIRST),
                        new Toasts(),
                        overlay,
                        files,
                        background,
                        Pulse.ofScreen(),
                        clipboard);
        ui.persona().refresh();
        model = new FrameModel(ui, Tabs.work(ui, studio), Tabs.house(ui, studio));
        seen.own(model::close);
        jobs = seen.own(new JobsModel(ui, studio.jobs(), () -> model.jobsOpenProperty().set(true)));
        var device = new DeviceBadge(ui, studio.device()::state);
        var frame = new Frame(ui, model, jobs, overlay, device);
        scene = new Scene(frame);
        frame.listen(scene);
        seen.own(new Look(scene, preferences));
    }

    Ui ui() {
        return ui;
    }

    FrameModel model() {
        return model;
    }

    JobsModel jobs() {
        return jobs;
    }

    Scene scene() {
        return scene;
    }

    /// Lets go of listeners, microphones and cameras. Waits for nothing.
    void leave() {
        seen.close();
    }

    /// After [#leave], on another thread: waits until the settings are on disk and what was worked
    /// on has ended, so that the FX thread can take the window off the screen meanwhile.
    @Override
    public void close() {
        behind.close();
    }
}
