package studio.likeness.app.window.persona;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.persona.NumbersModel.Dial;

/// How tokens are drawn, folded away until somebody wants to know.
final class NumbersPane {
    private static final double FIELD_EM = 7;

    private NumbersPane() {}

    static Node of(Texts texts, BrainModel model) {
        var numbers = model.numbers();
        var grid = new GridPane(12, 8);
        for (var number : Dial.values()) {
            grid.addRow(grid.getRowCount(), row(texts, numbers, number));
        }
        var use =
                Labels.button(
                        texts, "app.window.persona.numbers.use", model::useNumbers, Styles.SMALL);
        use.setId("useNumbers");
        use.disableProperty()
                .bind(
                        numbers.changedProperty()
                                .not()
                                .or(
                                        javafx.beans.binding.Bindings.createBooleanBinding(
                                                () -> numbers.problemProperty().get().isPresent(),
                                                numbers.problemProperty())));
        var reset =
                Labels.button(
                        texts,
                        "app.window.persona.numbers.reset",
                        model::resetNumbers,
                        Styles.SMALL);
        reset.setId("resetNumbers");
        var pane =
                new TitledPane(
                        "",
                        new VBox(
                                12,
                                grid,
                                Labels.said(texts, numbers.problemProperty(), "problem"),
                                new HBox(8, use, reset)));
        pane.setId("numbers");
        pane.textProperty().bind(texts.of("app.window.persona.numbers"));
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.getStyleClass().addAll(Styles.DENSE, "numbers");
        return pane;
    }

    private static Node[] row(Texts texts, NumbersModel numbers, Dial number) {
        var field = new TextField();
        field.setId("number-" + number.name().toLowerCase(Locale.ROOT));
        field.setPrefColumnCount((int) FIELD_EM);
        field.setMinWidth(TextField.USE_PREF_SIZE);
        field.textProperty().bindBidirectional(numbers.field(number));
        var name = Labels.above(texts, number.key(), field);
        name.setMinWidth(Label.USE_PREF_SIZE);
        var about = Labels.of(texts, number.key() + ".about", "muted");
        GridPane.setHgrow(about, Priority.ALWAYS);
        return new Node[] {name, field, about};
    }
}
