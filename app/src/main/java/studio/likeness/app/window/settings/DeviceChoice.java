package studio.likeness.app.window.settings;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.ChosenDevice;
import studio.likeness.app.window.Background;
import studio.likeness.app.window.settings.Devices.Device;

/// One kind of device: those there are, and the one that is chosen. A chosen device that is
/// unplugged stays chosen.
final class DeviceChoice {
    /// Always there. Its name is in the words, because it follows the language.
    static final Device SYSTEM = new Device("default", "");

    /// Likewise, where models run.
    static final Device PROCESSOR = new Device(ChosenDevice.PROCESSOR, "");

    private final Background background;
    private final Source source;
    private final ObservableList<Device> devices;
    private final ObjectProperty<Device> chosen;
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private boolean refreshing;

    /// Where devices come from.
    ///
    /// @param always the one that needs no looking for
    /// @param list the others; blocks
    /// @param problem why one cannot be used, by its id; empty when it can; blocks
    record Source(Device always, Callable<List<Device>> list, UnaryOperator<String> problem) {
        /// Of devices that are tried when they are used.
        static Source of(Callable<List<Device>> list) {
            return new Source(SYSTEM, list, _ -> "");
        }
    }

    /// @param keep stores an id in the settings
    DeviceChoice(Background background, Source source, String chosenId, Consumer<String> keep) {
        this.background = background;
        this.source = source;
        devices = FXCollections.observableArrayList(source.always());
        chosen = new SimpleObjectProperty<>(named(chosenId, devices));
        chosen.addListener(
                (_, _, now) -> {
                    if (!refreshing) {
                        keep.accept(now.id());
                        check(now);
                    }
                });
    }

    ObservableList<Device> devices() {
        return devices;
    }

    ObjectProperty<Device> chosenProperty() {
        return chosen;
    }

    /// Why they could not be listed, or the one chosen cannot be used; empty when they could.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    void refresh() {
        background.run(
                source.list(),
                found -> {
                    failure.set("");
                    show(found);
                    check(chosen.get());
                },
                failure::set);
    }

    private void check(Device device) {
        background.run(
                () -> source.problem().apply(device.id()),
                why -> {
                    if (chosen.get().id().equals(device.id())) {
                        failure.set(why);
                    }
                },
                failure::set);
    }

    private void show(List<Device> found) {
        // A control that shows the list may choose another item while it changes.
        refreshing = true;
        var id = chosen.get().id();
        var all = new java.util.ArrayList<Device>();
        all.add(source.always());
        found.stream().filter(d -> !d.id().equals(source.always().id())).forEach(all::add);
        var now = named(id, all);
        if (!all.contains(now)) {
            all.add(now);
        }
        devices.setAll(all);
        chosen.set(now);
        refreshing = false;
    }

    private static Device named(String id, List<Device> among) {
        return among.stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .orElseGet(() -> new Device(id, id));
    }
}
