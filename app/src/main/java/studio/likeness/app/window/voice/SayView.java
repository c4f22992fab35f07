package studio.likeness.app.window.voice;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Navigation;
import studio.likeness.app.window.SourceBadge;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.sound.SoundPanel;
import studio.likeness.app.window.voice.Takes.Take;

/// "Say this", and below it everything that was said: two takes at a time can be compared.
final class SayView extends VBox {
    private static final PseudoClass PLAYING = PseudoClass.getPseudoClass("playing");

    private final Texts texts;
    private final Navigation navigation;
    private final SayModel model;

    SayView(Ui ui, SayModel model) {
        super(12);
        this.texts = ui.texts();
        navigation = ui.navigation();
        this.model = model;
        getStyleClass().add("voice-card");
        var panel = new SoundPanel(texts, ui.pulse(), model.heard());
        panel.setMinWidth(0);
        Labels.shownWhen(panel, Bindings.isNotEmpty(model.takes()));
        getChildren()
                .addAll(
                        Labels.of(texts, "app.window.voice.say", "section-title"),
                        sentence(),
                        wishes(),
                        listening(),
                        action(),
                        Labels.problem(model.problemProperty()),
                        compare(),
                        panel,
                        takes());
    }

    private Node sentence() {
        var field = new TextArea();
        field.setId("saySentence");
        field.setWrapText(true);
        field.setPrefRowCount(2);
        field.textProperty().bindBidirectional(model.sentenceProperty());
        field.accessibleTextProperty().bind(texts.of("app.window.voice.say"));
        Labels.prompt(texts, "app.window.voice.say.prompt", field);
        return field;
    }

    private HBox wishes() {
        var values =
                new SpinnerValueFactory.IntegerSpinnerValueFactory(
                        0, 999_999, model.seedProperty().get());
        values.valueProperty().bindBidirectional(model.seedProperty());
        var seed = new Spinner<>(values);
        seed.setId("seed");
        seed.setEditable(true);
        seed.setMinWidth(110);
        seed.setPrefWidth(110);
        seed.getEditor()
                .setTextFormatter(
                        new TextFormatter<>(
                                change ->
                                        change.getControlNewText().matches("[0-9]{1,6}")
                                                ? change
                                                : null));
        var dice =
                Icons.button(texts, MaterialDesignD.DICE_MULTIPLE_OUTLINE, "app.window.voice.dice");
        dice.setOnAction(_ -> model.dice());
        var row =
                new HBox(
                        12,
                        slider("app.window.voice.speed", "speed", 0.6, 1.6, model.speedProperty()),
                        slider("app.window.voice.pause", "pause", 0, 1, model.pauseProperty()),
                        new VBox(
                                4,
                                Labels.above(texts, "app.window.voice.seed", seed),
                                new HBox(4, seed, dice)));
        row.setAlignment(Pos.BOTTOM_LEFT);
        return row;
    }

    private VBox slider(String key, String id, double least, double most, DoubleProperty value) {
        var slider = new Slider(least, most, value.get());
        slider.setId(id);
        slider.setBlockIncrement(0.1);
        slider.valueProperty().bindBidirectional(value);
        var name = Labels.above(texts, key, slider);
        var figure = new Label();
        figure.getStyleClass().add("what");
        figure.textProperty().bind(Bindings.format(Locale.ROOT, "%.1f", value));
        return new VBox(4, new HBox(6, name, figure), slider);
    }

    /// The studio listens to what was said; without a recogniser it says what is missing.
    private Node listening() {
        var listens = new CheckBox();
        listens.setId("listenAgain");
        listens.setWrapText(true);
        listens.textProperty().bind(texts.of("app.window.voice.listen"));
        listens.selectedProperty().bindBidirectional(model.listensProperty());
        var hears =
                Bindings.createBooleanBinding(
                        () -> model.shelf().meansProperty().get().hears(),
                        model.shelf().meansProperty());
        Labels.shownWhen(listens, hears);
        var open =
                Labels.button(
                        texts,
                        "app.window.voice.missing.library",
                        () -> navigation.go("library", "Whisper"));
        open.setMinWidth(USE_PREF_SIZE);
        var words = Labels.of(texts, "app.window.voice.listen.missing", "what");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        var missing = new HBox(12, words, open);
        missing.setAlignment(Pos.CENTER_LEFT);
        missing.setId("listenMissing");
        Labels.shownWhen(missing, hears.not().and(model.shelf().loadedProperty()));
        return new VBox(listens, missing);
    }

    private HBox action() {
        var bar = new ProgressBar();
        bar.progressProperty().bind(model.watch().doneProperty());
        bar.accessibleTextProperty().bind(texts.of("app.window.voice.working"));
        var cancel = Labels.button(texts, "app.window.cancel", model::cancel);
        cancel.setId("cancelVoice");
        var working = new HBox(12, Labels.of(texts, "app.window.voice.working"), bar, cancel);
        working.setAlignment(Pos.CENTER_LEFT);
        Labels.shownWhen(working, model.watch().runningProperty());
        var say = Labels.button(texts, "app.window.voice.say.go", model::say, Styles.ACCENT);
        say.setId("say");
        say.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        model.shelf().voiceProperty().get().isEmpty()
                                                || model.sentenceProperty().get().isBlank()
                                                || model.watch().runningProperty().get(),
                                model.shelf().voiceProperty(),
                                model.sentenceProperty(),
                                model.watch().runningProperty()));
        var row = new HBox(12, say, working);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// Two takes, equally loud.
    private Node compare() {
        var a = Labels.button(texts, "app.window.voice.playA", model::playA);
        a.setId("playA");
        var b = Labels.button(texts, "app.window.voice.playB", model::playB);
        b.setId("playB");
        var row = new HBox(8, a, b, Labels.of(texts, "app.window.voice.compare.about", "what"));
        row.setAlignment(Pos.CENTER_LEFT);
        return Labels.shownWhen(row, Bindings.size(model.takes()).greaterThan(1));
    }

    private Node takes() {
        var rows = new VBox(6);
        rows.setId("takes");
        Runnable fill =
                () -> rows.getChildren().setAll(model.takes().stream().map(this::take).toList());
        model.takes().addListener((ListChangeListener<Take>) _ -> fill.run());
        texts.languageProperty().subscribe(_ -> fill.run());
        return rows;
    }

    private HBox take(Take take) {
        var play = Icons.button(texts, MaterialDesignP.PLAY, "app.window.sound.play");
        play.getStyleClass().add("play-take");
        play.setOnAction(_ -> model.play(take));
        var words = new Label(take.wish().text());
        words.setWrapText(true);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        var figures = new Label(figures(take));
        figures.getStyleClass().add("what");
        figures.setWrapText(true);
        var middle = new VBox(2, words, figures);
        take.likeness().ifPresent(like -> middle.getChildren().add(new LikenessView(texts, like)));
        take.heard().ifPresent(heard -> middle.getChildren().add(new HeardView(texts, heard)));
        HBox.setHgrow(middle, Priority.ALWAYS);
        var away =
                Icons.button(
                        texts, MaterialDesignT.TRASH_CAN_OUTLINE, "app.window.voice.take.remove");
        away.setOnAction(_ -> model.remove(take));
        var row =
                new HBox(
                        8,
                        play,
                        middle,
                        new SourceBadge(texts, Source.GENERATED, Optional.empty(), true),
                        side("A", take, model::chooseA, model.aProperty()),
                        side("B", take, model::chooseB, model.bProperty()),
                        away);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("take-row");
        model.playingProperty()
                .subscribe(
                        now -> row.pseudoClassStateChanged(PLAYING, now.equals(Optional.of(take))));
        return row;
    }

    private ToggleButton side(
            String letter,
            Take take,
            Consumer<Take> choose,
            ObservableValue<Optional<Take>> chosen) {
        var button = new ToggleButton(letter);
        button.setOnAction(_ -> choose.accept(take));
        chosen.subscribe(now -> button.setSelected(now.equals(Optional.of(take))));
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private String figures(Take take) {
        var wish = take.wish();
        return texts.now(
                "app.window.voice.take",
                String.format(Locale.ROOT, "%.1f", wish.speed()),
                wish.seed());
    }
}
