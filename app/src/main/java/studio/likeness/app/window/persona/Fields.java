package studio.likeness.app.window.persona;

import java.util.List;
import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.ChoiceWords;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;

/// The fields that the page of a persona and the form for a new one share.
final class Fields {
    private static final List<List<String>> LANGUAGES =
            List.of(List.of("zh", "en"), List.of("en", "zh"), List.of("zh"), List.of("en"));

    private Fields() {}

    static VBox named(Texts texts, String key, Region control) {
        control.setMaxWidth(Double.MAX_VALUE);
        return new VBox(4, Labels.above(texts, key, control), control);
    }

    static TextField line(String id, Property<String> value) {
        var field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(value);
        return field;
    }

    static TextArea text(String id, int rows, Property<String> value) {
        var field = new TextArea();
        field.setId(id);
        field.setWrapText(true);
        field.setPrefRowCount(rows);
        field.textProperty().bindBidirectional(value);
        return field;
    }

    static ComboBox<List<String>> languages(Texts texts, Property<List<String>> value) {
        var box = new ComboBox<List<String>>();
        box.getItems().setAll(LANGUAGES);
        ChoiceWords.say(
                texts,
                box,
                codes ->
                        codes.isEmpty()
                                ? ""
                                : texts.now(
                                        "app.window.persona.languages." + String.join("_", codes)));
        box.valueProperty().bindBidirectional(value);
        return box;
    }
}
