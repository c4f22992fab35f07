package studio.likeness.app.window.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.Settings;
import studio.likeness.app.SettingsFile;
import studio.likeness.app.window.TestUi;

@SuppressWarnings("NullAway.Init") // TestFX fills the field in
@ExtendWith(ApplicationExtension.class)
class TableMemoryTest {
    @TempDir Path folder;

    private Stage stage;

    @Start
    void start(Stage given) {
        stage = given;
    }

    private TableView<String> shown(TestUi ui) {
        return fx(
                () -> {
                    var table = new TableView<String>();
                    for (var name : List.of("first", "second", "third")) {
                        var column = new TableColumn<String, String>(name);
                        column.setId(name);
                        column.setPrefWidth(100);
                        column.setCellValueFactory(
                                row -> new ReadOnlyObjectWrapper<>(row.getValue()));
                        table.getColumns().add(column);
                    }
                    table.getItems().setAll("b", "a", "c");
                    TableMemory.of(table, ui.ui().preferences());
                    stage.setScene(new Scene(table, 500, 300));
                    stage.show();
                    return table;
                });
    }

    private Settings.Table kept() {
        return new SettingsFile(folder.resolve("settings.json")).get().answers();
    }

    private static <T> T fx(Callable<T> work) {
        var done = WaitForAsyncUtils.waitForAsyncFx(30_000, work);
        WaitForAsyncUtils.waitForFxEvents();
        return done;
    }

    /// What a drag of the column's edge comes to, and the mouse that lets go of it.
    private static double widened(TableView<String> table) {
        return fx(
                () -> {
                    var first = table.getColumns().getFirst();
                    table.resizeColumn(first, 60);
                    var header = table.lookup(".column-header-background");
                    header.fireEvent(
                            new MouseEvent(
                                    MouseEvent.MOUSE_RELEASED,
                                    0,
                                    0,
                                    0,
                                    0,
                                    MouseButton.PRIMARY,
                                    1,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    true,
                                    null));
                    return first.getWidth();
                });
    }

    @Test
    void aColumnIsAsWideAsItWasLeft() {
        double width = widened(shown(new TestUi(folder)));

        assertEquals(160, width, 1);
        assertEquals(width, kept().widths().getOrDefault("first", 0.0), 1);
        var again = shown(new TestUi(folder));
        assertEquals(width, fx(() -> again.getColumns().getFirst().getWidth()), 1);
    }

    @Test
    void rowsAreInTheOrderInWhichTheyWereLeft() {
        var table = shown(new TestUi(folder));
        fx(
                () -> {
                    var second = table.getColumns().get(1);
                    second.setSortType(TableColumn.SortType.DESCENDING);
                    table.getSortOrder().setAll(List.of(second));
                    return true;
                });
        assertEquals("-second", kept().sorted());

        var again = shown(new TestUi(folder));
        assertEquals(List.of("c", "b", "a"), fx(() -> List.copyOf(again.getItems())));
        fx(
                () -> {
                    again.getSortOrder().clear();
                    return true;
                });
        assertEquals("", kept().sorted());
    }
}
