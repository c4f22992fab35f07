package studio.likeness.app.window.corpus;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Texts;

/// The rows; Delete removes, Space plays, E or Enter edits.
final class AnswerTable extends TableView<Row> {
    private static final double LETTER = 14;

    private final Texts texts;
    private final CorpusViewModel model;
    private final Runnable edit;

    /// Columns that go when there is little room.
    private final List<TableColumn<Row, ?>> details = new ArrayList<>();

    /// @param edit brings the caret to the inspector
    AnswerTable(Texts texts, CorpusViewModel model, double textScale, Runnable edit) {
        this.texts = texts;
        this.model = model;
        this.edit = edit;
        setId("answers");
        getStyleClass().add("answers");
        accessibleTextProperty().bind(texts.of("app.window.corpus.table"));
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setTableMenuButtonVisible(true);
        addColumns(textScale * LETTER);
        var sorted = new SortedList<>(model.visible());
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        setPlaceholder(Labels.of(texts, "app.window.corpus.nothingMatches", "text-muted"));
        getSelectionModel()
                .getSelectedItems()
                .subscribe(
                        () ->
                                model.select(
                                        getSelectionModel().getSelectedItems().stream()
                                                .filter(row -> row != null)
                                                .map(Row::id)
                                                .toList()));
        model.refreshingProperty()
                .subscribe(
                        refreshing -> {
                            if (!refreshing) {
                                selectAgain();
                            }
                        });
        texts.languageProperty().addListener(_ -> refresh());
        addEventFilter(KeyEvent.KEY_PRESSED, this::typed);
    }

    private void addColumns(double em) {
        column("question", Row::question, String::compareTo, 9 * em, 14 * em);
        details.add(column("reply", Row::reply, String::compareTo, 9 * em, 20 * em));
        details.add(column("language", this::language, String::compareTo, 5.6 * em, 5.6 * em));
        column("topic", this::topic, String::compareTo, 5 * em, 6 * em);
        column(
                "date",
                Row::date,
                Comparator.comparing(d -> d.orElse(LocalDate.MIN)),
                8.4 * em,
                8.6 * em);
        column("length", Row::length, Comparator.<Duration>naturalOrder(), 5 * em, 5 * em);
        details.add(
                column(
                        "source",
                        row -> row.provenance().origin(),
                        String::compareTo,
                        5 * em,
                        8 * em));
    }

    private <T> TableColumn<Row, T> column(
            String name, Function<Row, T> value, Comparator<T> order, double least, double usual) {
        var column = new TableColumn<Row, T>();
        column.setId("column-" + name);
        column.textProperty().bind(texts.of("app.window.corpus.column." + name));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setComparator(order);
        column.setMinWidth(least);
        column.setPrefWidth(usual);
        column.setCellFactory(_ -> new Cell<>());
        getColumns().add(column);
        return column;
    }

    /// Leaves out what the inspector shows anyway.
    void compact(boolean few) {
        details.forEach(column -> column.setVisible(!few));
    }

    private String language(Row row) {
        return texts.now("app.window.corpus.language." + row.language());
    }

    private String topic(Row row) {
        return FilterList.topic(texts, row.topic());
    }

    private void selectAgain() {
        getSelectionModel().clearSelection();
        for (var id : model.selected()) {
            model.row(id).ifPresent(getSelectionModel()::select);
        }
        if (!model.selected().isEmpty()) {
            model.row(model.takeRevealed()).ifPresent(this::scrollTo);
        }
    }

    private void typed(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        switch (e.getCode()) {
            case KeyCode.DELETE, KeyCode.BACK_SPACE -> model.removeSelected();
            case KeyCode.SPACE -> model.playSelected();
            case KeyCode.E, KeyCode.ENTER -> edit.run();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private final class Cell<T> extends TableCell<Row, T> {
        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : words(item));
        }

        private String words(T item) {
            return switch (item) {
                case Duration length -> length.isZero() ? "–" : Spoken.length(length);
                case java.util.Optional<?> date -> date.map(d -> day((LocalDate) d)).orElse("–");
                default -> item.toString().replace('\n', ' ');
            };
        }

        private String day(LocalDate date) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(texts.languageProperty().get())
                    .format(date);
        }
    }
}
