package studio.likeness.models.modelfolder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ModelFolderWordsTest {
    private static final Pattern KEY = Pattern.compile("\"(models\\.modelfolder\\.\\w+)\"");
    private static final Pattern HOLE = Pattern.compile("%(\\d\\$)?s");

    @Test
    void saysTheSameInBothLanguages() throws IOException {
        var english = words("words.properties");
        var chinese = words("words_zh.properties");

        assertEquals(english.stringPropertyNames(), chinese.stringPropertyNames());
        for (var key : english.stringPropertyNames()) {
            assertEquals(holes(english.getProperty(key)), holes(chinese.getProperty(key)), key);
        }
    }

    @Test
    void hasASentenceForEveryKeyInTheCodeAndNoneTooMany() throws IOException {
        var used = new TreeSet<String>();
        var sources = Path.of("src/main/java/studio/likeness/models/modelfolder");
        try (var files = Files.list(sources)) {
            for (var file : (Iterable<Path>) files::iterator) {
                KEY.matcher(Files.readString(file)).results().forEach(r -> used.add(r.group(1)));
            }
        }
        var known = new TreeSet<String>();
        for (var key : words("words.properties").stringPropertyNames()) {
            known.add(key.replace(".remedy", ""));
        }
        assertEquals(used, known);
    }

    private static Set<String> holes(String sentence) {
        var holes = new TreeSet<String>();
        HOLE.matcher(sentence).results().forEach(r -> holes.add(r.group()));
        return holes;
    }

    private static Properties words(String name) throws IOException {
        var words = new Properties();
        var stream = Objects.requireNonNull(ModelFolderWordsTest.class.getResourceAsStream(name));
        try (var in = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            words.load(in);
        }
        return words;
    }
}
