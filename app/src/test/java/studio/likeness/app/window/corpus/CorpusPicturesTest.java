package studio.likeness.app.window.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.stage.Stage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.window.TabStage;
import studio.likeness.app.window.sound.TestSounds;
import studio.likeness.corpus.imports.Importer;
import studio.likeness.models.job.Progress;

/// Pictures of the tab, to be looked at; written where `-Dsnapshots=DIR` says.
@ExtendWith(ApplicationExtension.class)
class CorpusPicturesTest {
    private static final String FOLDER = System.getProperty("snapshots", "");

    @TempDir Path home;
    @TempDir Path files;

    private final TestSounds sounds = new TestSounds();

    @Start
    void start(Stage stage) {}

    /// How the window stands for a picture.
    private record Look(String name, String language, String theme, double textScale) {}

    @Test
    void picturesOfTheTab() throws Exception {
        Assumptions.assumeFalse(FOLDER.isEmpty());
        try (var stage = onScreen(this::filled)) {
            picture(stage, new Look("table", "zh", "light", 1), this::inspect);
            picture(stage, new Look("table", "en", "dark", 1), this::inspect);
            picture(stage, new Look("table-large", "en", "light", 2), _ -> {});
            picture(stage, new Look("inspector-large", "zh", "light", 2), this::inspect);
            picture(stage, new Look("preview", "en", "light", 1), this::preview);
            picture(stage, new Look("preview", "zh", "dark", 1), this::preview);
            picture(stage, new Look("drop", "zh", "light", 1), this::hover);
            picture(stage, new Look("booth", "zh", "light", 1), this::booth);
            picture(stage, new Look("booth", "en", "dark", 1), this::booth);
            picture(stage, new Look("booth-large", "zh", "light", 2), this::booth);
            picture(stage, new Look("undo", "zh", "light", 1), this::undo);
            picture(stage, new Look("document", "en", "light", 1), this::document);
        }
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get();
    }

    private interface Pose {
        void strike(CorpusViewModel model) throws Exception;
    }

    private TabStage filled() throws IOException {
        var stage = new TabStage(home, false);
        var persona = Corpora.persona(stage.studio, "沈月桥");
        var corpus = stage.studio.corpus(persona.id());
        Corpora.recorded(
                corpus,
                sounds,
                files,
                "How did you learn to draw straight lines?",
                "With a ruler, and by being told that the first four hundred were not straight.");
        var sample = Path.of("../packaging/sample");
        new Importer(corpus)
                .add(
                        List.of(sample.resolve("answers.jsonl"), sample.resolve("diary")),
                        Progress.none());
        stage.ui.persona().refresh();
        return stage;
    }

    private void picture(TabStage stage, Look look, Pose pose) throws Exception {
        var held = new ArrayList<CorpusViewModel>();
        var scene =
                onScreen(
                        () -> {
                            stage.ui.texts().choose(look.language());
                            stage.ui
                                    .preferences()
                                    .change(draft -> draft.textScale(look.textScale()));
                            var model =
                                    new CorpusViewModel(
                                            stage.ui,
                                            stage.studio::corpus,
                                            sounds,
                                            stage.studio.jobs());
                            held.add(model);
                            var tab = new CorpusTab(stage.ui, () -> model);
                            var made =
                                    stage.scene(
                                            (javafx.scene.Parent) tab.view(),
                                            1080,
                                            744,
                                            look.theme(),
                                            look.textScale());
                            made.snapshot(null);
                            return made;
                        });
        onScreen(
                () -> {
                    pose.strike(held.getFirst());
                    return true;
                });
        // Microphone and writer are threads of their own.
        for (int i = 0; i < 20; i++) {
            Thread.sleep(30);
            onScreen(
                    () -> {
                        stage.parts.frame();
                        return true;
                    });
        }
        onScreen(
                () -> {
                    scene.snapshot(null);
                    TabStage.picture(
                            scene,
                            Path.of(
                                    FOLDER,
                                    "corpus-"
                                            + look.name()
                                            + "-"
                                            + look.language()
                                            + "-"
                                            + look.theme()
                                            + ".png"));
                    held.getFirst().close();
                    return true;
                });
    }

    private void inspect(CorpusViewModel model) {
        model.visible().stream()
                .filter(row -> row.recording().isPresent())
                .findFirst()
                .ifPresent(row -> model.select(List.of(row.id())));
        model.editor().waveform().seek(9_000);
        model.editor().waveform().select(12_000, 20_000);
        model.editor().topicProperty().set("craft");
    }

    private void document(CorpusViewModel model) {
        model.filter(Filter.Kind.DOCUMENTS);
        model.select(List.of(model.visible().getFirst().id()));
    }

    private void preview(CorpusViewModel model) throws IOException {
        model.imports().dropped(dropped());
    }

    private void hover(CorpusViewModel model) throws IOException {
        model.imports().hovering(dropped());
    }

    private List<Path> dropped() throws IOException {
        var table = files.resolve("奶奶的问答.csv");
        Files.writeString(table, "question,answer\nWhere is home?,By the canal.\nHow old?,Old.\n");
        var text = files.resolve("a letter from 1987.md");
        Files.writeString(text, "# A letter\n\nThe train was late again, and so was I.\n");
        var junk = files.resolve("photo-of-the-house.xyz");
        Files.write(junk, new byte[] {1, 2, 3});
        return List.of(table, text, junk);
    }

    private void undo(CorpusViewModel model) {
        model.select(model.visible().stream().limit(3).map(Row::id).toList());
        model.removeSelected();
        model.undo();
        model.select(model.visible().stream().limit(3).map(Row::id).toList());
        model.removeSelected();
    }

    private void booth(CorpusViewModel model) throws Exception {
        sounds.loudness = 1.2f;
        model.enterBooth();
        var booth = model.booth();
        Thread.sleep(200);
        booth.nextPrompt();
        booth.toggleRecording();
        Thread.sleep(300);
        booth.tick();
        booth.toggleRecording();
        booth.choose(Optional.of(booth.takes().getFirst()));
        booth.waveform().seek(30_000);
        booth.waveform().trimStart();
        booth.replyProperty().set(model.phaseProperty().get().name());
        booth.toggleRecording();
        Thread.sleep(200);
        booth.tick();
    }
}
