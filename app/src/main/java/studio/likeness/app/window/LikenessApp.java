package studio.likeness.app.window;

import java.io.IOException;
import java.nio.file.Path;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import studio.likeness.app.Studio;
import studio.likeness.app.window.jobs.JobsModel;
import studio.likeness.models.job.Owned;

/// Puts the window together over a studio. Started by [Window].
public final class LikenessApp extends Application {
    private static final System.Logger LOG = System.getLogger(LikenessApp.class.getName());

    private static final Duration SETTLED = Duration.seconds(3);

    private final Owned onScreen = new Owned();

    @Override
    public void start(Stage stage) {
        var start = Window.handedOver();
        show(stage, start.studio(), start.behind());
        start.smoke().ifPresent(file -> pictureAndClose(stage, file));
    }

    /// By then the talk is open and the face is on the stage, or it says why not.
    private static void pictureAndClose(Stage stage, Path file) {
        var wait = new PauseTransition(SETTLED);
        wait.setOnFinished(
                _ -> {
                    picture(stage, file);
                    Platform.exit();
                });
        wait.play();
    }

    private static void picture(Stage stage, Path file) {
        var seen = stage.getScene().snapshot(null);
        try {
            ScenePicture.write(
                    seen.getPixelReader(), (int) seen.getWidth(), (int) seen.getHeight(), file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "no picture of the window in " + file, e);
        }
    }

    /// @param behind closed by another thread once the window is gone
    StudioWindow show(Stage stage, Studio studio, Owned behind) {
        var window =
                behind.own(
                        new StudioWindow(
                                studio,
                                new StageChoosers(stage, getHostServices()),
                                LikenessApp::copy));
        onScreen.own(window::leave);
        onScreen.own(stage::hide); // the first thing to go
        var ui = window.ui();
        sayWhatNobodyCaught(ui);
        stage.setScene(window.scene());
        stage.titleProperty().bind(ui.texts().of("app.window.title"));
        stage.getIcons().addAll(AppIcon.sizes());
        WindowPlace.restore(stage, ui.preferences().get().window());
        stage.setOnCloseRequest(request -> closing(request, stage, ui, window.jobs()));
        stage.show();
        return window;
    }

    private static void closing(WindowEvent request, Stage stage, Ui ui, JobsModel jobs) {
        int running = jobs.runningProperty().get();
        if (running == 0) {
            remember(stage, ui);
            return;
        }
        request.consume();
        ui.overlay()
                .show(
                        new ClosingForm(
                                ui,
                                running,
                                () -> stage.setIconified(true),
                                () -> {
                                    remember(stage, ui);
                                    stage.close();
                                }));
    }

    private static void remember(Stage stage, Ui ui) {
        ui.preferences()
                .change(d -> d.window(WindowPlace.of(stage, ui.preferences().get().window())));
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static void sayWhatNobodyCaught(Ui ui) {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> {
                    LOG.log(System.Logger.Level.ERROR, "uncaught on " + thread.getName(), e);
                    Platform.runLater(
                            () ->
                                    ui.toasts()
                                            .problem(
                                                    ui.texts()
                                                            .now(
                                                                    "app.window.unexpected",
                                                                    e.getClass().getSimpleName())));
                });
    }

    /// Quick: what takes its time goes on behind, without a window.
    @Override
    public void stop() {
        onScreen.close();
    }
}
