package studio.likeness.app.window.voice;

import java.util.function.Supplier;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Lazy;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.StudioSounds;

/// A persona's voices. Nothing is read before the tab is first shown, and no microphone is on
/// before somebody asks for it.
public final class VoiceTab implements Tab {
    private final Ui ui;
    private final Lazy<VoiceModel> model;

    public VoiceTab(Ui ui, Studio studio) {
        this(
                ui,
                () ->
                        new VoiceModel(
                                ui,
                                new StudioSounds(studio.settings()::get),
                                new StudioVoiceWork(studio),
                                studio.jobs()));
    }

    VoiceTab(Ui ui, Supplier<VoiceModel> opening) {
        this.ui = ui;
        model = new Lazy<>(opening);
    }

    VoiceModel model() {
        return model.get();
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
        model().shown();
    }

    @Override
    public void hidden() {
        model.ifMade(VoiceModel::hidden);
    }

    @Override
    public void escape() {
        model().escape();
    }

    @Override
    public void close() {
        model.ifMade(VoiceModel::close);
    }
}
