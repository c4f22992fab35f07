package studio.likeness.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Pattern HOLE = Pattern.compile("%(\\d+\\$)?[-.\\d]*[sdf]");
    private static final Pattern CHINESE_BESIDE_LATIN =
            Pattern.compile("\\p{IsHan}[A-Za-z0-9%]|[A-Za-z0-9%]\\p{IsHan}");

    private final Properties english = words("words.properties");
    private final Properties chinese = words("words_zh.properties");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertEquals(english.keySet(), chinese.keySet());
    }

    @Test
    void everyHoleIsThereInBothLanguages() {
        english.stringPropertyNames()
                .forEach(
                        key ->
                                assertEquals(
                                        holes(english.getProperty(key)),
                                        holes(chinese.getProperty(key)),
                                        key));
    }

    @Test
    void nothingShoutsAndNothingIsEmpty() {
        for (var language : List.of(english, chinese)) {
            language.stringPropertyNames()
                    .forEach(
                            key -> {
                                var text = language.getProperty(key);
                                assertFalse(text.isBlank(), key);
                                assertFalse(text.contains("!") || text.contains("！"), key);
                            });
        }
    }

    /// A name that stands in a sentence brings its own script, so `%s` may touch a word.
    @Test
    void chineseStandsApartFromLatinAndDigits() {
        chinese.stringPropertyNames()
                .forEach(
                        key -> {
                            var text = HOLE.matcher(chinese.getProperty(key)).replaceAll("");
                            assertFalse(
                                    CHINESE_BESIDE_LATIN.matcher(text).find(),
                                    () -> key + ": " + text);
                        });
        assertTrue(chinese.size() > 100);
    }

    private static List<String> holes(String text) {
        return HOLE.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    private static Properties words(String name) {
        var found = new Properties();
        try (var in =
                new InputStreamReader(
                        Objects.requireNonNull(Ui.class.getResourceAsStream(name)),
                        StandardCharsets.UTF_8)) {
            found.load(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }
}
