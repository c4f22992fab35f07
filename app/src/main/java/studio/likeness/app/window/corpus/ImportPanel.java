package studio.likeness.app.window.corpus;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.ImportViewModel.Phase;
import studio.likeness.corpus.imports.Importer;

/// What dropped files seem to be, before anything is stored; then how far storing is, and what came
/// of it.
final class ImportPanel extends VBox {
    private final Texts texts;
    private final ImportViewModel model;

    ImportPanel(Texts texts, ImportViewModel model) {
        this.texts = texts;
        this.model = model;
        getStyleClass().add("import-panel");
        setId("importPanel");
        var title = new Label();
        title.getStyleClass().add(Styles.TITLE_4);
        title.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> ImportViewModel.phaseKey(model.phaseProperty().get(), texts),
                                model.phaseProperty(),
                                texts.languageProperty()));
        var summary = Labels.said(texts, model.summaryProperty());
        summary.setId("importSummary");
        getChildren()
                .addAll(
                        title,
                        summary,
                        Labels.problem(model.problemProperty()),
                        list(),
                        progress());
        getChildren().add(buttons());
        Labels.shownWhen(this, in(Phase.LOOKING, Phase.PREVIEW, Phase.STORING, Phase.DONE));
    }

    private BooleanBinding in(Phase... phases) {
        return Bindings.createBooleanBinding(
                () -> java.util.List.of(phases).contains(model.phaseProperty().get()),
                model.phaseProperty());
    }

    private ListView<Importer.Found> list() {
        var list = new ListView<>(model.found());
        list.getStyleClass().add("found");
        list.setCellFactory(_ -> new Cell());
        list.accessibleTextProperty().bind(texts.of("app.window.corpus.import.files"));
        texts.languageProperty().addListener(_ -> list.refresh());
        Labels.shownWhen(list, Bindings.isNotEmpty(model.found()));
        return list;
    }

    private ProgressBar progress() {
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty()
                .bind(
                        Bindings.when(in(Phase.STORING))
                                .then(model.watch().doneProperty())
                                .otherwise(-1));
        bar.accessibleTextProperty().bind(texts.of("app.window.corpus.import.progress"));
        return Labels.shownWhen(bar, in(Phase.LOOKING, Phase.STORING));
    }

    private HBox buttons() {
        var add = Labels.button(texts, "app.window.corpus.import.add", model::add, Styles.ACCENT);
        add.setId("importAdd");
        add.setDefaultButton(true);
        add.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> !model.canAdd(), model.found(), model.phaseProperty()));
        var no = Labels.button(texts, "app.window.corpus.import.dismiss", model::dismiss);
        var stop = Labels.button(texts, "app.window.corpus.import.stop", model::cancel);
        var close = Labels.button(texts, "app.window.corpus.import.close", model::dismiss);
        close.setId("importClose");
        var row =
                new HBox(
                        8,
                        Labels.shownWhen(add, in(Phase.PREVIEW)),
                        Labels.shownWhen(no, in(Phase.LOOKING, Phase.PREVIEW)),
                        Labels.shownWhen(stop, in(Phase.STORING)),
                        Labels.shownWhen(close, in(Phase.DONE)));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private final class Cell extends ListCell<Importer.Found> {
        private final Label name = new Label();
        private final Label what = new Label();
        private final VBox words = new VBox(name, what);

        Cell() {
            name.setMinWidth(0);
            what.setMinWidth(0);
            what.setWrapText(true);
            what.getStyleClass().add("what");
            HBox.setHgrow(words, Priority.ALWAYS);
        }

        @Override
        protected void updateItem(Importer.@Nullable Found item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            name.setText(String.valueOf(item.file().getFileName()));
            boolean refused = !ImportViewModel.accepted(item);
            var seems =
                    refused
                            ? item.note()
                            : texts.now("app.window.corpus.import.is." + item.what(), item.count());
            what.setText(refused || item.note().isEmpty() ? seems : seems + " · " + item.note());
            what.getStyleClass().remove("refusal");
            if (refused) {
                what.getStyleClass().add("refusal");
            }
            var icon = Icons.of(icon(item.what()));
            var line = new HBox(12, icon, words);
            line.setAlignment(Pos.CENTER_LEFT);
            line.setPrefWidth(1);
            line.setMinHeight(Region.USE_PREF_SIZE);
            setGraphic(line);
        }

        private static Ikon icon(String what) {
            return switch (what) {
                case "answers" -> MaterialDesignT.TABLE;
                case "document" -> MaterialDesignF.FILE_DOCUMENT_OUTLINE;
                case "recording" -> MaterialDesignM.MICROPHONE;
                default -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
            };
        }
    }
}
