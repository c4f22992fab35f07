package studio.likeness.app.window;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import studio.likeness.corpus.store.Persona;

/// The persona the window is about: portrait, name, and the others in a menu; with a search above
/// them when they are many.
final class PersonaSwitcher extends MenuButton {
    /// So many are found at a glance.
    private static final int FEW = 7;

    private final Ui ui;
    private final TextField search = new TextField();
    private final CustomMenuItem searching = new CustomMenuItem(search, false);
    private final MenuItem nobodyFits = new MenuItem();

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
        search.setId("persona-search");
        search.promptTextProperty().bind(ui.texts().of("app.window.who.search"));
        search.accessibleTextProperty().bind(ui.texts().of("app.window.who.search"));
        search.textProperty().subscribe(this::filter);
        search.setOnAction(_ -> chooseFirst());
        nobodyFits.textProperty().bind(ui.texts().of("app.window.who.nobodyFits"));
        nobodyFits.setDisable(true);
        setOnShown(
                _ -> {
                    search.clear();
                    search.requestFocus();
                });
        fill();
        ui.persona().all().addListener((ListChangeListener<Persona>) _ -> fill());
        ui.persona().currentProperty().subscribe(this::fill);
    }

    private void fill() {
        var group = new ToggleGroup();
        var items = new ArrayList<MenuItem>();
        boolean many = ui.persona().all().size() > FEW;
        if (many) {
            items.add(searching);
            items.add(nobodyFits);
        }
        ui.persona().all().forEach(p -> items.add(item(p, group)));
        getItems().setAll(items);
        setDisable(items.isEmpty());
        filter();
    }

    /// What does not fit is hidden rather than removed, so that the search keeps the caret.
    private void filter() {
        boolean any = false;
        for (var item : getItems()) {
            if (item.getUserData() instanceof Persona persona) {
                item.setVisible(fits(persona, search.getText()));
                any |= item.isVisible();
            }
        }
        nobodyFits.setVisible(!any);
    }

    /// By any part of the name or the other name.
    private static boolean fits(Persona persona, String text) {
        var wanted = text.strip().toLowerCase(Locale.ROOT);
        return persona.name().toLowerCase(Locale.ROOT).contains(wanted)
                || persona.alias().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private void chooseFirst() {
        getItems().stream()
                .filter(MenuItem::isVisible)
                .map(MenuItem::getUserData)
                .flatMap(data -> data instanceof Persona p ? Stream.of(p) : Stream.empty())
                .findFirst()
                .ifPresent(
                        persona -> {
                            hide();
                            ui.persona().choose(persona.id());
                        });
    }

    private RadioMenuItem item(Persona persona, ToggleGroup group) {
        var item = new RadioMenuItem(persona.name());
        item.setUserData(persona);
        item.setMnemonicParsing(false);
        item.setGraphic(new PersonaFace(ui, new SimpleObjectProperty<>(Optional.of(persona)), 24));
        item.setToggleGroup(group);
        item.setSelected(ui.persona().current().equals(Optional.of(persona)));
        item.setOnAction(_ -> ui.persona().choose(persona.id()));
        return item;
    }
}
