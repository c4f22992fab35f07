package studio.likeness.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.Words;

/// Every sentence exists in both languages, and every key that the code names has one.
class WordsCoverageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern KEY =
            Pattern.compile("\"((?:models|corpus|app)\\.[a-z]+\\.[A-Za-z.]*[A-Za-z])\"");
    private static final Pattern HOLE = Pattern.compile("%(?:\\d+\\$)?[sd]");

    @Test
    void bothLanguagesSayTheSame() throws IOException {
        for (var english : files("src/main/resources", "words.properties")) {
            var words = load(english);
            var chinese = load(english.resolveSibling("words_zh.properties"));
            assertEquals(
                    new TreeSet<>(words.stringPropertyNames()),
                    new TreeSet<>(chinese.stringPropertyNames()),
                    english.toString());
            for (var key : words.stringPropertyNames()) {
                assertEquals(holes(words.getProperty(key)), holes(chinese.getProperty(key)), key);
                assertFalse(chinese.getProperty(key).isBlank(), key);
            }
        }
    }

    @Test
    void everyKeyInTheCodeHasWords() throws IOException {
        var missing = new TreeSet<String>();
        for (var source : files("src/main/java", ".java")) {
            var keys = KEY.matcher(Files.readString(source));
            while (keys.find()) {
                if (!known(keys.group(1))) {
                    missing.add(keys.group(1) + " in " + source.getFileName());
                }
            }
        }
        assertTrue(missing.isEmpty(), missing.toString());
    }

    private static boolean known(String key) {
        try {
            return Words.has(key);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static List<String> holes(String text) {
        return HOLE.matcher(text).results().map(hole -> hole.group()).sorted().toList();
    }

    private static Properties load(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }

    private static List<Path> files(String below, String ending) throws IOException {
        try (var modules = Stream.of("models", "corpus", "app")) {
            return modules.map(module -> ROOT.resolve(module).resolve(below))
                    .flatMap(WordsCoverageTest::walk)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
