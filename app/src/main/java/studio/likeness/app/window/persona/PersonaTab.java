package studio.likeness.app.window.persona;

import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.StudioSounds;

/// Who the persona is, and its way in and out of the studio.
public final class PersonaTab implements Tab {
    private final PersonaViewModel model;
    private final PersonaView view;

    public PersonaTab(Ui ui, Studio studio) {
        this(
                ui,
                new PersonaViewModel(
                        ui,
                        studio.personas(),
                        studio::delete,
                        new StudioSounds(studio.settings()::get),
                        studio.jobs()));
    }

    PersonaTab(Ui ui, PersonaViewModel model) {
        this.model = model;
        this.view = new PersonaView(ui, model);
    }

    @Override
    public String key() {
        return "persona";
    }

    @Override
    public Ikon icon() {
        return MaterialDesignA.ACCOUNT_OUTLINE;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown(String item) {
        model.shown(item);
    }

    @Override
    public void hidden() {
        model.hidden();
    }

    @Override
    public void close() {
        model.hidden();
    }
}
