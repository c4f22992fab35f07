package studio.likeness.app.window.corpus;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;

/// Controls with their words, which follow the language.
public final class Labels {
    private Labels() {}

    /// Wraps where there is no room.
    public static Label of(Texts texts, String key, String... styles) {
        var label = new Label();
        label.textProperty().bind(texts.of(key));
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// Names a control for the eye and for a screen reader.
    public static Label above(Texts texts, String key, Node control) {
        var label = of(texts, key, "field-name");
        label.setLabelFor(control);
        control.accessibleTextProperty().bind(texts.of(key));
        return label;
    }

    public static Button button(Texts texts, String key, Runnable action, String... styles) {
        var button = new Button();
        button.textProperty().bind(texts.of(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        button.getStyleClass().addAll(styles);
        return button;
    }

    public static Button button(
            Texts texts, Ikon icon, String key, Runnable action, String... styles) {
        var button = button(texts, key, action, styles);
        button.setGraphic(Icons.of(icon));
        return button;
    }

    /// For a button whose words do not name its shortcut.
    public static <T extends javafx.scene.control.Control> T tip(
            Texts texts, String key, T control) {
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(texts.of(key));
        control.setTooltip(tooltip);
        return control;
    }

    public static <T extends TextInputControl> T prompt(Texts texts, String key, T field) {
        field.promptTextProperty().bind(texts.of(key));
        return field;
    }

    /// One sentence about what went wrong, beside its cause; takes no room while there is none.
    public static Label problem(ReadOnlyStringProperty sentence) {
        var label = new Label();
        label.textProperty().bind(sentence);
        label.getStyleClass().add("problem");
        label.setWrapText(true);
        shownWhen(label, sentence.isNotEmpty());
        return label;
    }

    /// A sentence that comes and goes.
    public static Label said(
            Texts texts, ReadOnlyObjectProperty<java.util.Optional<Said>> said, String... styles) {
        var label = new Label();
        label.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> said.get().map(s -> s.in(texts)).orElse(""),
                                said,
                                texts.languageProperty()));
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        shownWhen(label, label.textProperty().isNotEmpty());
        return label;
    }

    public static <T extends Node> T shownWhen(T node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(node.visibleProperty());
        return node;
    }

    /// Takes the room that is left in a row.
    public static Region space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    /// What a page says while it has nothing: what it is for, and what starts it.
    public static javafx.scene.layout.VBox emptyPage(
            Texts texts, Ikon icon, String key, List<Button> starts) {
        var picture = Icons.of(icon);
        picture.getStyleClass().add("empty-icon");
        var sentence = of(texts, key, "empty-sentence");
        var row = new HBox(8);
        row.getChildren().addAll(starts);
        row.setAlignment(javafx.geometry.Pos.CENTER);
        var page = new javafx.scene.layout.VBox(16, picture, sentence, row);
        page.setAlignment(javafx.geometry.Pos.CENTER);
        page.getStyleClass().add("empty-page");
        return page;
    }
}
