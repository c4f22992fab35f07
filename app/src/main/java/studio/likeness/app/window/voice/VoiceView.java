package studio.likeness.app.window.voice;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.voice.profile.VoiceProfile;

/// The whole tab: the shelf of voices, a reference on its way to one, and what is said with them. A
/// recording may be dropped anywhere.
final class VoiceView extends StackPane {
    private final Ui ui;
    private final Texts texts;
    private final CloneModel model;

    VoiceView(Ui ui, CloneModel model) {
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        setId("voice");
        getStyleClass().add("voice-tab");
        getStylesheets()
                .add(
                        Objects.requireNonNull(VoiceView.class.getResource("voice.css"))
                                .toExternalForm());
        var reference = new ReferenceView(ui, model);
        var say = new SayView(ui, model);
        HBox.setHgrow(reference, Priority.ALWAYS);
        HBox.setHgrow(say, Priority.ALWAYS);
        reference.setPrefWidth(480);
        say.setPrefWidth(480);
        var both = new HBox(16, reference, say);
        var page =
                new VBox(
                        16,
                        Labels.of(texts, "app.window.voice.title", Styles.TITLE_3),
                        missing(),
                        shelf(),
                        both);
        page.getStyleClass().add("voice-page");
        var scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page");
        getChildren().add(scroll);
        takeFiles();
        addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
    }

    /// What has to be fetched before a voice can be cloned.
    private Node missing() {
        var words = new Label();
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.now(
                                                "app.window.voice.missing",
                                                String.join(
                                                        texts.language().equals("zh") ? "、" : ", ",
                                                        model.meansProperty().get().missing())),
                                model.meansProperty(),
                                texts.languageProperty()));
        HBox.setHgrow(words, Priority.ALWAYS);
        var open =
                Labels.button(
                        texts,
                        "app.window.voice.missing.library",
                        () -> ui.navigation().go("library", "GPT-SoVITS"));
        open.setId("openLibrary");
        var row = new HBox(12, words, open);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("notice");
        row.setId("voiceMissing");
        return Labels.shownWhen(
                row,
                Bindings.createBooleanBinding(
                        () ->
                                model.loadedProperty().get()
                                        && !model.meansProperty().get().clones(),
                        model.loadedProperty(),
                        model.meansProperty()));
    }

    private Node shelf() {
        var rows = new VBox(8);
        rows.setId("voices");
        var group = new ToggleGroup();
        Runnable fill =
                () ->
                        rows.getChildren()
                                .setAll(
                                        model.voices().stream()
                                                .map(voice -> voice(voice, group))
                                                .toList());
        model.voices().addListener((ListChangeListener<Voices.Voice>) _ -> fill.run());
        model.voiceProperty().subscribe(_ -> fill.run());
        texts.languageProperty().subscribe(_ -> fill.run());
        var none = Labels.of(texts, "app.window.voice.none", "what");
        Labels.shownWhen(
                none, Bindings.isEmpty(model.voices()).and(model.loadedProperty()));
        return new VBox(
                8, Labels.of(texts, "app.window.voice.shelf", "section-title"), none, rows);
    }

    private HBox voice(Voices.Voice voice, ToggleGroup group) {
        var choose = new RadioButton(voice.profile().name());
        choose.setToggleGroup(group);
        choose.setSelected(
                model.voiceProperty().get().map(Voices.Voice::id).filter(voice.id()::equals).isPresent());
        choose.setOnAction(_ -> model.voiceProperty().set(java.util.Optional.of(voice)));
        choose.setMinWidth(USE_PREF_SIZE);
        var about = new Label(about(voice.profile()));
        about.getStyleClass().add("what");
        about.setWrapText(true);
        HBox.setHgrow(about, Priority.ALWAYS);
        about.setMaxWidth(Double.MAX_VALUE);
        var row = new HBox(12, choose, about);
        if (voice.used()) {
            var badge = Labels.of(texts, "app.window.voice.used", "state-badge", "good");
            badge.setMinWidth(USE_PREF_SIZE);
            row.getChildren().add(badge);
        }
        var use =
                voice.used()
                        ? Labels.button(texts, "app.window.voice.useNone", model::useNone)
                        : Labels.button(
                                texts, "app.window.voice.use", () -> model.use(voice));
        use.getStyleClass().add("use-voice");
        var remove =
                Icons.button(texts, MaterialDesignT.TRASH_CAN_OUTLINE, "app.window.voice.remove");
        remove.getStyleClass().add("remove-voice");
        remove.setOnAction(_ -> model.remove(voice));
        row.getChildren().addAll(use, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("voice-row");
        row.setId("voice-" + voice.id());
        return row;
    }

    private String about(VoiceProfile profile) {
        return switch (profile) {
            case VoiceProfile.Cloned cloned ->
                    texts.now(
                                    "app.window.voice.about.cloned",
                                    cloned.references().size(),
                                    String.format(
                                            Locale.ROOT,
                                            "%.0f",
                                            cloned.references().getFirst().seconds()))
                            + (cloned.characterErrorRate() < 0
                                    ? ""
                                    : " · "
                                            + texts.now(
                                                    "app.window.voice.about.errors",
                                                    String.format(
                                                            Locale.ROOT,
                                                            "%.0f",
                                                            100 * cloned.characterErrorRate())));
            case VoiceProfile.Converted _ -> texts.now("app.window.voice.about.converted");
        };
    }

    private void takeFiles() {
        addEventHandler(
                DragEvent.DRAG_OVER,
                e -> {
                    if (e.getDragboard().hasFiles()) {
                        e.acceptTransferModes(TransferMode.COPY);
                        e.consume();
                    }
                });
        addEventHandler(
                DragEvent.DRAG_DROPPED,
                e -> {
                    if (e.getDragboard().hasFiles()) {
                        var files = e.getDragboard().getFiles().stream().map(File::toPath).toList();
                        model.reference().take(files.getFirst());
                        e.setDropCompleted(true);
                        e.consume();
                    }
                });
    }

    private void typed(KeyEvent e) {
        if (e.isShortcutDown() && e.getCode() == KeyCode.ENTER) {
            model.say();
            e.consume();
        }
    }
}
