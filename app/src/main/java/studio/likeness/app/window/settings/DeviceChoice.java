package studio.likeness.app.window.settings;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Background;
import studio.likeness.app.window.settings.Devices.Device;

/// One kind of device: those there are, and the one that is chosen. A chosen device that is
/// unplugged stays chosen.
final class DeviceChoice {
    /// Its name is in the words, because it follows the language.
    static final Device SYSTEM = new Device("default", "");

    private final Background background;
    private final Callable<List<Device>> list;
    private final ObservableList<Device> devices = FXCollections.observableArrayList(SYSTEM);
    private final ObjectProperty<Device> chosen;
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private boolean refreshing;

    /// @param list blocks
    /// @param keep stores an id in the settings
    DeviceChoice(
            Background background,
            Callable<List<Device>> list,
            String chosenId,
            Consumer<String> keep) {
        this.background = background;
        this.list = list;
        chosen = new SimpleObjectProperty<>(named(chosenId, devices));
        chosen.addListener(
                (_, _, now) -> {
                    if (!refreshing) {
                        keep.accept(now.id());
                    }
                });
    }

    ObservableList<Device> devices() {
        return devices;
    }

    ObjectProperty<Device> chosenProperty() {
        return chosen;
    }

    /// Why they could not be listed; empty when they could.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    void refresh() {
        background.run(
                list,
                found -> {
                    failure.set("");
                    show(found);
                },
                failure::set);
    }

    private void show(List<Device> found) {
        // A control that shows the list may choose another item while it changes.
        refreshing = true;
        var id = chosen.get().id();
        var all = new java.util.ArrayList<Device>();
        all.add(SYSTEM);
        found.stream().filter(d -> !d.id().equals(SYSTEM.id())).forEach(all::add);
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
