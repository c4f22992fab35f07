package studio.likeness.app.window;

import atlantafx.base.controls.ModalPane;
import java.util.Optional;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The overlay on AtlantaFX's modal pane. While it is open the keyboard stays in it; afterwards it
/// is back where it was.
final class ModalOverlay implements Overlay {
    private final ModalPane pane = new ModalPane();
    private final Function<Node, Animation> moveIn = pane.getInTransitionFactory();
    private final Texts texts;
    private final Preferences preferences;
    private Optional<Node> before = Optional.empty();

    ModalOverlay(Texts texts, Preferences preferences) {
        this.texts = texts;
        this.preferences = preferences;
        pane.setId("overlay");
        pane.setAlignment(Pos.CENTER);
        // Closed, the pane would keep its content behind the page, where the keyboard finds it.
        pane.visibleProperty().bind(pane.displayProperty());
        pane.displayProperty().subscribe(this::focus);
        pane.sceneProperty()
                .flatMap(scene -> scene.focusOwnerProperty())
                .subscribe(owner -> keepInside(Optional.ofNullable(owner)));
    }

    private void motion() {
        boolean still = preferences.still();
        pane.setInTransitionFactory(still ? null : moveIn);
        pane.setOutTransitionFactory(null);
    }

    Node node() {
        return pane;
    }

    boolean open() {
        return pane.isDisplay();
    }

    @Override
    public void ask(Question question, Runnable yes) {
        var title = new Label(question.title());
        title.getStyleClass().add("title-4");
        title.setWrapText(true);
        var text = new Label(question.text());
        text.setWrapText(true);
        text.setMinHeight(Label.USE_PREF_SIZE);
        var verb = new Button(question.verb());
        verb.setId("overlay-verb");
        verb.getStyleClass().add("danger");
        verb.setMinWidth(Button.USE_PREF_SIZE);
        verb.setOnAction(
                _ -> {
                    hide();
                    yes.run();
                });
        var cancel = new Button();
        cancel.setId("overlay-cancel");
        cancel.textProperty().bind(texts.of("app.window.cancel"));
        cancel.setCancelButton(true);
        cancel.setMinWidth(Button.USE_PREF_SIZE);
        cancel.setOnAction(_ -> hide());
        var buttons = new HBox(cancel, verb);
        buttons.getStyleClass().add("dialog-buttons");
        var box = new VBox(title, text, buttons);
        box.getStyleClass().add("question");
        show(box);
    }

    @Override
    public void show(Node form) {
        motion();
        var card = new StackPane(form);
        card.getStyleClass().add("dialog");
        card.setMaxSize(StackPane.USE_PREF_SIZE, StackPane.USE_PREF_SIZE);
        pane.show(card);
    }

    @Override
    public void showFull(Node page) {
        motion();
        pane.setPersistent(true);
        pane.show(page);
    }

    @Override
    public void hide() {
        pane.hide();
    }

    private void focus(boolean open) {
        if (pane.getScene() == null) {
            return;
        }
        if (open) {
            before = Optional.ofNullable(pane.getScene().getFocusOwner());
            firstIn(pane).ifPresent(Node::requestFocus);
        } else {
            pane.setPersistent(false);
            before.ifPresent(Node::requestFocus);
        }
    }

    private void keepInside(Optional<Node> owner) {
        if (pane.isDisplay() && owner.filter(node -> !inside(node)).isPresent()) {
            firstIn(pane).ifPresent(Node::requestFocus);
        }
    }

    private boolean inside(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (pane.equals(at)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Node> firstIn(Parent parent) {
        for (var child : parent.getChildrenUnmodifiable()) {
            if (child.isFocusTraversable() && !child.isDisabled() && child.isVisible()) {
                return Optional.of(child);
            }
            if (child instanceof Parent below) {
                var found = firstIn(below);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
