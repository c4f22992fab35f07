package studio.likeness.app.window.settings;

import atlantafx.base.controls.ToggleSwitch;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;

/// The door for other programs: a switch, a port, and a token to copy.
final class ApiSection extends VBox {
    private static final int PORT_COLUMNS = 6;

    private final Texts texts;
    private final ApiModel model;

    ApiSection(Texts texts, ApiModel model) {
        this.texts = texts;
        this.model = model;
        var failure = new Label();
        failure.getStyleClass().add("inline-problem");
        failure.setWrapText(true);
        failure.setMinHeight(USE_PREF_SIZE);
        failure.textProperty().bind(model.failureProperty());
        failure.visibleProperty().bind(failure.textProperty().isNotEmpty());
        failure.managedProperty().bind(failure.visibleProperty());
        getChildren()
                .add(
                        new Section(texts, "app.window.api.title")
                                .row("app.window.api.on", power())
                                .wide(failure)
                                .row("app.window.api.address", address())
                                .row("app.window.api.port", port())
                                .row("app.window.api.token", token()));
    }

    private ToggleSwitch power() {
        var power = new ToggleSwitch();
        power.setId("api-switch");
        power.disableProperty().bind(model.busyProperty());
        model.onProperty().subscribe(power::setSelected);
        power.selectedProperty().addListener((_, _, wanted) -> model.turn(wanted));
        return power;
    }

    private HBox address() {
        var address = new Label();
        address.setId("api-address");
        address.getStyleClass().add("path");
        address.textProperty().bind(model.addressProperty());
        var copy = button("api-copy-address", "app.window.api.copy", model::copyAddress);
        copy.disableProperty().bind(model.addressProperty().isEmpty());
        return buttons(address, copy);
    }

    private TextField port() {
        var port = new TextField();
        port.setId("api-port");
        port.setPrefColumnCount(PORT_COLUMNS);
        port.textProperty().bindBidirectional(model.portProperty());
        port.disableProperty().bind(model.busyProperty());
        port.setOnAction(_ -> model.keepPort());
        port.focusedProperty()
                .addListener(
                        (_, _, focused) -> {
                            if (!focused) {
                                model.keepPort();
                            }
                        });
        return port;
    }

    private HBox token() {
        var copy = button("api-copy-token", "app.window.api.copy", model::copyToken);
        copy.disableProperty().bind(model.onProperty().not());
        var renew = button("api-renew-token", "app.window.api.renew", model::renewToken);
        renew.disableProperty().bind(model.busyProperty());
        return buttons(copy, renew);
    }

    private Button button(String id, String key, Runnable run) {
        var button = new Button();
        button.setId(id);
        button.textProperty().bind(texts.of(key));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> run.run());
        return button;
    }

    private static HBox buttons(Node... nodes) {
        var row = new HBox(nodes);
        row.getStyleClass().add("buttons");
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }
}
