package studio.likeness.app.window.library;

import java.nio.file.Path;
import java.util.List;
import studio.likeness.app.window.Tab;

/// What a journey through the whole window may do with the tab: let go of files over it.
public final class LibraryProbe {
    private final LibraryTab tab;

    public LibraryProbe(Tab tab) {
        this.tab = (LibraryTab) tab;
    }

    public void dropped(List<Path> paths) {
        tab.model().dropped(paths);
    }

    /// A tiny model of random weights, as people have it on disk.
    public static Path published(Path folder) {
        return Shelves.published(folder, "apache-2.0");
    }
}
