package studio.likeness.app.window.corpus;

import java.util.function.Supplier;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Lazy;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.StudioSounds;

/// A persona's material: looking at it, adding to it, recording. Nothing is read before the tab is
/// first shown.
public final class CorpusTab implements Tab {
    private record Page(CorpusViewModel model, CorpusView view) {
        static Page of(Ui ui, CorpusViewModel model) {
            return new Page(model, new CorpusView(ui, model));
        }
    }

    private final Lazy<Page> page;

    public CorpusTab(Ui ui, Studio studio) {
        this(
                ui,
                () ->
                        new CorpusViewModel(
                                ui,
                                studio::corpus,
                                new StudioSounds(studio.settings()::get),
                                studio.jobs()));
    }

    CorpusTab(Ui ui, Supplier<CorpusViewModel> model) {
        page = new Lazy<>(() -> Page.of(ui, model.get()));
    }

    CorpusViewModel model() {
        return page.get().model();
    }

    @Override
    public String key() {
        return "corpus";
    }

    @Override
    public Ikon icon() {
        return MaterialDesignT.TEXT_BOX_MULTIPLE_OUTLINE;
    }

    @Override
    public Node view() {
        return page.get().view();
    }

    /// @param item an answer's or document's id, `booth` or `import`
    @Override
    public void shown(String item) {
        switch (item) {
            case "" -> {
                // As it was left.
            }
            case "booth" -> page.get().model().enterBooth();
            case "import" -> page.get().view().chooseFiles();
            default -> page.get().model().reveal(item);
        }
    }

    @Override
    public void hidden() {
        page.ifMade(made -> made.model().hidden());
    }

    @Override
    public void close() {
        page.ifMade(made -> made.model().close());
    }
}
