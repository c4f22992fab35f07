package studio.likeness.app.window.library;

import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.models.library.ByteCount;
import studio.likeness.models.library.Need;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.Manifest.FileEntry;
import studio.likeness.models.modelfolder.ModelFolder;

/// All that is known of an installed model: where it comes from, what converting it has cost, its
/// files with their fingerprints.
final class DetailsForm extends VBox {
    /// What is said of a model, in order.
    record Line(String name, String value) {}

    private final Texts texts;

    DetailsForm(Ui ui, ModelFolder model, String licence) {
        super(16);
        this.texts = ui.texts();
        setId("modelDetails");
        getStyleClass().add("details-form");
        getStylesheets().add(LibraryView.styleSheet());
        var title = new Label(model.manifest().name());
        title.getStyleClass().add("title-4");
        title.setWrapText(true);
        var lines = lines(texts, model, licence);
        var content = new VBox(16, grid(lines), files(model.manifest().files()));
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        var copy =
                Labels.button(
                        texts,
                        "app.window.library.details.copy",
                        () -> {
                            ui.clipboard().accept(report(lines, model));
                            ui.toasts().done(texts.now("app.window.copied"));
                        });
        var close =
                Labels.button(texts, "app.window.close", () -> ui.overlay().hide(), Styles.ACCENT);
        close.setId("closeDetails");
        close.setCancelButton(true);
        var buttons = new HBox(8, copy, close);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, scroll, buttons);
    }

    static List<Line> lines(Texts texts, ModelFolder model, String licence) {
        var manifest = model.manifest();
        var lines = new ArrayList<Line>();
        lines.add(line(texts, "id", model.id()));
        lines.add(line(texts, "family", manifest.family()));
        lines.add(line(texts, "size", ByteCount.say(manifest.bytes())));
        lines.add(line(texts, "memory", ByteCount.say(Need.of(model).bytes())));
        manifest.frame()
                .ifPresent(
                        frame ->
                                lines.add(
                                        line(
                                                texts,
                                                "context",
                                                String.format(
                                                        Locale.ROOT, "%,d", frame.context()))));
        if (!manifest.weights().isEmpty()) {
            lines.add(
                    line(
                            texts,
                            "weights",
                            manifest.weights().values().stream()
                                    .distinct()
                                    .collect(Collectors.joining("; "))));
        }
        lines.add(
                line(
                        texts,
                        "quality",
                        manifest.quality()
                                .map(quality -> quality(texts, quality))
                                .orElseGet(
                                        () ->
                                                texts.now(
                                                        "app.window.library.details.quality.none"))));
        lines.add(line(texts, "licence", licence));
        lines.add(
                line(
                        texts,
                        "source",
                        manifest.source().path() + " (" + manifest.source().container() + ")"));
        lines.add(line(texts, "converter", manifest.converter()));
        lines.add(
                line(
                        texts,
                        "created",
                        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                                .withLocale(texts.languageProperty().get())
                                .format(manifest.created().atZone(ZoneId.systemDefault()))));
        return lines;
    }

    private static String quality(Texts texts, Manifest.Quality quality) {
        return texts.now(
                "app.window.library.details.quality.figures",
                tenths(100 * (quality.perplexity() / quality.perplexityOfFloat() - 1)),
                String.format(Locale.ROOT, "%.0f", 100 * quality.agreement()),
                quality.tokens());
    }

    /// With its sign, unless there is nothing to have one.
    private static String tenths(double percent) {
        return Math.abs(percent) < 0.05 ? "0.0" : String.format(Locale.ROOT, "%+.1f", percent);
    }

    private static Line line(Texts texts, String name, String value) {
        return new Line(texts.now("app.window.library.details." + name), value);
    }

    private static GridPane grid(List<Line> lines) {
        var grid = new GridPane(16, 8);
        int row = 0;
        for (var line : lines) {
            var name = new Label(line.name());
            name.getStyleClass().add("what");
            name.setMinWidth(USE_PREF_SIZE);
            var value = new Label(line.value());
            value.setWrapText(true);
            value.setMinHeight(USE_PREF_SIZE);
            GridPane.setValignment(name, VPos.TOP);
            grid.addRow(row++, name, value);
        }
        return grid;
    }

    private VBox files(List<FileEntry> files) {
        var all = new VBox(8);
        all.getChildren().add(Labels.of(texts, "app.window.library.details.files", "card-title"));
        for (var file : files) {
            var name = new Label(file.name() + " · " + ByteCount.say(file.bytes()));
            name.setWrapText(true);
            var hash = new Label(file.sha256());
            hash.getStyleClass().add("hash");
            hash.setWrapText(true);
            hash.setMinHeight(USE_PREF_SIZE);
            all.getChildren().add(new VBox(name, hash));
        }
        return all;
    }

    static String report(List<Line> lines, ModelFolder model) {
        var all = new ArrayList<String>();
        lines.forEach(line -> all.add(line.name() + ": " + line.value()));
        model.manifest()
                .files()
                .forEach(file -> all.add(file.sha256() + "  " + file.bytes() + "  " + file.name()));
        return String.join("\n", all);
    }
}
