package studio.likeness.app.window;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import studio.likeness.app.SettingsFile;
import studio.likeness.app.window.conversation.FakeTalks;
import studio.likeness.app.window.jobs.JobsModel;
import studio.likeness.app.window.settings.DemoSettings;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.JobStore;
import studio.likeness.models.signal.Picture;

/// The whole window over stand-ins for the studio's services.
public final class TestFrame implements AutoCloseable {
    public final FakeTalks talks = new FakeTalks();
    public final List<Persona> personas =
            new ArrayList<>(List.of(TestUi.persona("sample", "沈月桥", true)));
    public final List<Path> revealed = new ArrayList<>();
    public final List<String> copied = new ArrayList<>();

    final Ui ui;
    final FrameModel model;
    final JobRunner runner;
    final JobsModel jobs;
    final Scene scene;
    private final Look look;
    private final Locale before = Locale.getDefault();

    /// @param folder for settings and jobs
    public TestFrame(Path folder, double width, double height) {
        this(folder, width, height, TestFrame::plain);
    }

    public TestFrame(Path folder, double width, double height, Portraits portraits) {
        var background = new InlineBackground();
        var preferences =
                new Preferences(new SettingsFile(folder.resolve("settings.json")), background);
        var texts = new Texts("en");
        // A test that does not choose sees English, whatever the machine speaks.
        preferences.change(d -> d.language("en"));
        preferences.of(s -> s.language()).subscribe(texts::choose);
        var overlay = new ModalOverlay(texts, preferences);
        ui =
                new Ui(
                        texts,
                        preferences,
                        new PersonaChoice(() -> List.copyOf(personas), preferences, background),
                        portraits,
                        new Navigation("conversation"),
                        new Toasts(),
                        overlay,
                        new ChosenFiles(List::of, revealed::add),
                        background,
                        Pulse.ofScreen(),
                        copied::add);
        ui.persona().refresh();
        model =
                new FrameModel(
                        ui,
                        List.of(
                                new Blank("persona", MaterialDesignA.ACCOUNT_OUTLINE),
                                new Blank("corpus", MaterialDesignD.DATABASE_OUTLINE),
                                talks.tab(ui)),
                        List.of(DemoSettings.tab(ui)));
        runner = new JobRunner(new JobStore(folder.resolve("jobs")));
        jobs = new JobsModel(ui, runner, () -> model.jobsOpenProperty().set(true));
        var device = new DeviceBadge(ui, TestUi.device()::state);
        var frame = new Frame(ui, model, jobs, overlay, device);
        scene = new Scene(frame, width, height);
        look = new Look(scene, preferences);
        frame.listen(scene);
    }

    @Override
    public void close() {
        jobs.close();
        runner.close();
        model.close();
        look.close();
        Locale.setDefault(before);
    }

    private static Picture plain(Persona persona, int longestSide) {
        var bytes = new byte[longestSide * longestSide * 3];
        java.util.Arrays.fill(bytes, (byte) 0x90);
        return new Picture(bytes, longestSide, longestSide, Duration.ZERO);
    }

    private record Blank(String key, Ikon icon) implements Tab {
        @Override
        public Node view() {
            return new Label(key);
        }
    }

    /// The persona on the screen.
    Optional<Persona> persona() {
        return ui.persona().current();
    }
}
