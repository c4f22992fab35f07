package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.Words;

class LibraryWordsTest {
    private static final Pattern KEY = Pattern.compile("\"(models\\.library\\.[\\w.]*\\w)\"");
    private static final Pattern NUMBER = Pattern.compile("\\{(\\w+)}");
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
        var sources = Path.of("src/main/java/studio/likeness/models/library");
        try (var files = Files.list(sources)) {
            for (var file : (Iterable<Path>) files::iterator) {
                KEY.matcher(Files.readString(file)).results().forEach(r -> used.add(r.group(1)));
            }
        }
        var known = new TreeSet<String>();
        for (var key : words("words.properties").stringPropertyNames()) {
            if (!key.startsWith("models.library.fact.")
                    && !key.startsWith("models.library.orphan.")) {
                known.add(key.replace(".remedy", ""));
            }
        }
        assertEquals(used, known);
    }

    @Test
    void namesEverySizeOfTheSignatures() {
        var names = new TreeSet<String>();
        for (var signatures :
                List.of(LanguageSignatures.ALL, VoiceSignatures.ALL, FaceSignatures.ALL)) {
            for (var signature : signatures) {
                for (var line : signature.required()) {
                    NUMBER.matcher(line.name()).results().forEach(r -> names.add(r.group(1)));
                    line.shape().sizes().forEach(size -> names.add(size.name()));
                }
            }
        }
        for (var signature : GraphSignatures.ALL) {
            for (var line : signature.inputs()) {
                line.shape().sizes().forEach(size -> names.add(size.name()));
            }
        }
        names.removeAll(Set.of("", "_"));

        for (var name : names) {
            assertTrue(Words.has("models.library.fact." + name), name);
        }
    }

    private static Set<String> holes(String sentence) {
        var holes = new TreeSet<String>();
        HOLE.matcher(sentence).results().forEach(r -> holes.add(r.group()));
        return holes;
    }

    private static Properties words(String name) throws IOException {
        var words = new Properties();
        var stream = Objects.requireNonNull(LibraryWordsTest.class.getResourceAsStream(name));
        try (var in = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            words.load(in);
        }
        return words;
    }
}
