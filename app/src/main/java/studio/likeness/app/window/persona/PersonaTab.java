package studio.likeness.app.window.persona;

import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import studio.likeness.app.Studio;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;

/// Who the persona is, and its way in and out of the studio. Nothing is counted before the tab is
/// first shown.
public final class PersonaTab implements Tab {
    private final Ui ui;
    private final Supplier<PersonaViewModel> opening;
    private @Nullable PersonaViewModel model;

    public PersonaTab(Ui ui, Studio studio) {
        this(ui, () -> new PersonaViewModel(ui, Services.of(studio)));
    }

    PersonaTab(Ui ui, Supplier<PersonaViewModel> opening) {
        this.ui = ui;
        this.opening = opening;
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
        return new PersonaView(ui, model());
    }

    private PersonaViewModel model() {
        if (model == null) {
            model = opening.get();
        }
        return model;
    }

    /// @param item `new` for the form that makes another persona
    @Override
    public void shown(String item) {
        model().shown(item);
    }

    @Override
    public void hidden() {
        if (model != null) {
            model.hidden();
        }
    }

    @Override
    public void close() {
        hidden();
    }
}
