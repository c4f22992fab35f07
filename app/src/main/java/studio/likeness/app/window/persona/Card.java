package studio.likeness.app.window.persona;

import javafx.scene.Node;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;

/// A framed part of the page with its title.
final class Card extends VBox {
    Card(Texts texts, String title, Node... content) {
        getStyleClass().add("persona-card");
        getChildren().add(Labels.of(texts, title, "card-title"));
        getChildren().addAll(content);
    }
}
