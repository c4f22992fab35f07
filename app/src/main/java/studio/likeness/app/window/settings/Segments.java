package studio.likeness.app.window.settings;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import studio.likeness.app.window.Texts;

/// A choice between a few values that are all seen.
public final class Segments extends HBox {
    public Segments(
            Texts texts,
            String keyPrefix,
            List<String> values,
            ObservableValue<String> chosen,
            Consumer<String> choose) {
        getStyleClass().add("segments");
        var group = new ToggleGroup();
        for (var value : values) {
            var button = new ToggleButton();
            button.setId(keyPrefix.substring(keyPrefix.lastIndexOf('.') + 1) + "-" + value);
            button.textProperty().bind(texts.of(keyPrefix + "." + value));
            button.setToggleGroup(group);
            button.setMinWidth(USE_PREF_SIZE);
            button.getStyleClass().add(place(values, value));
            button.setOnAction(
                    _ -> {
                        // Of a choice, one is always chosen.
                        button.setSelected(true);
                        choose.accept(value);
                    });
            chosen.subscribe(now -> button.setSelected(now.equals(value)));
            getChildren().add(button);
        }
    }

    private static String place(List<String> values, String value) {
        if (value.equals(values.getFirst())) {
            return "left-pill";
        }
        return value.equals(values.getLast()) ? "right-pill" : "center-pill";
    }
}
