package studio.likeness.models.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void speaksTheLanguageAskedFor() {
        assertEquals("出现了意外情况（x）。详情见日志。", Words.say(Locale.CHINESE, "models.job.unexpected", "x"));
        assertEquals(
                "Something unexpected happened (x). The log in the details tells more.",
                Words.say(Locale.ENGLISH, "models.job.unexpected", "x"));
    }

    @Test
    void fallsBackToEnglishForOtherLanguages() {
        assertEquals(
                Words.say(Locale.ENGLISH, "models.job.unexpected", "x"),
                Words.say(Locale.FRENCH, "models.job.unexpected", "x"));
    }

    @Test
    void refusesAKeyThatNoBundleKnows() {
        assertThrows(IllegalArgumentException.class, () -> Words.say("models.job.nonsense"));
        assertThrows(IllegalArgumentException.class, () -> Words.say("nowhere.at.all"));
    }
}
