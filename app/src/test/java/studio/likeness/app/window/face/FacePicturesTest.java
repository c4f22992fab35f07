package studio.likeness.app.window.face;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.window.TabStage;
import studio.likeness.app.window.camera.Cameras;
import studio.likeness.app.window.face.FaceModel.Pane;
import studio.likeness.app.window.face.SpeakingWork.Recorded;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.Portrait;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.LipStory;
import studio.likeness.models.face.lip.MouthNetwork;
import studio.likeness.models.face.lip.MouthView;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.face.profile.FaceReport;
import studio.likeness.models.face.profile.Finding;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.training.LipCourse;

/// Pictures of the tab, to be looked at; written where `-Dsnapshots=DIR` says.
@SuppressWarnings("NullAway.Init") // TestFX fills the fields in, in the method with @Start
@ExtendWith(ApplicationExtension.class)
class FacePicturesTest {
    private static final String FOLDER = System.getProperty("snapshots", "");

    /// Of the window's 1280 by 800, and of its smallest size, what is left to a tab.
    private static final int WIDE = 1080;

    private static final int NARROW = 824;

    @TempDir Path root;

    private Stage shown;
    private FakeFaces faces;
    private FakeSpeaking speaking;

    @Start
    void start(Stage stage) {
        shown = stage;
        stage.show();
    }

    @Test
    void picturesOfTheTab() throws Exception {
        Assumptions.assumeFalse(FOLDER.isEmpty());
        prepare();
        try (var stage = new TabStage(root.resolve("home"), true)) {
            stage.studio.ensureSample();
            onScreen(
                    () -> {
                        stage.ui.persona().refresh();
                        return true;
                    });
            for (var look : List.of("en-light", "zh-light", "en-dark")) {
                panes(stage, look, 1, WIDE, 744);
            }
            panes(stage, "en-light", 1, NARROW, 644);
            panes(stage, "zh-light", 1, NARROW, 644);
            panes(stage, "en-light", 2, WIDE, 744);
        }
    }

    private void prepare() throws IOException {
        faces = new FakeFaces(root.resolve("films"));
        speaking = new FakeSpeaking();
        faces.still =
                Portrait.drawn("yueqiao", 512, 512)
                        .draw(MouthShape.CLOSED, Portrait.Mood.IDLE, Duration.ZERO);
        speaking.animator.look = faces.still;
        speaking.recordings.put(
                "sample",
                List.of(new Recorded("Where did you grow up, and what was it like?", sound())));
    }

    private Path sound() {
        var file = root.resolve("A recording with a rather long name, 2024-05-02.wav");
        SoundFile.writeWav(new Waveform(new float[32_000], 16_000), file);
        return file;
    }

    private static Faces.Face face(String id, boolean photo, boolean used, Finding worst) {
        var source =
                new FaceReport.Source(
                        id + ".mp4", photo ? 0 : 74, 1920, 1080, photo ? 0 : 25, true, 0, true);
        var report = new FaceReport(source, List.of(), List.of(worst), FaceReport.Figures.NONE);
        return new Faces.Face(id, "", Instant.EPOCH, photo, used, report);
    }

    private void filled() {
        var good = new Finding(Finding.Aspect.SIZE, Finding.Verdict.GOOD, 0.4, "good");
        var turned = new Finding(Finding.Aspect.FRONTAL, Finding.Verdict.FAIR, 21, "turned");
        faces.faces.put(
                "sample",
                List.of(
                        face("talk-in-the-garden", false, true, good),
                        face("photo-with-a-very-long-name-of-2019", true, false, turned),
                        face("film-3", false, false, turned)));
    }

    private void panes(TabStage stage, String look, double scale, int width, int height)
            throws Exception {
        var name = look + "-" + width + (scale > 1 ? "-large" : "") + "-";
        faces.faces.clear();
        var tab = tab(stage);
        var scene = open(stage, tab, look, scale, width, height);
        shoot(scene, name + "faces-empty");
        go(tab, Pane.TRY);
        shoot(scene, name + "try-none");
        go(tab, Pane.LIPS);
        shoot(scene, name + "lips-none");
        filled();
        speaking.course = Optional.of(course("fresh", 74));
        go(tab, Pane.FACES);
        onScreen(
                () -> {
                    tab.hidden();
                    tab.shown("");
                    return true;
                });
        Thread.sleep(600);
        shoot(scene, name + "faces");
        down(scene, 1);
        shoot(scene, name + "faces-below");
        down(scene, 0);
        lips(tab, scene, name);
        tries(tab, scene, name);
        onScreen(
                () -> {
                    tab.hidden();
                    tab.close();
                    return true;
                });
    }

    private void lips(FaceTab tab, Scene scene, String name) throws Exception {
        go(tab, Pane.LIPS);
        refresh(tab);
        shoot(scene, name + "lips-fresh");
        onScreen(
                () -> {
                    tab.model().lips().learn();
                    return true;
                });
        Thread.sleep(300);
        shoot(scene, name + "lips-starting");
        onScreen(
                () -> {
                    tab.model().lips().later();
                    return true;
                });
        until(() -> tab.model().lips().jobProperty().get().isEmpty());
        speaking.course = Optional.of(learnt("learnt" + name));
        refresh(tab);
        shoot(scene, name + "lips-learnt");
        down(scene, 1);
        shoot(scene, name + "lips-learnt-below");
        down(scene, 0);
        speaking.course = Optional.of(course("short" + name, 3));
        refresh(tab);
        shoot(scene, name + "lips-short");
    }

    private void tries(FaceTab tab, Scene scene, String name) throws Exception {
        go(tab, Pane.TRY);
        shoot(scene, name + "try");
        speaking.unsharpened =
                Optional.of(
                        new StudioException("models.face.animate.restorationSlow", "gfpgan", 1.25));
        onScreen(
                () -> {
                    tab.model().tries().sharpen(Optional.of("gfpgan"));
                    tab.model().tries().brought(List.of(sound()));
                    return true;
                });
        Thread.sleep(1_000);
        shoot(scene, name + "try-speaking");
        until(() -> tab.model().tries().phaseProperty().get() == TryModel.Phase.IDLE);
        shoot(scene, name + "try-spoken");
        down(scene, 1);
        shoot(scene, name + "try-spoken-below");
        down(scene, 0);
        speaking.unsharpened = Optional.empty();
        speaking.sharpener = Optional.empty();
    }

    private LipCourse course(String name, int seconds) throws IOException {
        var folder = Files.createDirectories(root.resolve(name));
        var points = new ArrayList<Point>();
        for (int i = 0; i < 68; i++) {
            points.add(new Point((float) (48 + 20 * Math.cos(i)), (float) (52 + 20 * Math.sin(i))));
        }
        int frames = 25 * seconds;
        var profile =
                new FaceProfile(
                        folder,
                        96,
                        96,
                        25,
                        Collections.nCopies(frames, new FaceBox(16, 16, 80, 80)),
                        Collections.nCopies(frames, List.copyOf(points)),
                        true,
                        Collections.nCopies(frames, true),
                        new FaceProfile.Loop(0, frames, true));
        var view = MouthView.of(32, profile.points());
        var learning =
                new LipStory.Learning(
                        "0", 74, 1, 2_495, 60, 0.2, 0.1, 0.62, Instant.ofEpochSecond(1));
        if (name.startsWith("learnt")) {
            Files.createDirectories(folder.resolve("lips"));
            new LipStory(view, new MouthNetwork(32), learning)
                    .write(folder.resolve("lips", "lips.json"));
        }
        profile.write();
        return new LipCourse(profile);
    }

    private LipCourse learnt(String name) throws IOException {
        var course = course(name, 74);
        var folder = root.resolve(name);
        var training = Files.createDirectories(folder.resolve("lips.training"));
        var lines = new StringBuilder();
        for (int i = 1; i < 300; i++) {
            double loss = 0.2 + 0.3 * Math.exp(-i / 60.0) + 0.02 * Math.sin(i);
            lines.append(
                    "{\"step\":%d,\"processorSeconds\":%d,\"loss\":%.4f,\"rate\":0.001}\n"
                            .formatted(i, 4 * i, loss));
            if (i % 20 == 1) {
                lines.append(
                        "{\"step\":%d,\"processorSeconds\":%d,\"heldOut\":%.4f,\"heldOutFromSound\":0.1}\n"
                                .formatted(i, 4 * i, 0.06 + 0.03 * Math.exp(-i / 90.0)));
            }
        }
        Files.writeString(training.resolve("metrics.jsonl"), lines);
        var sheet = new byte[8 * 96 * 2 * 96 * 3];
        for (int i = 0; i < sheet.length; i++) {
            sheet[i] = (byte) (i / 3 % 96 + 60 + 40 * (i % 3));
        }
        var samples = Files.createDirectories(training.resolve("samples"));
        PictureFile.writePng(
                new Picture(sheet, 8 * 96, 2 * 96, Duration.ZERO), samples.resolve("1.png"));
        return course;
    }

    private FaceTab tab(TabStage stage) {
        return new FaceTab(
                stage.ui,
                faces,
                speaking,
                stage.studio.jobs(),
                Cameras.ofMachine(),
                CaptureModel.Pace.USUAL);
    }

    private void go(FaceTab tab, Pane pane) throws Exception {
        onScreen(
                () -> {
                    tab.model().paneProperty().set(pane);
                    return true;
                });
        Thread.sleep(300);
    }

    private void refresh(FaceTab tab) throws Exception {
        onScreen(
                () -> {
                    tab.model().lips().refresh();
                    return true;
                });
        Thread.sleep(500);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 600 && !onScreen(condition); i++) {
            Thread.sleep(50);
        }
    }

    private Scene open(
            TabStage stage, FaceTab tab, String look, double scale, double width, double height)
            throws Exception {
        var parts = look.split("-");
        var scene =
                onScreen(
                        () -> {
                            stage.ui.texts().choose(parts[0]);
                            var made =
                                    stage.scene(
                                            (Parent) tab.view(), width, height, parts[1], scale);
                            shown.setScene(made);
                            tab.shown("");
                            return made;
                        });
        Thread.sleep(900);
        return scene;
    }

    private void down(Scene scene, double where) throws Exception {
        onScreen(
                () -> {
                    if (scene.lookup(".page") instanceof ScrollPane scroll) {
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
                    TabStage.picture(scene, Path.of(FOLDER, "face-" + name + ".png"));
                    return true;
                });
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get();
    }
}
