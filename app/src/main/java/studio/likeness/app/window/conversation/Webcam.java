package studio.likeness.app.window.conversation;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.camera.Cameras;
import studio.likeness.app.window.camera.Viewfinder;
import studio.likeness.models.media.Camera;

/// The user's own picture beside the persona's, as in a video call. Off until the user switches it
/// on, and whenever the conversation is not on the screen; nothing of it is kept. FX thread only.
final class Webcam implements AutoCloseable {
    private final Ui ui;
    private final Cameras cameras;
    private final Viewfinder viewfinder;
    private final ReadOnlyBooleanWrapper wanted = new ReadOnlyBooleanWrapper();
    private final ObservableList<Camera.Device> devices = FXCollections.observableArrayList();

    Webcam(Ui ui, Cameras cameras) {
        this.ui = ui;
        this.cameras = cameras;
        viewfinder =
                new Viewfinder(
                        ui.background(), ui.pulse(), cameras, Viewfinder.Watching.NOBODY);
    }

    void toggle() {
        wanted.set(!wanted.get());
        if (wanted.get()) {
            open();
            list();
        } else {
            viewfinder.close();
        }
    }

    private void open() {
        viewfinder.open(ui.preferences().get().camera(), Optional.empty());
    }

    private void list() {
        ui.background()
                .run(
                        cameras::list,
                        devices::setAll,
                        // The camera that is chosen works or says why it does not.
                        _ -> {});
    }

    /// Another camera from now on, here and in the settings.
    void choose(Camera.Device device) {
        ui.preferences().change(draft -> draft.camera(device.id()));
        if (wanted.get()) {
            open();
        }
    }

    /// The conversation is on the screen.
    void shown() {
        if (wanted.get()) {
            open();
        }
    }

    void hidden() {
        viewfinder.close();
    }

    /// Whether the user wants to be seen.
    ReadOnlyBooleanProperty wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    /// What can be chosen; filled once the camera is wanted.
    ObservableList<Camera.Device> devices() {
        return devices;
    }

    Viewfinder viewfinder() {
        return viewfinder;
    }

    @Override
    public void close() {
        viewfinder.close();
    }
}
