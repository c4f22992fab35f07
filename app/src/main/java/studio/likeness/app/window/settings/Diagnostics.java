package studio.likeness.app.window.settings;

import java.util.List;

/// Looks over the machine. Called in the background; may take seconds.
@FunctionalInterface
public interface Diagnostics {
    /// How a thing is.
    enum Status {
        GOOD,
        /// Works, but something is missing or slow.
        NOTE,
        PROBLEM
    }

    /// @param name of what was looked at, for people
    /// @param sentence what was found
    /// @param remedy what to do; empty when nothing
    record Line(String name, Status status, String sentence, String remedy) {}

    List<Line> run();

    /// Looks at nothing; the settings then leave the section out.
    static Diagnostics none() {
        return List::of;
    }
}
