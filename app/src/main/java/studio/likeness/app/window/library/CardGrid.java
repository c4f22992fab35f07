package studio.likeness.app.window.library;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Cards in as many equal columns as there is room for; cards of a row are equally high.
final class CardGrid extends GridPane {
    /// So many letters make the narrowest column; the font tells how large the user wants things.
    private static final double COLUMN = 21;

    private static final double GAP_PX = 16;

    private final Label ruler = new Label();
    private List<? extends Node> cards = List.of();
    private int columns;

    CardGrid() {
        getStyleClass().add("card-grid");
        setHgap(GAP_PX);
        setVgap(GAP_PX);
        ruler.setManaged(false);
        ruler.setVisible(false);
        getChildren().add(ruler);
        widthProperty().addListener(_ -> arrange());
        ruler.fontProperty().addListener(_ -> arrange());
    }

    void show(List<? extends Node> wanted) {
        cards = List.copyOf(wanted);
        columns = 0;
        arrange();
    }

    private void arrange() {
        double column = COLUMN * ruler.getFont().getSize() + GAP_PX;
        int fitting = Math.max(1, (int) ((getWidth() + GAP_PX) / column));
        if (fitting == columns) {
            return;
        }
        columns = fitting;
        // The ruler stays: taken away, it would lose its font, and that would come back here.
        getChildren().retainAll(List.of(ruler));
        getColumnConstraints().clear();
        for (int i = 0; i < columns; i++) {
            var each = new ColumnConstraints();
            each.setPercentWidth(100.0 / columns);
            each.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(each);
        }
        for (int i = 0; i < cards.size(); i++) {
            var card = cards.get(i);
            setValignment(card, VPos.TOP);
            setFillHeight(card, true);
            add(card, i % columns, i / columns);
        }
    }
}
