package studio.likeness.app.window;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import studio.likeness.app.Settings;

/// Which tab is on the screen, and what lies over it.
final class FrameModel {
    private final Ui ui;
    private final List<Tab> work;
    private final List<Tab> house;
    private final List<Tab> all;
    private final ReadOnlyObjectWrapper<Tab> tab;
    private final BooleanProperty jobsOpen = new SimpleBooleanProperty();

    /// @param work above the line in the sidebar
    /// @param house below it
    FrameModel(Ui ui, List<Tab> work, List<Tab> house) {
        this.ui = ui;
        this.work = List.copyOf(work);
        this.house = List.copyOf(house);
        all = Stream.concat(work.stream(), house.stream()).toList();
        tab =
                new ReadOnlyObjectWrapper<>(
                        find(ui.navigation().place().tab()).orElse(all.getFirst()));
    }

    /// From now on it goes where the navigation points.
    void begin() {
        ui.navigation().placeProperty().subscribe(this::go);
    }

    List<Tab> work() {
        return work;
    }

    List<Tab> house() {
        return house;
    }

    ReadOnlyObjectProperty<Tab> tabProperty() {
        return tab.getReadOnlyProperty();
    }

    ObservableValue<Boolean> collapsed() {
        return ui.preferences().of(Settings::sidebarCollapsed);
    }

    void toggleSidebar() {
        ui.preferences().change(d -> d.sidebarCollapsed(!collapsed().getValue()));
    }

    BooleanProperty jobsOpenProperty() {
        return jobsOpen;
    }

    void toggleJobs() {
        jobsOpen.set(!jobsOpen.get());
    }

    /// @param number from 1, in the order of the sidebar; beyond it nothing happens
    void choose(int number) {
        if (number <= all.size()) {
            ui.navigation().go(all.get(number - 1).key());
        }
    }

    int number(Tab of) {
        return all.indexOf(of) + 1;
    }

    /// Puts away what lies on top, else asks the tab.
    void escape() {
        if (jobsOpen.get()) {
            jobsOpen.set(false);
        } else {
            tab.get().escape();
        }
    }

    void close() {
        all.forEach(Tab::close);
    }

    private void go(Navigation.Place place) {
        // A tab that does not work yet is not there; what points to it leads nowhere.
        find(place.tab()).ifPresent(next -> show(next, place.item()));
    }

    private void show(Tab next, String item) {
        if (!next.key().equals(tab.get().key())) {
            tab.get().hidden();
            tab.set(next);
        }
        next.shown(item);
    }

    private Optional<Tab> find(String key) {
        return all.stream().filter(t -> t.key().equals(key)).findFirst();
    }
}
