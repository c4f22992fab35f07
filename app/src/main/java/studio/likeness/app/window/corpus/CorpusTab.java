package studio.likeness.app.window.corpus;

import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.StudioSounds;

/// A persona's material: looking at it, adding to it, recording.
public final class CorpusTab implements Tab {
    private final CorpusViewModel model;
    private final CorpusView view;

    public CorpusTab(Ui ui, Studio studio) {
        this(
                ui,
                new CorpusViewModel(
                        ui,
                        studio::corpus,
                        new StudioSounds(studio.settings()::get),
                        studio.jobs()));
    }

    CorpusTab(Ui ui, CorpusViewModel model) {
        this.model = model;
        this.view = new CorpusView(ui, model);
    }

    CorpusViewModel model() {
        return model;
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
        return view;
    }

    /// @param item an answer's or document's id, `booth` or `import`
    @Override
    public void shown(String item) {
        switch (item) {
            case "" -> {
                // As it was left.
            }
            case "booth" -> model.enterBooth();
            case "import" -> view.chooseFiles();
            default -> view.reveal(item);
        }
    }

    @Override
    public void hidden() {
        model.hidden();
    }

    @Override
    public void close() {
        model.close();
    }
}
