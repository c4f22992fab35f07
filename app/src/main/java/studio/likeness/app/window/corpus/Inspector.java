package studio.likeness.app.window.corpus;

import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import studio.likeness.app.window.ChoiceWords;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.SoundPanel;
import studio.likeness.corpus.store.Document;

/// One row in full: its sound, its words, where it comes from.
final class Inspector extends VBox {

    private final Texts texts;
    private final AnswerEditor model;
    private final VBox wordings = new VBox(4);
    private final TextArea reply = new TextArea();
    private final VBox passages = new VBox(12);

    /// @param close puts the inspector away
    Inspector(Ui ui, AnswerEditor model, Runnable close) {
        this.texts = ui.texts();
        this.model = model;
        getStyleClass().add("inspector");
        setId("inspector");
        var answer = Labels.shownWhen(answer(ui), isAnswer());
        var document = Labels.shownWhen(document(), isAnswer().not());
        var content = new VBox(16, answer, document, provenance());
        content.getStyleClass().add("inspector-content");
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head(close), scroll, saving());
        model.wordings().addListener((ListChangeListener<StringProperty>) this::wordingsChanged);
        model.shownProperty().subscribe(this::showPassages);
    }

    /// Brings the caret to the reply.
    void edit() {
        reply.requestFocus();
        reply.end();
    }

    private javafx.beans.binding.BooleanBinding isAnswer() {
        return Bindings.createBooleanBinding(
                () -> !(model.shownProperty().get().orElse(null) instanceof Row.Written),
                model.shownProperty());
    }

    private HBox head(Runnable close) {
        var badge = new Label();
        model.shownProperty().subscribe(row -> dress(badge, row));
        badge.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.shownProperty().get().map(this::badge).orElse(""),
                                model.shownProperty(),
                                texts.languageProperty()));
        var away = Icons.button(texts, MaterialDesignC.CLOSE, "app.window.corpus.inspector.close");
        away.setOnAction(_ -> close.run());
        var head = new HBox(8, badge, Labels.space(), away);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("inspector-head");
        return head;
    }

    private static void dress(Label badge, Optional<Row> row) {
        var media = row.flatMap(Row::recording);
        badge.getStyleClass().setAll("label", media.isPresent() ? "source-badge" : "plain-badge");
    }

    private String badge(Row row) {
        var media = row.recording();
        if (row instanceof Row.Written) {
            return texts.now("app.window.corpus.badge.document");
        }
        if (media.isEmpty()) {
            return texts.now("app.window.corpus.badge.text");
        }
        var day = row.date().map(date -> " · " + date).orElse("");
        return media.get().synthetic()
                ? texts.now("app.window.corpus.badge.synthetic")
                : texts.now("app.window.corpus.badge.recorded") + day;
    }

    private VBox answer(Ui ui) {
        var sound = new SoundPanel(texts, ui.pulse(), model.waveform());
        Labels.shownWhen(
                sound,
                Bindings.createBooleanBinding(
                        () -> model.shownProperty().get().flatMap(Row::recording).isPresent(),
                        model.shownProperty()));
        var add =
                Labels.button(
                        texts,
                        MaterialDesignP.PLUS,
                        "app.window.corpus.edit.addWording",
                        this::addWording,
                        Styles.FLAT,
                        Styles.SMALL);
        add.setId("addWording");
        reply.setId("reply");
        reply.setWrapText(true);
        reply.setPrefRowCount(6);
        reply.textProperty().bindBidirectional(model.replyProperty());
        return new VBox(
                16,
                sound,
                new VBox(
                        4,
                        Labels.of(texts, "app.window.corpus.edit.wordings", "field-name"),
                        wordings,
                        add),
                field("app.window.corpus.edit.reply", reply),
                new HBox(
                        8,
                        grow(field("app.window.corpus.edit.language", language())),
                        grow(field("app.window.corpus.edit.topic", topic()))),
                field("app.window.corpus.edit.date", date()));
    }

    private static <T extends javafx.scene.Node> T grow(T node) {
        HBox.setHgrow(node, Priority.ALWAYS);
        return node;
    }

    private VBox field(String key, javafx.scene.layout.Region control) {
        control.setMaxWidth(Double.MAX_VALUE);
        return new VBox(4, Labels.above(texts, key, control), control);
    }

    private ComboBox<String> language() {
        var box = new ComboBox<String>();
        box.getItems().setAll("zh", "en");
        box.setMinWidth(USE_PREF_SIZE);
        ChoiceWords.say(texts, box, code -> texts.now("app.window.corpus.language." + code));
        box.valueProperty().bindBidirectional(model.languageProperty());
        return box;
    }

    private TextField topic() {
        var field = new TextField();
        field.setId("topic");
        field.setMinWidth(0);
        field.textProperty().bindBidirectional(model.topicProperty());
        return field;
    }

    private DatePicker date() {
        var picker = new DatePicker();
        picker.valueProperty().bindBidirectional(model.dateProperty());
        return picker;
    }

    private void addWording() {
        model.addWording();
        wordings.getChildren().getLast().requestFocus();
    }

    /// Only a line more or less builds the lines anew; typing in one does not.
    private void wordingsChanged(ListChangeListener.Change<? extends StringProperty> change) {
        boolean otherLines = false;
        while (change.next()) {
            otherLines |= !change.wasUpdated();
        }
        if (otherLines) {
            wordings.getChildren().setAll(model.wordings().stream().map(this::line).toList());
        }
    }

    private HBox line(StringProperty text) {
        var field = new TextField();
        field.textProperty().bindBidirectional(text);
        field.accessibleTextProperty().bind(texts.of("app.window.corpus.edit.wording"));
        HBox.setHgrow(field, Priority.ALWAYS);
        var remove =
                Icons.button(texts, MaterialDesignC.CLOSE, "app.window.corpus.edit.removeWording");
        remove.setOnAction(_ -> model.removeWording(model.wordings().indexOf(text)));
        remove.setDisable(model.wordings().size() == 1);
        var line = new HBox(4, field, remove);
        line.focusedProperty()
                .subscribe(
                        focused -> {
                            if (focused) {
                                field.requestFocus();
                            }
                        });
        return line;
    }

    private VBox document() {
        var title = new Label();
        title.getStyleClass().add(Styles.TITLE_4);
        title.setWrapText(true);
        title.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.shownProperty().get().map(Row::question).orElse(""),
                                model.shownProperty()));
        return new VBox(12, title, passages);
    }

    private void showPassages(Optional<Row> row) {
        passages.getChildren()
                .setAll(
                        row
                                .map(r -> r instanceof Row.Written(var d) ? d.passages() : null)
                                .orElse(List.<Document.Passage>of())
                                .stream()
                                .map(Document.Passage::text)
                                .map(Inspector::paragraph)
                                .toList());
    }

    private static Label paragraph(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        return label;
    }

    private Label provenance() {
        var label = new Label();
        label.setWrapText(true);
        label.getStyleClass().add("provenance");
        label.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.shownProperty().get().map(this::origin).orElse(""),
                                model.shownProperty(),
                                texts.languageProperty()));
        return label;
    }

    private String origin(Row row) {
        var from = row.provenance();
        var moment =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(texts.languageProperty().get())
                        .format(from.at().atZone(ZoneId.systemDefault()));
        return texts.now("app.window.corpus.provenance", from.origin(), moment, from.by());
    }

    private VBox saving() {
        var save = Labels.button(texts, "app.window.corpus.edit.save", model::save, Styles.ACCENT);
        save.setId("saveAnswer");
        Labels.tip(texts, "app.window.corpus.edit.save.tip", save);
        var revert = Labels.button(texts, "app.window.corpus.edit.revert", model::revert);
        var buttons = Labels.shownWhen(new HBox(8, save, revert), model.changedProperty());
        var foot = new VBox(8, Labels.problem(model.problemProperty()), buttons);
        foot.getStyleClass().add("inspector-foot");
        return foot;
    }
}
