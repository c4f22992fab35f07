package studio.likeness.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The system's dialogs without a system.
///
/// @param chosen what the next one gives; empty is a user who cancels
/// @param revealed is told what would be shown in the file manager
record ChosenFiles(Supplier<List<Path>> chosen, Consumer<Path> revealed) implements FileChoosers {
    @Override
    public void open(String title, List<Filter> filters, Consumer<List<Path>> then) {
        if (!chosen.get().isEmpty()) {
            then.accept(chosen.get());
        }
    }

    @Override
    public void save(
            String title, String suggestedName, List<Filter> filters, Consumer<Path> then) {
        chosen.get().stream().findFirst().ifPresent(then);
    }

    @Override
    public void folder(String title, Consumer<Path> then) {
        chosen.get().stream().findFirst().ifPresent(then);
    }

    @Override
    public void reveal(Path path) {
        revealed.accept(path);
    }
}
