package studio.likeness.app.window.voice;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.sound.SoundPanel;
import studio.likeness.app.window.voice.Review.Row;

/// Clips to learn from: a table that is proofread with the keyboard alone.
final class PrepareView extends VBox {
    private static final double ROW = 36;

    private final Ui ui;
    private final Texts texts;
    private final PrepareModel model;
    private final TableView<Row> table;
    private final TextArea text = new TextArea();

    PrepareView(Ui ui, PrepareModel model) {
        super(16);
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        table = table();
        var panel = new SoundPanel(texts, ui.pulse(), model.heard());
        panel.setMinWidth(0);
        var proof =
                new VBox(
                        12,
                        Labels.of(texts, "app.window.voice.prepare.keys", "what"),
                        table,
                        edit(),
                        panel);
        Labels.shownWhen(proof, Bindings.isNotEmpty(model.rows()));
        getChildren()
                .addAll(
                        Labels.of(texts, "app.window.voice.prepare.about", "what"),
                        buttons(),
                        Labels.problem(model.problemProperty()),
                        coverage(),
                        proof);
    }

    private HBox buttons() {
        var choose =
                Labels.button(
                        texts,
                        MaterialDesignF.FOLDER_OPEN_OUTLINE,
                        "app.window.voice.prepare.choose",
                        this::choose,
                        Styles.ACCENT);
        choose.setId("chooseToPrepare");
        choose.disableProperty().bind(model.watch().runningProperty());
        var open = Labels.button(texts, "app.window.voice.prepare.folder", model::openFolder);
        open.setId("openClips");
        Labels.shownWhen(open, Bindings.isNotEmpty(model.rows()));
        var bar = new ProgressBar();
        bar.progressProperty().bind(model.watch().doneProperty());
        bar.accessibleTextProperty().bind(texts.of("app.window.voice.working"));
        var cancel = Labels.button(texts, "app.window.cancel", model::cancel);
        cancel.setId("cancelPrepare");
        var working = new HBox(12, Labels.of(texts, "app.window.voice.working"), bar, cancel);
        working.setAlignment(Pos.CENTER_LEFT);
        Labels.shownWhen(working, model.watch().runningProperty());
        var row = new HBox(8, choose, open, working);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void choose() {
        var filter =
                new FileChoosers.Filter(texts.now("app.window.voice.filter"), ReferenceView.SOUNDS);
        ui.files()
                .open(
                        texts.now("app.window.voice.prepare.choose"),
                        List.of(filter),
                        model::prepare);
    }

    private Node coverage() {
        var words = new Label();
        words.setId("coverage");
        words.setWrapText(true);
        words.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::covered, model.coverageProperty(), texts.languageProperty()));
        return Labels.shownWhen(words, Bindings.isNotEmpty(model.rows()));
    }

    private String covered() {
        var c = model.coverageProperty().get();
        return texts.now(
                "app.window.voice.prepare.coverage",
                c.clips(),
                String.format(Locale.ROOT, "%.1f", c.minutes()),
                c.accepted(),
                c.rejected(),
                c.characters(),
                c.words());
    }

    private TableView<Row> table() {
        var made = new TableView<>(model.rows());
        made.setId("clips");
        made.setFixedCellSize(ROW);
        made.setPrefHeight(10 * ROW);
        made.accessibleTextProperty().bind(texts.of("app.window.voice.prepare.about"));
        made.getColumns()
                .setAll(
                        List.of(
                                column("mark", 112, this::mark),
                                column(
                                        "seconds",
                                        72,
                                        r -> number("%.1f", r.clip().quality().seconds())),
                                column("snr", 128, r -> number("%.0f", r.clip().quality().snrDb())),
                                column("flaws", 180, this::flaws),
                                column("text", 420, Row::text)));
        made.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        made.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(
                        index -> {
                            if (index.intValue() >= 0) {
                                model.go(index.intValue());
                            }
                        });
        model.atProperty().subscribe(_ -> select(made));
        // A row that is changed is another one to the table, which forgets it was selected.
        model.coverageProperty().subscribe(_ -> select(made));
        made.addEventFilter(KeyEvent.KEY_PRESSED, this::typed);
        texts.languageProperty().subscribe(_ -> made.refresh());
        return made;
    }

    private void select(TableView<Row> in) {
        int at = model.atProperty().get();
        if (at >= 0 && in.getSelectionModel().getSelectedIndex() != at) {
            in.getSelectionModel().clearAndSelect(at);
            in.scrollTo(Math.max(0, at - 3));
        }
    }

    private TableColumn<Row, String> column(String key, double width, Function<Row, String> value) {
        var column = new TableColumn<Row, String>();
        column.textProperty().bind(texts.of("app.window.voice.prepare.column." + key));
        column.setPrefWidth(width);
        if (!key.equals("text")) {
            column.setMinWidth(width);
            column.setMaxWidth(width);
        }
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
        return column;
    }

    private static String number(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }

    private String mark(Row row) {
        return texts.now(
                "app.window.voice.prepare.mark." + row.mark().name().toLowerCase(Locale.ROOT));
    }

    private String flaws(Row row) {
        return row.clip().quality().flaws().stream()
                .map(flaw -> texts.now("models.voice.preparation.flaw." + flaw))
                .collect(Collectors.joining(texts.language().equals("zh") ? "、" : ", "));
    }

    private Node edit() {
        text.setId("clipText");
        text.setWrapText(true);
        text.setPrefRowCount(2);
        model.atProperty().subscribe(_ -> show());
        model.coverageProperty().subscribe(_ -> show());
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::edited);
        return new VBox(4, Labels.above(texts, "app.window.voice.prepare.column.text", text), text);
    }

    private void show() {
        if (!text.isFocused()) {
            text.setText(model.current().map(Row::text).orElse(""));
        }
    }

    private void typed(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        switch (e.getCode()) {
            case A -> model.accept();
            case X -> model.reject();
            case E -> text.requestFocus();
            case SPACE -> model.togglePlay();
            default -> {
                return;
            }
        }
        e.consume();
    }

    /// Enter keeps the text and goes on, Esc leaves it as it was.
    private void edited(KeyEvent e) {
        if (e.getCode() == KeyCode.ENTER && !e.isShiftDown()) {
            model.correct(text.getText());
            table.requestFocus();
            model.go(model.atProperty().get() + 1);
            e.consume();
        } else if (e.getCode() == KeyCode.ESCAPE) {
            table.requestFocus();
            show();
            e.consume();
        }
    }
}
