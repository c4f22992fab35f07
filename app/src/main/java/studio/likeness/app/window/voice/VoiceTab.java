package studio.likeness.app.window.voice;

import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.StudioSounds;

/// A persona's voices. Nothing is read before the tab is first shown, and no microphone is on
/// before somebody asks for it.
public final class VoiceTab implements Tab {
    private final Ui ui;
    private final Supplier<CloneModel> opening;
    private @Nullable CloneModel model;

    public VoiceTab(Ui ui, Studio studio) {
        this(
                ui,
                () ->
                        new CloneModel(
                                ui,
                                new StudioSounds(studio.settings()::get),
                                new StudioVoiceWork(studio),
                                studio.jobs()));
    }

    VoiceTab(Ui ui, Supplier<CloneModel> opening) {
        this.ui = ui;
        this.opening = opening;
    }

    CloneModel model() {
        if (model == null) {
            var opened = opening.get();
            model = opened;
            ui.persona().currentProperty().subscribe(opened::show);
        }
        return model;
    }

    @Override
    public String key() {
        return "voice";
    }

    @Override
    public Ikon icon() {
        return MaterialDesignA.ACCOUNT_VOICE;
    }

    @Override
    public Node view() {
        return new VoiceView(ui, model());
    }

    @Override
    public void shown(String item) {
        model().refresh();
    }

    @Override
    public void hidden() {
        if (model != null) {
            model.close();
        }
    }

    @Override
    public void escape() {
        model().reference().close();
    }

    @Override
    public void close() {
        hidden();
    }
}
