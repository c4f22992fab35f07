package studio.likeness.app.window.voice;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.voice.profile.VoiceProfile;

/// The voices that are there, and what has to be fetched before one can be cloned.
final class ShelfView extends VBox {
    private final Ui ui;
    private final Texts texts;
    private final ShelfModel model;

    ShelfView(Ui ui, ShelfModel model) {
        super(16);
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        getChildren().addAll(missing(), shelf(), Labels.problem(model.problemProperty()));
    }

    private Node missing() {
        var words = new Label();
        words.setWrapText(true);
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
        words.setMaxWidth(Double.MAX_VALUE);
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
                        () -> model.loadedProperty().get() && !model.meansProperty().get().clones(),
                        model.loadedProperty(),
                        model.meansProperty()));
    }

    private Node shelf() {
        var rows = new VBox(8);
        rows.setId("voices");
        Runnable fill =
                () -> {
                    var group = new ToggleGroup();
                    rows.getChildren()
                            .setAll(model.voices().stream().map(v -> voice(v, group)).toList());
                };
        model.voices().addListener((ListChangeListener<Voices.Voice>) _ -> fill.run());
        texts.languageProperty().subscribe(_ -> fill.run());
        var none = Labels.of(texts, "app.window.voice.none", "what");
        Labels.shownWhen(none, Bindings.isEmpty(model.voices()).and(model.loadedProperty()));
        return new VBox(8, Labels.of(texts, "app.window.voice.shelf", "section-title"), none, rows);
    }

    private HBox voice(Voices.Voice voice, ToggleGroup group) {
        var choose = new RadioButton(voice.profile().name());
        choose.setToggleGroup(group);
        choose.setSelected(isChosen(voice));
        choose.setOnAction(_ -> model.voiceProperty().set(Optional.of(voice)));
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
                        : Labels.button(texts, "app.window.voice.use", () -> model.use(voice));
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

    private boolean isChosen(Voices.Voice voice) {
        return model.voiceProperty()
                .get()
                .map(Voices.Voice::id)
                .filter(voice.id()::equals)
                .isPresent();
    }

    private String about(VoiceProfile profile) {
        return switch (profile) {
            case VoiceProfile.Cloned cloned -> {
                var said =
                        texts.now(
                                "app.window.voice.about.cloned",
                                String.format(
                                        Locale.ROOT,
                                        "%.0f",
                                        cloned.references().getFirst().seconds()),
                                texts.now(
                                        "app.window.voice.mood."
                                                + mood(cloned.references().getFirst().mood())));
                yield cloned.characterErrorRate() < 0
                        ? said
                        : said
                                + " · "
                                + texts.now(
                                        "app.window.voice.about.errors",
                                        String.format(
                                                Locale.ROOT,
                                                "%.0f",
                                                100 * cloned.characterErrorRate()));
            }
            case VoiceProfile.Converted _ -> texts.now("app.window.voice.about.converted");
        };
    }

    /// People may have called it what they liked.
    private static String mood(String mood) {
        return CloneModel.MOODS.contains(mood) ? mood : CloneModel.MOODS.getFirst();
    }
}
