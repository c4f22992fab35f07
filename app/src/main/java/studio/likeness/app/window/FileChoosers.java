package studio.likeness.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Asks for files; an interface, because there is no chooser where there is no display. Nothing is
/// called when the user cancels.
public interface FileChoosers {
    /// @param name for people, for example "Persona"
    /// @param patterns for example `*.likeness`
    record Filter(String name, List<String> patterns) {}

    void open(String title, List<Filter> filters, Consumer<List<Path>> then);

    void save(String title, String suggestedName, List<Filter> filters, Consumer<Path> then);

    void folder(String title, Consumer<Path> then);

    /// Shows a file or folder in the system's file manager.
    void reveal(Path path);
}
