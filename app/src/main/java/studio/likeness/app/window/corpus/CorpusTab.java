package studio.likeness.app.window.corpus;

import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.StudioSounds;

/// A persona's material: looking at it, adding to it, recording. Nothing is read before the tab is
/// first shown.
public final class CorpusTab implements Tab {
    private record Page(CorpusViewModel model, CorpusView view) {}

    private final Ui ui;
    private final Supplier<CorpusViewModel> model;
    private @Nullable Page page;

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
        this.ui = ui;
        this.model = model;
    }

    CorpusViewModel model() {
        return page().model();
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
        return page().view();
    }

    private Page page() {
        if (page == null) {
            var opened = model.get();
            page = new Page(opened, new CorpusView(ui, opened));
        }
        return page;
    }

    /// @param item an answer's or document's id, `booth` or `import`
    @Override
    public void shown(String item) {
        switch (item) {
            case "" -> {
                // As it was left.
            }
            case "booth" -> page().model().enterBooth();
            case "import" -> page().view().chooseFiles();
            default -> page().model().reveal(item);
        }
    }

    @Override
    public void hidden() {
        if (page != null) {
            page.model().hidden();
        }
    }

    @Override
    public void close() {
        if (page != null) {
            page.model().close();
        }
    }
}
