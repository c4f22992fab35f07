package studio.likeness.app.window.conversation;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.camera.MirrorView;
import studio.likeness.app.window.camera.Viewfinder.State;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.models.media.Camera;

/// The user's own picture, small and mirrored, in a corner of the stage.
final class WebcamView extends StackPane {
    private static final double WIDTH = 168;
    private static final double HEIGHT = 126;
    private static final double CORNER = 16;

    private final Ui ui;
    private final Webcam webcam;

    WebcamView(Ui ui, Webcam webcam) {
        this.ui = ui;
        this.webcam = webcam;
        setId("webcamView");
        getStyleClass().add("webcam");
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        var mirror = new MirrorView(webcam.viewfinder());
        mirror.picture().accessibleTextProperty().bind(ui.texts().of("app.window.talk.webcam"));
        var round = new Rectangle(WIDTH, HEIGHT);
        round.setArcWidth(CORNER);
        round.setArcHeight(CORNER);
        setClip(round);
        var other = devices();
        setAlignment(other, Pos.TOP_RIGHT);
        getChildren().addAll(mirror, problem(), other);
        Labels.shownWhen(this, webcam.wantedProperty());
    }

    private VBox problem() {
        var why = new Label();
        why.setWrapText(true);
        why.getStyleClass().add("webcam-problem");
        why.textProperty().bind(webcam.viewfinder().problemProperty());
        var box = new VBox(why);
        box.setAlignment(Pos.CENTER);
        return Labels.shownWhen(box, webcam.viewfinder().stateProperty().isEqualTo(State.LOST));
    }

    /// Which camera; the choice is kept.
    private MenuButton devices() {
        var menu = new MenuButton();
        menu.setId("webcamDevices");
        menu.setGraphic(Icons.of(MaterialDesignC.CAMERA_FLIP_OUTLINE));
        menu.getStyleClass().addAll("icon-button", "webcam-devices");
        menu.accessibleTextProperty().bind(ui.texts().of("app.window.talk.webcam.devices"));
        Labels.tip(ui.texts(), "app.window.talk.webcam.devices", menu);
        var none = new MenuItem();
        none.textProperty().bind(ui.texts().of("app.window.talk.webcam.none"));
        none.setDisable(true);
        webcam.devices().addListener((ListChangeListener<Camera.Device>) _ -> fill(menu, none));
        fill(menu, none);
        return menu;
    }

    private void fill(MenuButton menu, MenuItem none) {
        menu.getItems().setAll(webcam.devices().stream().map(this::item).toList());
        if (webcam.devices().isEmpty()) {
            menu.getItems().add(none);
        }
    }

    private MenuItem item(Camera.Device device) {
        var item = new MenuItem(device.name());
        item.setOnAction(_ -> webcam.choose(device));
        return item;
    }
}
