package studio.likeness.app.window.library;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import studio.likeness.app.window.ChoiceWords;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.library.DropModel.Phase;
import studio.likeness.app.window.library.DropModel.Preview;
import studio.likeness.models.library.ByteCount;
import studio.likeness.models.library.Recognized;
import studio.likeness.models.library.Recognized.Fact;
import studio.likeness.models.library.WeightChoice;

/// What was dropped, as it was recognised, before anything happens to it.
final class DropPanel extends VBox {
    private static final long BILLION = 1_000_000_000;
    private static final long MILLION = 1_000_000;

    private final Texts texts;
    private final LibraryViewModel library;
    private final DropModel model;
    private final VBox cards = new VBox(12);

    DropPanel(Texts texts, LibraryViewModel library) {
        super(12);
        this.texts = texts;
        this.library = library;
        this.model = library.drop();
        var turning = new ProgressIndicator();
        turning.getStyleClass().add("looking");
        var looking = new HBox(12, turning, Labels.of(texts, "app.window.library.drop.looking"));
        looking.setAlignment(Pos.CENTER_LEFT);
        Labels.shownWhen(looking, model.phaseProperty().isEqualTo(Phase.LOOKING));
        getChildren().addAll(looking, Labels.problem(model.problemProperty()), cards);
        model.previews().addListener((ListChangeListener<Preview>) _ -> fill());
        texts.languageProperty().addListener(_ -> fill());
        Labels.shownWhen(
                this,
                Bindings.createBooleanBinding(
                        () ->
                                model.phaseProperty().get() == Phase.LOOKING
                                        || !model.previews().isEmpty()
                                        || !model.problemProperty().get().isEmpty(),
                        model.phaseProperty(),
                        model.previews(),
                        model.problemProperty()));
    }

    private void fill() {
        cards.getChildren().setAll(model.previews().stream().map(this::card).toList());
    }

    private VBox card(Preview preview) {
        var found = preview.found();
        var icon = Icons.of(Looks.icon(Item.purpose(found.kind())));
        icon.getStyleClass().add("purpose-icon");
        var words = new VBox(2);
        words.getChildren()
                .addAll(
                        sentence(String.valueOf(found.path().getFileName()), "model-name"),
                        sentence(what(texts, found), "what"));
        HBox.setHgrow(words, Priority.ALWAYS);
        var lines = new VBox(4);
        lines.getChildren().add(sentence(sizes(texts, found), "what"));
        if (found.kind() != Recognized.Kind.UNKNOWN) {
            lines.getChildren().add(line(Looks.licence(), licence(found), "licence"));
        }
        if (preview.canAdd()) {
            lines.getChildren()
                    .add(
                            line(
                                    Looks.icon(preview.fit()),
                                    preview.fit().sentence(),
                                    Looks.style(preview.fit())));
        }
        found.whyNot()
                .ifPresent(
                        why ->
                                lines.getChildren()
                                        .add(
                                                sentence(
                                                        (why.sentence() + " " + why.remedy())
                                                                .strip(),
                                                        "problem")));
        var card = new VBox(10, new HBox(10, icon, words), lines, buttons(preview));
        card.getStyleClass().addAll("model-card", "preview-card");
        return card;
    }

    private HBox buttons(Preview preview) {
        var row = new HBox(8);
        row.setAlignment(Pos.CENTER_LEFT);
        if (preview.canAdd()) {
            var weights = weights(preview);
            var add =
                    Labels.button(
                            texts,
                            "app.window.library.drop.add",
                            () -> model.add(preview, weights.getValue()),
                            Styles.ACCENT);
            add.setId("dropAdd");
            add.setDefaultButton(true);
            var name = Labels.of(texts, "app.window.library.drop.weights", "what");
            name.setMinWidth(USE_PREF_SIZE);
            name.setLabelFor(weights);
            row.getChildren().addAll(add, notNow(preview), Labels.space(), name, weights);
        } else {
            row.getChildren().add(notNow(preview));
        }
        return row;
    }

    private javafx.scene.control.Button notNow(Preview preview) {
        var no =
                Labels.button(
                        texts,
                        preview.canAdd()
                                ? "app.window.library.drop.no"
                                : "app.window.library.putAway",
                        () -> model.putAway(preview));
        no.setId("dropNo");
        return no;
    }

    private ComboBox<Optional<WeightChoice>> weights(Preview preview) {
        var choices = new ArrayList<Optional<WeightChoice>>();
        choices.add(Optional.empty());
        for (var choice : WeightChoice.values()) {
            choices.add(Optional.of(choice));
        }
        var box = new ComboBox<>(FXCollections.observableArrayList(choices));
        box.setValue(Optional.empty());
        var suiting = WeightChoice.suiting(preview.found().parameters()).word();
        ChoiceWords.say(
                texts,
                box,
                choice ->
                        choice.map(WeightChoice::word)
                                .orElseGet(
                                        () ->
                                                texts.now(
                                                        "app.window.library.drop.suiting",
                                                        suiting)));
        box.accessibleTextProperty().bind(texts.of("app.window.library.drop.weights"));
        return box;
    }

    /// "Language model · qwen2".
    static String what(Texts texts, Recognized found) {
        var kind =
                texts.now(
                        "app.window.library.kind."
                                + found.kind().name().toLowerCase(java.util.Locale.ROOT));
        return found.family().map(family -> kind + " · " + family).orElse(kind);
    }

    /// "1.2 GB on disk · 0.6 billion parameters · safetensors".
    static String sizes(Texts texts, Recognized found) {
        var all = new ArrayList<String>();
        all.add(texts.now("app.window.library.drop.onDisk", ByteCount.say(found.bytes())));
        if (found.parameters() >= BILLION / 10) {
            all.add(
                    texts.now(
                            "app.window.library.drop.billions",
                            "%.1f".formatted((double) found.parameters() / BILLION)));
        } else if (found.parameters() > 0) {
            all.add(
                    texts.now(
                            "app.window.library.drop.millions",
                            "%.1f".formatted((double) found.parameters() / MILLION)));
        }
        if (!found.container().isEmpty()) {
            all.add(found.container());
        }
        return String.join(" · ", all);
    }

    private String licence(Recognized found) {
        return found.facts().stream()
                .filter(fact -> fact.name().equals("licence"))
                .map(Fact::value)
                .findFirst()
                .map(library::terms)
                .orElseGet(
                        () ->
                                texts.now(
                                        found.licence().isPresent()
                                                ? "app.window.library.licence.file"
                                                : "app.window.library.licence.none"));
    }

    private static HBox line(Ikon icon, String text, String style) {
        var label = sentence(text, "what");
        HBox.setHgrow(label, Priority.ALWAYS);
        var line = new HBox(6, Icons.of(icon), label);
        line.getStyleClass().addAll(List.of("fact-line", style));
        return line;
    }

    private static Label sentence(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
