package studio.likeness.app.window.settings;

import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.likeness.app.Settings;
import studio.likeness.app.window.Ui;

/// Whether other programs may talk with personas and models, where, and with which token.
final class ApiModel {
    private final Ui ui;
    private final ApiDoor door;
    private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final StringProperty port = new SimpleStringProperty();

    ApiModel(Ui ui, ApiDoor door) {
        this.ui = ui;
        this.door = door;
        port.set(String.valueOf(ui.preferences().get().api().port()));
        run(() -> ui.preferences().get().api());
    }

    /// Whether it listens.
    ReadOnlyBooleanProperty onProperty() {
        return on.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// For a client's settings; empty when it does not listen.
    ReadOnlyStringProperty addressProperty() {
        return address.getReadOnlyProperty();
    }

    /// Why the last change did not happen; empty when it did.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// As it is typed.
    StringProperty portProperty() {
        return port;
    }

    void turn(boolean wanted) {
        if (wanted != on.get()) {
            run(() -> door.turn(wanted));
        }
    }

    void keepPort() {
        var typed = port.get().strip();
        if (typed.equals(String.valueOf(ui.preferences().get().api().port()))) {
            return;
        }
        int wanted = typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : 0;
        run(() -> door.port(wanted));
    }

    void renewToken() {
        run(door::renewToken);
    }

    void copyToken() {
        ui.clipboard().accept(ui.preferences().get().api().token());
        ui.toasts().done(ui.texts().now("app.window.copied"));
    }

    void copyAddress() {
        ui.clipboard().accept(address.get());
        ui.toasts().done(ui.texts().now("app.window.copied"));
    }

    private record State(Settings.Api api, String address) {}

    private void run(Callable<Settings.Api> change) {
        busy.set(true);
        ui.background()
                .run(
                        () -> new State(change.call(), now()),
                        state -> {
                            failure.set("");
                            show(state);
                        },
                        why -> {
                            failure.set(why);
                            busy.set(false);
                            // The switch goes back to where the door is.
                            on.set(!on.get());
                            on.set(!address.get().isEmpty());
                        });
    }

    private String now() {
        return door.address().map(Object::toString).orElse("");
    }

    private void show(State state) {
        address.set(state.address());
        on.set(!state.address().isEmpty());
        port.set(String.valueOf(state.api().port()));
        busy.set(false);
        if (!state.api().equals(ui.preferences().get().api())) {
            ui.preferences().change(draft -> draft.api(state.api()));
        }
    }
}
