package studio.likeness.app.window.corpus;

import java.util.List;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseEvent;
import studio.likeness.app.Settings;
import studio.likeness.app.window.Preferences;

/// Gives the table of answers the widths and the order in which it was left, and keeps what the
/// user changes.
final class TableMemory {
    private static final String LARGEST_FIRST = "-";

    /// Pixels; layout rounds.
    private static final double ALIKE = 1;

    private final TableView<?> table;
    private final Preferences preferences;

    private TableMemory(TableView<?> table, Preferences preferences) {
        this.table = table;
        this.preferences = preferences;
    }

    /// Columns go by their ids. Called once they are there, and the rows with them.
    static <R> void of(TableView<R> table, Preferences preferences) {
        var memory = new TableMemory(table, preferences);
        var kept = preferences.get().answers();
        for (var column : table.getColumns()) {
            var width = kept.widths().get(column.getId());
            if (width != null) {
                column.setPrefWidth(Math.max(column.getMinWidth(), width));
            }
            if (kept.sorted().equals(column.getId())
                    || kept.sorted().equals(LARGEST_FIRST + column.getId())) {
                column.setSortType(
                        kept.sorted().equals(column.getId())
                                ? TableColumn.SortType.ASCENDING
                                : TableColumn.SortType.DESCENDING);
                table.getSortOrder().setAll(List.of(column));
            }
        }
        table.comparatorProperty().addListener(_ -> memory.keepOrder());
        // A column is as wide as it is left when the mouse lets go of its edge.
        table.addEventFilter(
                MouseEvent.MOUSE_RELEASED,
                released -> {
                    if (released.getTarget() instanceof Node node && isInHeader(node)) {
                        memory.keepWidths();
                    }
                });
    }

    private static boolean isInHeader(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getStyleClass().contains("column-header-background")) {
                return true;
            }
        }
        return false;
    }

    private void keepOrder() {
        var sorted =
                table.getSortOrder().stream()
                        .findFirst()
                        .map(
                                column ->
                                        (column.getSortType() == TableColumn.SortType.DESCENDING
                                                        ? LARGEST_FIRST
                                                        : "")
                                                + column.getId())
                        .orElse("");
        var kept = preferences.get().answers();
        if (!sorted.equals(kept.sorted())) {
            preferences.change(d -> d.answers(new Settings.Table(kept.widths(), sorted)));
        }
    }

    private void keepWidths() {
        var kept = preferences.get().answers();
        var widths = new TreeMap<>(kept.widths());
        boolean changed = false;
        for (var column : table.getVisibleLeafColumns()) {
            double before = widths.getOrDefault(column.getId(), 0.0);
            if (Math.abs(column.getWidth() - before) > ALIKE) {
                widths.put(column.getId(), column.getWidth());
                changed = true;
            }
        }
        if (changed) {
            preferences.change(d -> d.answers(new Settings.Table(widths, kept.sorted())));
        }
    }
}
