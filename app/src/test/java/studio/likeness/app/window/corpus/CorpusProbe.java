package studio.likeness.app.window.corpus;

import java.nio.file.Path;
import java.util.List;
import studio.likeness.app.window.Tab;

/// What the system's drag and drop does to the tab, for tests that have no pointer to drag with.
public final class CorpusProbe {
    private final CorpusViewModel model;

    public CorpusProbe(Tab corpus) {
        model = ((CorpusTab) corpus).model();
    }

    public void dropped(List<Path> files) {
        model.imports().dropped(files);
    }

    public boolean previewing() {
        return model.imports().canAdd();
    }

    /// Rows of the table, as filtered.
    public int rows() {
        return model.visible().size();
    }

    public boolean hears() {
        return model.booth().level().read().rmsDb() > -40;
    }

    /// Seconds of the take that is being recorded or shown.
    public double recordedSeconds() {
        return model.booth().waveform().lengthProperty().get() / 48_000.0;
    }

    public int takes() {
        return model.booth().takes().size();
    }
}
