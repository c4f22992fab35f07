package studio.likeness.app.window.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Remembering;
import studio.likeness.app.window.TestUi;

class MemoryModelTest {
    @TempDir Path folder = Path.of("");

    private final List<String> chosen = new ArrayList<>();

    private MemoryDoor door(String... encoders) {
        return new MemoryDoor() {
            @Override
            public List<String> encoders() {
                return List.of(encoders);
            }

            @Override
            public Remembering.State state() {
                var now = chosen.isEmpty() ? Remembering.OWN : chosen.getLast();
                return new Remembering.State(now, now.equals("broken") ? "It is broken." : "");
            }

            @Override
            public void choose(String encoder) {
                chosen.add(encoder);
            }
        };
    }

    @Test
    void offersTheOwnEncoderTheModelsAndWordsAlone() {
        var model = new MemoryModel(new TestUi(folder).ui(), door("bge", "broken"));

        assertEquals(
                List.of(Remembering.OWN, "bge", "broken", Remembering.WORDS_ALONE),
                model.choices());
        assertEquals(Remembering.OWN, model.chosenProperty().get());
        assertEquals("", model.stateProperty().get().orElseThrow().problem());
    }

    @Test
    void whatIsChosenIsKeptAndSaidWhenItDoesNotRun() {
        var ui = new TestUi(folder);
        var model = new MemoryModel(ui.ui(), door("bge", "broken"));

        model.chosenProperty().set("broken");

        assertEquals(List.of("broken"), chosen);
        assertEquals("broken", ui.ui().preferences().get().embedder());
        assertEquals("It is broken.", model.stateProperty().get().orElseThrow().problem());
    }
}
