package studio.likeness.app.window.settings;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.settings.NetworkModel.Mirror;

/// Proxy and mirrors. A field is kept when Enter is pressed in it or it is left.
final class NetworkSection extends VBox {
    private final Texts texts;
    private final NetworkModel model;
    private final VBox rows = new VBox(8);

    NetworkSection(Texts texts, NetworkModel model) {
        this.texts = texts;
        this.model = model;
        var proxy = new TextField();
        proxy.setId("proxy");
        proxy.getStyleClass().add("device-choice");
        proxy.textProperty().bindBidirectional(model.proxyProperty());
        keepWhenLeft(proxy);
        var add = Labels.button(texts, "app.window.library.settings.mirrors.add", model::add);
        add.setId("add-mirror");
        var below = new VBox(8, rows, problem(model.mirrorsProblemProperty()));
        below.getStyleClass().add("row-below");
        model.mirrors().addListener((ListChangeListener<Mirror>) _ -> fill());
        fill();
        getChildren()
                .add(
                        new Section(texts, "app.window.library.settings.network")
                                .row("app.window.library.settings.proxy", proxy)
                                .wide(problem(model.proxyProblemProperty()))
                                .row("app.window.library.settings.mirrors", add)
                                .wide(below));
    }

    private static Label problem(ReadOnlyStringProperty text) {
        var problem = new Label();
        problem.getStyleClass().add("inline-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.textProperty().bind(text);
        return Labels.shownWhen(problem, text.isNotEmpty());
    }

    private void keepWhenLeft(TextField field) {
        field.setOnAction(_ -> model.keep());
        field.focusedProperty()
                .addListener(
                        (_, _, focused) -> {
                            if (!focused) {
                                model.keep();
                            }
                        });
    }

    private void fill() {
        rows.getChildren().setAll(model.mirrors().stream().map(this::row).toList());
    }

    private HBox row(Mirror mirror) {
        var from = new TextField();
        from.getStyleClass().add("mirror-from");
        from.textProperty().bindBidirectional(mirror.fromProperty());
        Labels.prompt(texts, "app.window.library.settings.mirrors.from", from);
        from.accessibleTextProperty().bind(texts.of("app.window.library.settings.mirrors.from"));
        var to = new TextField();
        to.getStyleClass().add("mirror-to");
        to.textProperty().bindBidirectional(mirror.toProperty());
        to.accessibleTextProperty().bind(texts.of("app.window.library.settings.mirrors.to"));
        keepWhenLeft(from);
        keepWhenLeft(to);
        HBox.setHgrow(from, Priority.ALWAYS);
        HBox.setHgrow(to, Priority.ALWAYS);
        var ask = Labels.of(texts, "app.window.library.settings.mirrors.to");
        ask.setMinWidth(USE_PREF_SIZE);
        var remove =
                Icons.button(
                        texts, MaterialDesignC.CLOSE, "app.window.library.settings.mirrors.remove");
        remove.setOnAction(_ -> model.remove(mirror));
        var row = new HBox(8, from, ask, to, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
