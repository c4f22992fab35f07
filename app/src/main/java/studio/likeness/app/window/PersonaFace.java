package studio.likeness.app.window;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import studio.likeness.app.Settings;
import studio.likeness.corpus.store.Persona;

/// A persona's portrait in a circle; their first letter while, or where, there is none.
public final class PersonaFace extends StackPane {
    private final Portraits portraits;
    private final Background background;
    private final double diameter;
    private final Label letter = new Label();
    private final PictureView picture = new PictureView();
    private Optional<Persona> shown = Optional.empty();

    /// @param diameter in pixels, at a text size of 100 %
    public PersonaFace(Ui ui, ObservableValue<Optional<Persona>> persona, double diameter) {
        this.portraits = ui.portraits();
        this.background = ui.background();
        this.diameter = diameter;
        getStyleClass().add("persona-face");
        ui.preferences().of(Settings::textScale).subscribe(this::size);
        picture.clear();
        getChildren().addAll(letter, picture);
        persona.subscribe(this::show);
    }

    private void size(double scale) {
        double side = diameter * scale;
        setMinSize(side, side);
        setPrefSize(side, side);
        setMaxSize(side, side);
        setClip(new Circle(side / 2, side / 2, side / 2));
    }

    private void show(Optional<Persona> persona) {
        shown = persona;
        picture.clear();
        letter.setText(persona.map(PersonaFace::letterOf).orElse(""));
        persona.ifPresent(this::load);
    }

    private static String letterOf(Persona persona) {
        return persona.name().isEmpty()
                ? ""
                : persona.name().substring(0, persona.name().offsetByCodePoints(0, 1));
    }

    private void load(Persona persona) {
        background.run(
                () -> portraits.of(persona, (int) (diameter * 2)),
                still -> {
                    if (shown.equals(Optional.of(persona))) {
                        picture.show(still);
                    }
                },
                // The letter stays; the persona's own tab says what is wrong with the portrait.
                _ -> {});
    }
}
