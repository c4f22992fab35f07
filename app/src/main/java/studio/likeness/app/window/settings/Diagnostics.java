package studio.likeness.app.window.settings;

import java.util.List;
import studio.likeness.app.doctor.Doctor;
import studio.likeness.app.doctor.Finding;

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

    static Diagnostics of(Doctor doctor) {
        return () ->
                doctor.examine().stream()
                        .map(f -> new Line(f.name(), status(f), f.sentence(), f.remedy()))
                        .toList();
    }

    private static Status status(Finding finding) {
        return switch (finding.status()) {
            case OK -> Status.GOOD;
            case NOTE -> Status.NOTE;
            case PROBLEM -> Status.PROBLEM;
        };
    }
}
