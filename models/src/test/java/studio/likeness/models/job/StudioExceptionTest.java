package studio.likeness.models.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StudioExceptionTest {
    private final Locale before = Locale.getDefault();
    private final StudioException broken =
            new StudioException("models.voice.cloning.broken", "anna");

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void whatHappenedAndWhatToDoAreOneLineOfEachLanguage() {
        Locale.setDefault(Locale.ENGLISH);
        assertEquals(broken.sentence() + " " + broken.remedy(), broken.explanation());
        Locale.setDefault(Locale.CHINESE);
        assertEquals(broken.sentence() + broken.remedy(), broken.explanation());
    }
}
