package studio.likeness.app.window.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.window.TabStage;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.library.Conversion.Precision;
import studio.likeness.models.library.WeightChoice;

/// Pictures of the tab, to be looked at; written where `-Dsnapshots=DIR` says.
@SuppressWarnings("NullAway.Init") // TestFX fills the fields in, in the method with @Start
@ExtendWith(ApplicationExtension.class)
class LibraryPicturesTest {
    private static final String FOLDER = System.getProperty("snapshots", "");

    @TempDir Path root;

    private final List<LibraryTab> tabs = new ArrayList<>();
    private Stage shown;

    @Start
    void start(Stage stage) {
        shown = stage;
        stage.show();
    }

    @Test
    void picturesOfTheTab() throws Exception {
        Assumptions.assumeFalse(FOLDER.isEmpty());
        var source = Shelves.published(root.resolve("Qwen Tiny"), "apache-2.0");
        var page = Files.writeString(root.resolve("model.gguf"), "<!DOCTYPE html><html></html>");
        try (var stage = new TabStage(root.resolve("empty"), true)) {
            for (var look : List.of("zh-light", "en-dark")) {
                var scene = open(stage, look, 1);
                shoot(scene, "empty-" + look);
            }
            tabs.forEach(each -> WaitForAsyncUtils.waitForAsyncFx(5000, each::hidden));
            WaitForAsyncUtils.waitForFxEvents();
        }
        try (var stage = filled()) {
            for (var look : List.of("en-light", "en-dark", "zh-light", "zh-dark")) {
                var tab = tab(stage);
                var scene = open(stage, tab, look, 1, 1080);
                shoot(scene, "page-" + look);
                down(scene, 0.35);
                shoot(scene, "page-middle-" + look);
                down(scene, 1);
                shoot(scene, "page-end-" + look);
                down(scene, 0);
                onScreen(
                        () -> {
                            tab.model().dropped(List.of(source, page));
                            return true;
                        });
                Thread.sleep(800);
                shoot(scene, "drop-" + look);
                onScreen(
                        () -> {
                            tab.model().drop().dismiss();
                            return true;
                        });
                details(stage, tab, look);
            }
            shoot(open(stage, tab(stage), "en-light", 2, 1080), "large-en-light");
            shoot(open(stage, tab(stage), "zh-light", 2, 1080), "large-zh-light");
            shoot(open(stage, tab(stage), "en-light", 1, 824), "narrow-en-light");
            working(stage);
        }
    }

    private TabStage filled() throws IOException {
        var stage = new TabStage(root.resolve("home"), true);
        var studio = stage.studio;
        var first = Shelves.published(root.resolve("Qwen2.5-0.5B-Instruct"), "apache-2.0");
        var other = Shelves.published(root.resolve("internlm2-chat-1_8b"), "");
        Shelves.install(studio, first, Options.usual());
        Shelves.install(studio, other, Shelves.EIGHT_BIT);
        Shelves.install(
                studio,
                other,
                new Options(Optional.of(WeightChoice.FLOAT16), Precision.CPU, 0, "old-model"));
        studio.library().remove("old-model");
        var broken = Files.createDirectories(studio.library().folder().resolve("from-a-friend"));
        Files.writeString(broken.resolve("model.json"), "{\"format\": 1}");
        var half = Files.createDirectories(studio.library().folder().resolve("glm-edge.part"));
        Files.write(half.resolve("decoder.weights"), new byte[2_300_000]);
        return stage;
    }

    private LibraryTab tab(TabStage stage) {
        tabs.forEach(tab -> WaitForAsyncUtils.waitForAsyncFx(5000, tab::hidden));
        var tab = made(stage);
        tabs.add(tab);
        return tab;
    }

    private LibraryTab made(TabStage stage) {
        return new LibraryTab(
                stage.ui,
                stage.studio.library().catalogue().entries().isEmpty()
                        ? Shelves.library(stage.studio, root.resolve("Qwen Tiny"))
                        : stage.studio.library());
    }

    private Scene open(TabStage stage, String look, double scale) throws Exception {
        return open(stage, tab(stage), look, scale, 1080);
    }

    private Scene open(TabStage stage, LibraryTab tab, String look, double scale, double width)
            throws Exception {
        var parts = look.split("-");
        var scene =
                onScreen(
                        () -> {
                            stage.ui.texts().choose(parts[0]);
                            var view = (Parent) tab.view();
                            var made = stage.scene(view, width, 744, parts[1], scale);
                            shown.setScene(made);
                            tab.shown("");
                            return made;
                        });
        Thread.sleep(900);
        return scene;
    }

    private void details(TabStage stage, LibraryTab tab, String look) throws Exception {
        var model = stage.studio.library().shelf().models().getFirst();
        var scene =
                onScreen(
                        () -> {
                            var form = new DetailsForm(stage.ui, model, "Apache 2.0");
                            var over = new StackPane(form);
                            over.getStyleClass().add("dialog");
                            var made = stage.scene(over, 760, 620, look.split("-")[1], 1);
                            shown.setScene(made);
                            return made;
                        });
        Thread.sleep(300);
        shoot(scene, "details-" + look);
        onScreen(
                () -> {
                    tab.hidden();
                    return true;
                });
    }

    /// A conversion that is held for its picture.
    private void working(TabStage stage) throws Exception {
        var source = Shelves.published(root.resolve("Qwen3-1.7B"), "apache-2.0");
        var tab = tab(stage);
        var scene = open(stage, tab, "en-light", 1, 1080);
        onScreen(
                () -> {
                    tab.model().dropped(List.of(source));
                    return true;
                });
        while (onScreen(() -> tab.model().drop().previews().isEmpty())) {
            Thread.sleep(20);
        }
        onScreen(
                () -> {
                    var preview = tab.model().drop().previews().getFirst();
                    tab.model().drop().add(preview, Optional.of(WeightChoice.FOUR_BIT));
                    return true;
                });
        var job = stage.studio.jobs().jobs().getFirst();
        while (job.snapshot().done() < 600 && !job.snapshot().state().over()) {
            Thread.onSpinWait();
        }
        job.pause();
        Thread.sleep(500);
        shoot(scene, "paused-en-light");
        job.cancel();
        job.await();
        tabs.forEach(each -> WaitForAsyncUtils.waitForAsyncFx(5000, each::hidden));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void down(Scene scene, double where) throws Exception {
        onScreen(
                () -> {
                    if (scene.lookup("#libraryScroll") instanceof ScrollPane scroll) {
                        scroll.setVvalue(where);
                    }
                    return true;
                });
        Thread.sleep(200);
    }

    private void shoot(Scene scene, String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        onScreen(
                () -> {
                    TabStage.picture(scene, Path.of(FOLDER, "library-" + name + ".png"));
                    return true;
                });
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get();
    }
}
