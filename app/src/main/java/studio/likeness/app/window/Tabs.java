package studio.likeness.app.window;

import java.util.List;
import studio.likeness.app.Studio;

/// The window's tabs, in the order of the work. A tab that does not work yet is not here.
final class Tabs {
    private Tabs() {}

    /// Above the line in the sidebar.
    static List<Tab> work(Ui ui, Studio studio) {
        return List.of();
    }

    /// Below the line.
    static List<Tab> house(Ui ui, Studio studio) {
        return List.of();
    }
}
