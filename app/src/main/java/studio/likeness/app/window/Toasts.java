package studio.likeness.app.window;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What is said about things that finished elsewhere; the window shows the last three for a few
/// seconds.
public final class Toasts {
    /// @param number in the order of their coming
    /// @param action what its button says; empty for no button
    public record Toast(long number, Kind kind, String text, String action, Runnable run) {}

    public enum Kind {
        DONE,
        PROBLEM
    }

    private static final int SHOWN_AT_ONCE = 3;

    private long next;
    private final ObservableList<Toast> shown = FXCollections.observableArrayList();

    public void done(String text) {
        show(new Toast(next++, Kind.DONE, text, "", () -> {}));
    }

    public void done(String text, String action, Runnable run) {
        show(new Toast(next++, Kind.DONE, text, action, run));
    }

    public void problem(String text) {
        show(new Toast(next++, Kind.PROBLEM, text, "", () -> {}));
    }

    public void dismiss(Toast toast) {
        shown.remove(toast);
    }

    public ObservableList<Toast> shown() {
        return shown;
    }

    private void show(Toast toast) {
        if (shown.size() == SHOWN_AT_ONCE) {
            shown.removeFirst();
        }
        shown.add(toast);
    }
}
