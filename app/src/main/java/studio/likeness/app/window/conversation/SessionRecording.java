package studio.likeness.app.window.conversation;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.likeness.app.window.Ui;

/// Whether the talk is being recorded to a file, and the way there and back. FX thread only.
final class SessionRecording {
    enum State {
        OFF,
        STARTING,
        ON,
        SAVING
    }

    private final Ui ui;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OFF);

    SessionRecording(Ui ui) {
        this.ui = ui;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    void toggle(Talk talk) {
        switch (state.get()) {
            case OFF -> start(talk);
            case ON -> stop(talk);
            case STARTING, SAVING -> {
                // It is on its way already.
            }
        }
    }

    /// The talk it belonged to is over.
    void forget() {
        state.set(State.OFF);
    }

    private void start(Talk talk) {
        state.set(State.STARTING);
        ui.background()
                .run(
                        () -> {
                            talk.startRecording();
                            return true;
                        },
                        _ -> state.set(State.ON),
                        this::failed);
    }

    private void stop(Talk talk) {
        state.set(State.SAVING);
        ui.background().run(talk::stopRecording, this::saved, this::failed);
    }

    private void saved(Optional<Path> file) {
        state.set(State.OFF);
        file.ifPresent(this::tell);
    }

    private void tell(Path path) {
        ui.toasts()
                .done(
                        ui.texts().now("app.window.talk.saved", path.getFileName()),
                        ui.texts().now("app.window.show"),
                        () -> ui.files().reveal(path));
    }

    private void failed(String why) {
        state.set(State.OFF);
        ui.toasts().problem(why);
    }
}
