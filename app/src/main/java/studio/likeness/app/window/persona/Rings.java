package studio.likeness.app.window.persona;

import atlantafx.base.controls.RingProgressIndicator;
import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;

/// Voice, face, brain and memory: how much there is of each, counted in things, and what is next.
final class Rings extends FlowPane {
    private static final double RING = 72;

    private final Ui ui;
    private final PersonaViewModel model;

    Rings(Ui ui, PersonaViewModel model) {
        this.ui = ui;
        this.model = model;
        getStyleClass().add("rings");
        setAlignment(Pos.TOP_CENTER);
        model.rings().addListener((ListChangeListener<Readiness>) _ -> build());
        ui.texts().languageProperty().addListener(_ -> build());
        build();
    }

    private void build() {
        getChildren().setAll(model.rings().stream().map(this::ring).toList());
    }

    private VBox ring(Readiness part) {
        var name = part.part().name().toLowerCase(Locale.ROOT);
        var title = new Label(ui.texts().now("app.window.persona.ready." + name));
        title.getStyleClass().add("ring-name");
        var ring = new RingProgressIndicator(part.share());
        double size = RING * ui.preferences().get().textScale();
        ring.setMinSize(size, size);
        ring.setPrefSize(size, size);
        ring.setStringConverter(new Counted(part.count()));
        ring.setAccessibleText(title.getText() + " " + part.count());
        var what = new Label(part.what().in(ui.texts()));
        what.setWrapText(true);
        var box = new VBox(8, ring, title, what);
        box.setAlignment(Pos.TOP_CENTER);
        box.getStyleClass().add("ring");
        part.next()
                .ifPresent(
                        next -> {
                            var go =
                                    Labels.button(
                                            ui.texts(),
                                            next.key(),
                                            () -> step(part.part()),
                                            Styles.SMALL);
                            box.getChildren().add(go);
                        });
        return box;
    }

    private void step(Readiness.Part part) {
        switch (part) {
            case FACE -> model.media().choosePhoto();
            case VOICE, BRAIN -> ui.navigation().go("corpus", "booth");
            case MEMORY -> ui.navigation().go("corpus", "import");
        }
    }

    /// Shows what is counted rather than a share of it.
    private static final class Counted extends StringConverter<Double> {
        private final String count;

        Counted(String count) {
            this.count = count;
        }

        @Override
        public String toString(@Nullable Double share) {
            return count;
        }

        @Override
        public Double fromString(String words) {
            throw new UnsupportedOperationException("a ring is not edited");
        }
    }
}
