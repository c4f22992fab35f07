package studio.likeness.app.window.persona;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;

/// How much there is, each with its unit.
final class FiguresCard {
    private FiguresCard() {}

    static Node of(Texts texts, PersonaViewModel model) {
        var grid = new GridPane(16, 8);
        row(texts, model, grid, "zh", f -> f.material().answers().getOrDefault("zh", 0) + "");
        row(texts, model, grid, "en", f -> f.material().answers().getOrDefault("en", 0) + "");
        row(
                texts,
                model,
                grid,
                "recorded",
                f ->
                        texts.now(
                                "app.window.persona.figures.minutes",
                                Readiness.minutes(f.material().recordedLength())));
        row(texts, model, grid, "documents", f -> f.material().documents() + "");
        row(texts, model, grid, "passages", f -> f.material().passages() + "");
        row(texts, model, grid, "disk", f -> bytes(f.bytesOnDisk()));
        return new Card(texts, "app.window.persona.figures", grid);
    }

    private static void row(
            Texts texts,
            PersonaViewModel model,
            GridPane grid,
            String name,
            Function<Figures, String> value) {
        var words = new Label();
        words.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> say(model.figuresProperty().get(), value),
                                model.figuresProperty(),
                                texts.languageProperty()));
        var key = Labels.of(texts, "app.window.persona.figures." + name, "field-name");
        key.setMinWidth(Label.USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), key, words);
    }

    private static String say(Optional<Figures> figures, Function<Figures, String> value) {
        return figures.map(value).orElse("…");
    }

    static String bytes(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%d kB", Math.ceilDiv(bytes, 1_000));
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
