package studio.likeness.app.window;

import java.util.function.Consumer;
import javafx.scene.Scene;
import studio.likeness.app.Settings;
import studio.likeness.app.Studio;
import studio.likeness.app.window.jobs.JobsModel;
import studio.likeness.models.job.Owned;

/// All of the window over a studio, but for the stage it is shown on. FX thread only.
final class StudioWindow implements AutoCloseable {
    private final Owned owned = new Owned();
    private final Ui ui;
    private final FrameModel model;
    private final JobsModel jobs;
    private final Scene scene;

    /// @param clipboard takes what is copied
    StudioWindow(Studio studio, FileChoosers files, Consumer<String> clipboard) {
        var background = owned.own(new FxBackground());
        var preferences = owned.own(new Preferences(studio.settings(), background));
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
        owned.own(model::close);
        jobs =
                owned.own(
                        new JobsModel(ui, studio.jobs(), () -> model.jobsOpenProperty().set(true)));
        var device = new DeviceBadge(ui, studio.device()::state);
        var frame = new Frame(ui, model, jobs, overlay, device);
        scene = new Scene(frame);
        frame.listen(scene);
        owned.own(new Look(scene, preferences));
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

    @Override
    public void close() {
        owned.close();
    }
}
