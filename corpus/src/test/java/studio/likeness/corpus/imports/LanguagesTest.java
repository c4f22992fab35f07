package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource({
        "我小时候住在海边。, zh",
        "I lived by the sea., en",
        "我喜欢 Beethoven, zh",
        "The word 海 means the sea, en",
        "42, en"
    })
    void tellsThemByTheirScript(String text, String language) {
        assertEquals(language, Languages.of(text));
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, zh", "中文, zh", "zh_Hant, zh", "English, en", "EN, en"})
    void knowsTheirNames(String name, String language) {
        assertEquals(Optional.of(language), Languages.named(name));
    }

    @ParameterizedTest
    @CsvSource({"fr", "zhx", "'-'"})
    void knowsNoOthers(String name) {
        assertEquals(Optional.empty(), Languages.named(name));
    }
}
