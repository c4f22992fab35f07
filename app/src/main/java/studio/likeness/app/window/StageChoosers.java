package studio.likeness.app.window;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.HostServices;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The system's own choosers over a stage.
final class StageChoosers implements FileChoosers {
    private final Stage stage;
    private final HostServices services;

    StageChoosers(Stage stage, HostServices services) {
        this.stage = stage;
        this.services = services;
    }

    @Override
    public void open(String title, List<Filter> filters, Consumer<List<Path>> then) {
        @Nullable List<File> chosen = chooser(title, filters).showOpenMultipleDialog(stage);
        if (chosen != null) {
            then.accept(chosen.stream().map(File::toPath).toList());
        }
    }

    @Override
    public void save(
            String title, String suggestedName, List<Filter> filters, Consumer<Path> then) {
        var chooser = chooser(title, filters);
        chooser.setInitialFileName(suggestedName);
        pass(chooser.showSaveDialog(stage), then);
    }

    @Override
    public void folder(String title, Consumer<Path> then) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        pass(chooser.showDialog(stage), then);
    }

    private static void pass(@Nullable File chosen, Consumer<Path> then) {
        if (chosen != null) {
            then.accept(chosen.toPath());
        }
    }

    private static FileChooser chooser(String title, List<Filter> filters) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        filters.forEach(
                f ->
                        chooser.getExtensionFilters()
                                .add(new ExtensionFilter(f.name(), f.patterns())));
        return chooser;
    }

    /// Opens the folder; JavaFX has no door to a file within it.
    @Override
    public void reveal(Path path) {
        var folder = Files.isDirectory(path) ? path : path.toAbsolutePath().resolveSibling("");
        services.showDocument(folder.toUri().toString());
    }
}
