package studio.likeness.models.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptRunTest {
    private static ScriptRun zh(String text) {
        return new ScriptRun("zh", text);
    }

    private static ScriptRun en(String text) {
        return new ScriptRun("en", text);
    }

    @Test
    void leavesAClauseInOneLanguageWhole() {
        assertEquals(List.of(zh("2008年，我去了苏州。")), ScriptRun.of("2008年，我去了苏州。", "zh"));
        assertEquals(
                List.of(en("\"In 2008, I moved.\"")), ScriptRun.of("\"In 2008, I moved.\"", "en"));
    }

    @Test
    void givesTheWordsOfTheOtherLanguageToItsVoice() {
        assertEquals(
                List.of(zh("我用"), en("Java"), zh("写了3个程序。")),
                ScriptRun.of("我用 Java 写了3个程序。", "zh"));
        assertEquals(
                List.of(en("We say \""), zh("你好\""), en("every day.")),
                ScriptRun.of("We say \"你好\" every day.", "en"));
    }

    @Test
    void readsDigitsWithTheWordTheyTouch() {
        assertEquals(List.of(zh("存成"), en("mp3"), zh("格式")), ScriptRun.of("存成mp3格式", "zh"));
        assertEquals(
                List.of(en("In"), zh("2008年"), en("it began")),
                ScriptRun.of("In 2008年 it began", "en"));
        assertEquals(List.of(en("Java"), zh("25 很快")), ScriptRun.of("Java 25 很快", "zh"));
    }

    @Test
    void hasNothingToSayWithoutLettersOrDigits() {
        assertEquals(List.of(), ScriptRun.of("……！ \u0007", "zh"));
        assertEquals(List.of(), ScriptRun.of("", "en"));
    }

    @Test
    void keepsUnknownScriptsAndEmojiInTheClausesLanguage() {
        assertEquals(List.of(zh("我爱привет😀")), ScriptRun.of("我爱привет😀", "zh"));
    }

    @Test
    void refusesALanguageItCannotSpeak() {
        assertThrows(IllegalArgumentException.class, () -> ScriptRun.of("bonjour", "fr"));
    }
}
