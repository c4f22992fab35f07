package studio.likeness.app.window.voice;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.window.ChoiceWords;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.SourceBadge;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.sound.SoundPanel;
import studio.likeness.app.window.voice.VoiceWork.Target;

/// A recording on its way to another voice: both are heard equally loud.
final class ConvertView extends VBox {
    private final Ui ui;
    private final Texts texts;
    private final ConvertModel model;

    ConvertView(Ui ui, ConvertModel model) {
        super(16);
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        getChildren()
                .addAll(
                        Labels.of(texts, "app.window.voice.convert.about", "what"),
                        none(),
                        choices(),
                        Labels.problem(model.problemProperty()),
                        file(),
                        live());
    }

    private Node none() {
        var words = Labels.of(texts, "app.window.voice.convert.none");
        var open =
                Labels.button(
                        texts,
                        "app.window.voice.missing.library",
                        () -> ui.navigation().go("library", "so-vits-svc"));
        var row = new HBox(12, words, Labels.space(), open);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("notice");
        row.setId("convertMissing");
        return Labels.shownWhen(row, Bindings.isEmpty(model.targets()));
    }

    private Node choices() {
        var to = new ComboBox<>(model.targets());
        to.setId("convertTarget");
        ChoiceWords.say(texts, to, t -> t.speaker() + " (" + t.model() + ")");
        to.valueProperty().bindBidirectional(model.targetProperty());
        to.setPrefWidth(280);
        var values = new SpinnerValueFactory.IntegerSpinnerValueFactory(-24, 24, 0);
        values.valueProperty().bindBidirectional(model.semitonesProperty());
        var semitones = new Spinner<>(values);
        semitones.setId("semitones");
        semitones.setPrefWidth(100);
        var own = new CheckBox();
        own.setId("ownPitch");
        own.textProperty().bind(texts.of("app.window.voice.convert.ownPitch"));
        own.selectedProperty().bindBidirectional(model.ownPitchProperty());
        var row =
                new HBox(
                        16,
                        new VBox(4, Labels.above(texts, "app.window.voice.convert.to", to), to),
                        new VBox(
                                4,
                                Labels.above(
                                        texts, "app.window.voice.convert.semitones", semitones),
                                semitones),
                        own,
                        keep());
        row.setAlignment(Pos.BOTTOM_LEFT);
        return Labels.shownWhen(row, Bindings.isNotEmpty(model.targets()));
    }

    private Node keep() {
        var keep = Labels.button(texts, "app.window.voice.convert.keep", model::keep);
        keep.setId("keepConverted");
        keep.setMinWidth(USE_PREF_SIZE);
        keep.disableProperty().bind(Bindings.isNull(model.targetProperty()));
        return Labels.tip(texts, "app.window.voice.convert.keep.about", keep);
    }

    private Node file() {
        var choose =
                Labels.button(
                        texts,
                        MaterialDesignF.FOLDER_OPEN_OUTLINE,
                        "app.window.voice.reference.choose",
                        this::choose);
        choose.setId("chooseToConvert");
        var go = Labels.button(texts, "app.window.voice.convert.go", model::convert, Styles.ACCENT);
        go.setId("convert");
        go.disableProperty().bind(model.ready().not());
        var bar = new ProgressBar();
        bar.progressProperty().bind(model.watch().doneProperty());
        bar.accessibleTextProperty().bind(texts.of("app.window.voice.working"));
        var cancel = Labels.button(texts, "app.window.cancel", model::cancel);
        cancel.setId("cancelConvert");
        var working = new HBox(12, bar, cancel);
        working.setAlignment(Pos.CENTER_LEFT);
        Labels.shownWhen(working, model.watch().runningProperty());
        var row = new HBox(8, choose, go, working);
        row.setAlignment(Pos.CENTER_LEFT);
        var card =
                new VBox(
                        12,
                        Labels.of(texts, "app.window.voice.convert.file", "section-title"),
                        row,
                        before(),
                        after());
        card.getStyleClass().add("voice-card");
        return card;
    }

    private void choose() {
        var filter =
                new FileChoosers.Filter(texts.now("app.window.voice.filter"), ReferenceView.SOUNDS);
        ui.files()
                .open(
                        texts.now("app.window.voice.reference.choose"),
                        List.of(filter),
                        files -> model.take(files.getFirst()));
    }

    private Node before() {
        var name = new Label();
        name.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.fileProperty().get().map(ConvertView::name).orElse(""),
                                model.fileProperty()));
        var box =
                new VBox(
                        4,
                        new HBox(
                                8,
                                Labels.of(texts, "app.window.voice.convert.before", "field-name"),
                                name),
                        new SoundPanel(texts, ui.pulse(), model.original()));
        box.setId("convertBefore");
        return Labels.shownWhen(
                box,
                Bindings.createBooleanBinding(
                        () -> model.fileProperty().get().isPresent(), model.fileProperty()));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private Node after() {
        var save = Labels.button(texts, "app.window.voice.convert.save", this::save);
        save.setId("saveConverted");
        var head =
                new HBox(
                        8,
                        Labels.of(texts, "app.window.voice.convert.after", "field-name"),
                        new SourceBadge(texts, Source.GENERATED, Optional.empty(), true),
                        Labels.of(texts, "app.window.voice.compare.about", "what"),
                        Labels.space(),
                        save);
        head.setAlignment(Pos.CENTER_LEFT);
        var box = new VBox(4, head, new SoundPanel(texts, ui.pulse(), model.result()));
        box.setId("convertAfter");
        return Labels.shownWhen(
                box,
                Bindings.createBooleanBinding(
                        () -> model.madeProperty().get().isPresent(), model.madeProperty()));
    }

    private void save() {
        var name =
                model.fileProperty()
                                .get()
                                .map(file -> name(file).replaceAll("\\.[^.]*$", ""))
                                .orElse("voice")
                        + "-"
                        + Optional.ofNullable(model.targetProperty().get())
                                .map(Target::speaker)
                                .orElse("voice")
                        + ".wav";
        var filter =
                new FileChoosers.Filter(texts.now("app.window.voice.filter"), List.of("*.wav"));
        ui.files()
                .save(
                        texts.now("app.window.voice.convert.save"),
                        name,
                        List.of(filter),
                        model::save);
    }

    private Node live() {
        var toggle =
                Labels.button(
                        texts,
                        MaterialDesignM.MICROPHONE,
                        "app.window.voice.live.on",
                        model::toggleLive);
        toggle.setId("liveVoice");
        toggle.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.now(
                                                model.liveProperty().get().isPresent()
                                                        ? "app.window.voice.live.off"
                                                        : "app.window.voice.live.on"),
                                model.liveProperty(),
                                texts.languageProperty()));
        var figures = new Label();
        figures.setId("liveFigures");
        figures.setWrapText(true);
        figures.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.figuresProperty().get().map(this::late).orElse(""),
                                model.figuresProperty(),
                                texts.languageProperty()));
        var row = new HBox(12, toggle, figures);
        row.setAlignment(Pos.CENTER_LEFT);
        var card =
                new VBox(
                        12,
                        Labels.of(texts, "app.window.voice.live", "section-title"),
                        Labels.of(texts, "app.window.voice.live.about", "what"),
                        row);
        card.getStyleClass().add("voice-card");
        return Labels.shownWhen(card, Bindings.isNotEmpty(model.targets()));
    }

    private String late(Monitor.Figures figures) {
        var late =
                texts.now(
                        "app.window.voice.live.late",
                        figures.late().toMillis(),
                        figures.reserve().toMillis(),
                        String.format(Locale.ROOT, "%.2f", figures.factor()));
        var gaps =
                figures.gaps() == 0 ? "" : texts.now("app.window.voice.live.gaps", figures.gaps());
        var slow = figures.factor() < 1 ? "" : texts.now("app.window.voice.live.slow");
        return Stream.of(late, gaps, slow)
                .filter(said -> !said.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
