package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void bothLanguagesSayTheSameThingsWithTheSameHoles() throws IOException {
        var english = load("words.properties");
        var chinese = load("words_zh.properties");
        assertEquals(
                new TreeSet<>(english.stringPropertyNames()),
                new TreeSet<>(chinese.stringPropertyNames()));
        for (var key : english.stringPropertyNames()) {
            assertEquals(holes(english.getProperty(key)), holes(chinese.getProperty(key)), key);
        }
    }

    @Test
    void everySentenceTheCodeAsksForIsThere() throws IOException {
        var english = load("words.properties");
        var asked = Pattern.compile("\"(corpus\\.imports\\.[a-zA-Z0-9.]+)\"");
        var source = Path.of("src/main/java/studio/likeness/corpus/imports");
        var used = new HashSet<String>();
        try (var files = Files.list(source)) {
            for (var file : files.toList()) {
                asked.matcher(Files.readString(file)).results().forEach(m -> used.add(m.group(1)));
            }
        }
        assertTrue(used.size() > 30);
        assertTrue(english.stringPropertyNames().containsAll(used));
        for (var key : english.stringPropertyNames()) {
            assertTrue(used.contains(key.replace(".remedy", "")), key + " is never said");
        }
    }

    private static long holes(String sentence) {
        return Pattern.compile("%(\\d\\$)?s").matcher(sentence).results().count();
    }

    private static Properties load(String name) throws IOException {
        var words = new Properties();
        try (var in = WordsTest.class.getResourceAsStream(name)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }
}
