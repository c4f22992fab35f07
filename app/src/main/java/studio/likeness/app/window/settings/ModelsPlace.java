package studio.likeness.app.window.settings;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Ui;
import studio.likeness.models.job.Job;

/// Where models lie, and the way to another folder.
interface ModelsPlace {
    Path folder();

    Job move(Path folder);

    static ModelsPlace of(Ui ui, Studio studio) {
        return new ModelsPlace() {
            @Override
            public Path folder() {
                return studio.library().folder();
            }

            @Override
            public Job move(Path folder) {
                return studio.library().move(folder, chosen -> choose(ui, studio, chosen));
            }
        };
    }

    /// On the disk when this returns. The window's own copy of the settings is changed first, or
    /// its next change would bring the old folder back.
    private static void choose(Ui ui, Studio studio, Path folder) {
        var known = new CountDownLatch(1);
        ui.background()
                .onScreen(
                        () -> {
                            ui.preferences().change(d -> d.modelsFolder(folder.toString()));
                            known.countDown();
                        });
        try {
            // A window that has closed meanwhile changes nothing any more, and never answers.
            var _ = known.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the choice is kept all the same
        }
        studio.chooseModelsFolder(folder);
    }
}
