package studio.likeness.app.window;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import studio.likeness.corpus.store.Persona;

/// The persona the window is about: portrait, name, and the others in a menu.
final class PersonaSwitcher extends MenuButton {
    private final Ui ui;

    PersonaSwitcher(Ui ui) {
        this.ui = ui;
        setId("persona-switcher");
        getStyleClass().add("persona-switcher");
        setGraphic(new PersonaFace(ui, ui.persona().currentProperty(), 28));
        var nobody = ui.texts().of("app.window.who.none");
        textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        ui.persona()
                                                .current()
                                                .map(Persona::name)
                                                .orElse(nobody.get()),
                                ui.persona().currentProperty(),
                                nobody));
        accessibleTextProperty().bind(ui.texts().of("app.window.who.switch", textProperty()));
        fill();
        ui.persona().all().addListener((ListChangeListener<Persona>) _ -> fill());
        ui.persona().currentProperty().subscribe(this::fill);
    }

    private void fill() {
        var group = new ToggleGroup();
        getItems().setAll(ui.persona().all().stream().map(p -> item(p, group)).toList());
        setDisable(getItems().isEmpty());
    }

    private RadioMenuItem item(Persona persona, ToggleGroup group) {
        var item = new RadioMenuItem(persona.name());
        item.setMnemonicParsing(false);
        item.setGraphic(new PersonaFace(ui, new SimpleObjectProperty<>(Optional.of(persona)), 24));
        item.setToggleGroup(group);
        item.setSelected(ui.persona().current().equals(Optional.of(persona)));
        item.setOnAction(_ -> ui.persona().choose(persona.id()));
        return item;
    }
}
