package studio.likeness.app.window.library;

import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Lazy;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;
import studio.likeness.models.library.Library;

/// Models: what is here, what can be had, and getting it. Nothing is read before the tab is first
/// shown.
public final class LibraryTab implements Tab {
    private final Ui ui;
    private final Lazy<LibraryViewModel> model;

    public LibraryTab(Ui ui, Studio studio) {
        this(ui, studio.library());
    }

    LibraryTab(Ui ui, Library library) {
        this.ui = ui;
        model = new Lazy<>(() -> new LibraryViewModel(ui, library));
    }

    LibraryViewModel model() {
        return model.get();
    }

    @Override
    public String key() {
        return "library";
    }

    @Override
    public Ikon icon() {
        return MaterialDesignB.BOOKSHELF;
    }

    @Override
    public Node view() {
        return new LibraryView(ui, model());
    }

    /// @param item words to search for, for example a model's identifier; empty for all as it was
    @Override
    public void shown(String item) {
        if (!item.isEmpty()) {
            model().searchProperty().set(item);
        }
        model().shown();
    }

    @Override
    public void hidden() {
        model.ifMade(LibraryViewModel::hidden);
    }

    @Override
    public void escape() {
        model().drop().dismiss();
    }

    @Override
    public void close() {
        hidden();
    }
}
