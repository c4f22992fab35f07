package studio.likeness.app.window.persona;

import java.util.function.Supplier;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Lazy;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;

/// Who the persona is, and its way in and out of the studio. Nothing is counted before the tab is
/// first shown.
public final class PersonaTab implements Tab {
    private final Ui ui;
    private final Lazy<PersonaViewModel> model;

    public PersonaTab(Ui ui, Studio studio) {
        this(ui, () -> new PersonaViewModel(ui, Services.of(studio)));
    }

    PersonaTab(Ui ui, Supplier<PersonaViewModel> opening) {
        this.ui = ui;
        model = new Lazy<>(opening);
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
        return new PersonaView(ui, model.get());
    }

    /// @param item `new` for the form that makes another persona
    @Override
    public void shown(String item) {
        model.get().shown(item);
    }

    @Override
    public void hidden() {
        model.ifMade(PersonaViewModel::hidden);
    }

    @Override
    public void close() {
        hidden();
    }
}
