package studio.likeness.app.window;

import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.likeness.app.window.Toasts.Toast;

/// Toasts in the upper right corner, where they cover no control one is about to use; each leaves
/// by itself, but not while the pointer is on it.
final class ToastStack extends VBox {
    private static final Duration STAYS = Duration.seconds(7);

    private final Toasts toasts;
    private final Texts texts;
    private final Map<Toast, Node> nodes = new HashMap<>();

    ToastStack(Toasts toasts, Texts texts) {
        this.toasts = toasts;
        this.texts = texts;
        getStyleClass().add("toasts");
        setPickOnBounds(false);
        setAlignment(Pos.TOP_RIGHT);
        toasts.shown().addListener((ListChangeListener<Toast>) this::follow);
        toasts.shown().forEach(this::add);
    }

    private void follow(ListChangeListener.Change<? extends Toast> change) {
        while (change.next()) {
            change.getRemoved().forEach(gone -> getChildren().remove(nodes.remove(gone)));
            change.getAddedSubList().forEach(this::add);
        }
    }

    private void add(Toast toast) {
        var icon =
                Icons.of(
                        switch (toast.kind()) {
                            case DONE -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
                            case PROBLEM -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
                        });
        icon.getStyleClass().add(toast.kind() == Toasts.Kind.DONE ? "success" : "danger");
        var words = new Label(toast.text());
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        var box = new HBox(icon, words);
        if (!toast.action().isEmpty()) {
            var act = new Button(toast.action());
            act.getStyleClass().add("flat-accent");
            act.setMinWidth(USE_PREF_SIZE);
            act.setOnAction(_ -> act(toast));
            box.getChildren().add(act);
        }
        var close = Icons.button(texts, MaterialDesignC.CLOSE, "app.window.toast.close");
        close.setOnAction(_ -> toasts.dismiss(toast));
        box.getChildren().add(close);
        box.getStyleClass().add("toast");
        var leaving = new PauseTransition(STAYS);
        leaving.setOnFinished(_ -> toasts.dismiss(toast));
        box.hoverProperty()
                .subscribe(
                        on -> {
                            if (on) {
                                leaving.stop();
                            } else {
                                leaving.playFromStart();
                            }
                        });
        nodes.put(toast, box);
        getChildren().add(box);
    }

    private void act(Toast toast) {
        toasts.dismiss(toast);
        toast.run().run();
    }
}
