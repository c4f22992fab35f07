package studio.likeness.app.window.persona;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.scene.Parent;
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
import studio.likeness.app.window.corpus.Corpora;
import studio.likeness.app.window.sound.TestSounds;
import studio.likeness.corpus.imports.Importer;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.Progress;

/// Pictures of the tab, to be looked at; written where `-Dsnapshots=DIR` says.
@SuppressWarnings("NullAway.Init") // TestFX fills the fields in, in the method with @Start
@ExtendWith(ApplicationExtension.class)
class PersonaPicturesTest {
    private static final String FOLDER = System.getProperty("snapshots", "");

    @TempDir Path home;
    @TempDir Path files;

    private final TestSounds sounds = new TestSounds();
    private FakeMinds minds = new FakeMinds();

    private Stage shown;

    @Start
    void start(Stage stage) {
        shown = stage;
        stage.show();
    }

    @Test
    void picturesOfTheTab() throws Exception {
        Assumptions.assumeFalse(FOLDER.isEmpty());
        try (var stage = onScreen(this::filled)) {
            picture(stage, "page-zh-light", "zh", "light", 1, 0, _ -> {});
            picture(stage, "page-en-dark", "en", "dark", 1, 0, _ -> {});
            picture(stage, "page-end-zh-light", "zh", "light", 1, 1, _ -> {});
            picture(stage, "page-end-en-dark", "en", "dark", 1, 1, _ -> {});
            picture(stage, "page-large-zh-light", "zh", "light", 2, 0, _ -> {});
            picture(stage, "page-large-end-en-light", "en", "light", 2, 0.6, _ -> {});
            picture(stage, "brain-zh-light", "zh", "light", 1, 0.45, this::thinks);
            picture(stage, "brain-en-dark", "en", "dark", 1, 0.45, this::thinks);
            picture(stage, "brain-large-en-light", "en", "light", 2, 0.42, this::thinks);
            picture(stage, "brain-served-en-light", "en", "light", 1, 0.45, this::served);
            picture(stage, "brain-gone-zh-dark", "zh", "dark", 1, 0.45, this::gone);
            picture(stage, "create-zh-light", "zh", "light", 1, 0, this::form);
            picture(stage, "create-en-dark", "en", "dark", 1, 1, this::form);
        }
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get();
    }

    private TabStage filled() throws Exception {
        var stage = new TabStage(home, false);
        var store = stage.studio.personas();
        var gone = Corpora.persona(stage.studio, "Uncle Zhou");
        store.delete(gone.id());
        var made =
                store.create(
                        new Persona.Draft(
                                "沈月桥",
                                "Shen Yueqiao",
                                "沈月桥，一九五四年生于绍兴安昌，在宁波画了二十多年海图，后来教人画图，退休后住在杭州运河边。",
                                "说话准，数目字从不含糊，幽默是干的。",
                                List.of("zh", "en"),
                                new Consent(
                                        "沈月桥",
                                        Consent.Basis.FAMILY,
                                        "顾知潮",
                                        "口头同意，2026 年 1 月。",
                                        Instant.parse("2026-01-02T03:04:05Z"),
                                        "")));
        var corpus = stage.studio.corpus(made.id());
        Corpora.recorded(corpus, sounds, files, "How did you learn to draw?", "With a ruler.");
        var sample = Path.of("../packaging/sample");
        new Importer(corpus)
                .add(
                        List.of(sample.resolve("answers.jsonl"), sample.resolve("diary")),
                        Progress.none());
        stage.ui.persona().refresh();
        return stage;
    }

    private void picture(
            TabStage stage,
            String name,
            String language,
            String theme,
            double textScale,
            double down,
            Consumer<PersonaViewModel> pose)
            throws Exception {
        var held = new ArrayList<PersonaViewModel>();
        var scene =
                onScreen(
                        () -> {
                            stage.ui.texts().choose(language);
                            var model =
                                    new PersonaViewModel(
                                            stage.ui,
                                            new Services(
                                                    stage.studio.personas(),
                                                    stage.studio::delete,
                                                    sounds,
                                                    stage.studio.jobs(),
                                                    minds));
                            held.add(model);
                            var tab = new PersonaTab(stage.ui, () -> model);
                            var made =
                                    stage.scene((Parent) tab.view(), 1080, 744, theme, textScale);
                            shown.setScene(made);
                            pose.accept(model);
                            return made;
                        });
        // As long as nobody types, the prompt is written.
        Thread.sleep(400);
        onScreen(
                () -> {
                    stage.parts.frame();
                    return true;
                });
        Thread.sleep(200);
        onScreen(
                () -> {
                    ((ScrollPane) scene.getRoot()).setVvalue(down);
                    return true;
                });
        Thread.sleep(300);
        onScreen(
                () -> {
                    TabStage.picture(scene, Path.of(FOLDER, "persona-" + name + ".png"));
                    held.getFirst().hidden();
                    return true;
                });
    }

    private void form(PersonaViewModel model) {
        model.startCreating();
        model.create().nameProperty().set("外婆");
        model.create().basisProperty().set(Consent.Basis.FAMILY);
    }

    /// A model has been asked and has answered.
    private void thinks(PersonaViewModel model) {
        model.shown("");
        model.brain().choose(BrainChoice.Kind.MODEL);
        model.brain().chooseModel("qwen3-1.7b");
        model.details().neverProperty().set("自己还活着\n记得没有录过的事");
        model.prompt().questionProperty().set("你什么时候开始画图的？");
        minds.memory =
                List.of(
                        new Hit(
                                Hit.Kind.PASSAGE,
                                "d1",
                                "一九七六年，我开始画海图。",
                                "海图室",
                                "zh",
                                Optional.empty(),
                                0.8));
        model.tryOut().ask(model.prompt().questionProperty().get());
    }

    private void served(PersonaViewModel model) {
        model.shown("");
        model.brain().choose(BrainChoice.Kind.OLLAMA);
        model.brain().serverProperty().set("http://localhost:11434");
        model.brain().askServer();
        model.brain().chooseModel("qwen3:8b");
        model.brain().choose(BrainChoice.Temperament.CALM);
    }

    private void gone(PersonaViewModel model) {
        minds.models = minds.models.subList(1, 2);
        model.shown("");
        model.brain().choose(BrainChoice.Kind.MODEL);
        model.brain().chooseModel("qwen3-1.7b");
    }
}
