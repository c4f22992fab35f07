package studio.likeness.app.window.settings;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;

/// A titled card of rows; a row has its name and what it means on the left, its control on the
/// right.
final class Section extends VBox {
    private final Texts texts;
    private final VBox rows = new VBox();

    Section(Texts texts, String titleKey) {
        this.texts = texts;
        getStyleClass().add("section");
        var title = new Label();
        title.textProperty().bind(texts.of(titleKey));
        title.getStyleClass().add("section-title");
        rows.getStyleClass().add("rows");
        getChildren().addAll(title, rows);
    }

    /// @param key of its name; `<key>.about` says what it means
    Section row(String key, Node control) {
        var name = new Label();
        name.textProperty().bind(texts.of(key));
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        var about = new Label();
        about.textProperty().bind(texts.of(key + ".about"));
        about.getStyleClass().add("about");
        about.setWrapText(true);
        about.setMinHeight(USE_PREF_SIZE);
        var words = new VBox(name, about);
        HBox.setHgrow(words, Priority.ALWAYS);
        control.accessibleTextProperty().bind(name.textProperty());
        if (control instanceof Region region) {
            region.setMinWidth(USE_PREF_SIZE);
        }
        var row = new HBox(words, control);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("row");
        rows.getChildren().add(row);
        return this;
    }

    /// Something as wide as the section.
    Section wide(Node content) {
        rows.getChildren().add(content);
        return this;
    }
}
