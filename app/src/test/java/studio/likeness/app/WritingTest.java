package studio.likeness.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.speech.ChineseScript;

/// In which characters what is heard is written down.
class WritingTest {
    @TempDir Path home;

    @Test
    void asTheSettingsSay() {
        try (var studio = new Studio(new Home(home))) {
            assertEquals(ChineseScript.ANY, studio.conversations().writing().script());
            choose(studio, "traditional");
            assertEquals(ChineseScript.TRADITIONAL, studio.conversations().writing().script());
            choose(studio, "simplified");
            assertEquals(ChineseScript.SIMPLIFIED, studio.conversations().writing().script());
        }
    }

    @Test
    void aChoiceOfALaterVersionIsAsHeard() {
        try (var studio = new Studio(new Home(home))) {
            choose(studio, "seal");
            assertEquals(ChineseScript.ANY, studio.conversations().writing().script());
        }
    }

    private static void choose(Studio studio, String script) {
        studio.settings().change(old -> old.with(draft -> draft.script(script)));
    }
}
