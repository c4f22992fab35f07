package studio.likeness.app.window.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.window.TestUi;

class ApiModelTest {
    @TempDir Path folder = Path.of("");

    private final DemoDoor door = new DemoDoor();

    @SuppressWarnings("NullAway.Init")
    private TestUi ui;

    @SuppressWarnings("NullAway.Init")
    private ApiModel model;

    @BeforeEach
    void open() {
        ui = new TestUi(folder);
        door.shut();
        model = new ApiModel(ui.ui(), door);
    }

    @Test
    void isOffAtFirst() {
        assertFalse(model.onProperty().get());
        assertEquals("", model.addressProperty().get());
        assertFalse(ui.ui().preferences().get().api().on());
    }

    @Test
    void turnedOnItSaysWhereAndTheSettingsKnow() {
        model.turn(true);

        assertTrue(model.onProperty().get());
        assertEquals("http://127.0.0.1:11535", model.addressProperty().get());
        assertTrue(ui.ui().preferences().get().api().on());
        assertEquals("a-token-of-long-ago", ui.ui().preferences().get().api().token());
    }

    @Test
    void aTakenPortIsASentenceAndTheSwitchGoesBack() {
        door.chooseTakenPort();
        var seen = new ArrayList<Boolean>();
        model.onProperty().addListener((_, _, now) -> seen.add(now));

        model.turn(true);

        assertFalse(model.onProperty().get());
        assertEquals(2, seen.size(), "the view hears that its switch is wrong");
        assertTrue(model.failureProperty().get().contains("81"), model.failureProperty().get());
        assertFalse(model.busyProperty().get());
    }

    @Test
    void aPortIsKeptOrRefused() {
        model.portProperty().set(" 9000 ");
        model.keepPort();
        assertEquals(9000, ui.ui().preferences().get().api().port());

        model.portProperty().set("81");
        model.keepPort();
        assertEquals(9000, ui.ui().preferences().get().api().port());
        assertFalse(model.failureProperty().get().isEmpty());
    }

    @Test
    void aNewTokenIsKept() {
        model.renewToken();

        assertEquals("a-token-of-long-ago-new", ui.ui().preferences().get().api().token());
    }
}
