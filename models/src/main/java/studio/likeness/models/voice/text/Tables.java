package studio.likeness.models.voice.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tukaani.xz.XZInputStream;

/// The tables that lie beside this code: GPT-SoVITS's own, and the packed dictionaries.
///
/// @param syllables pinyin without its tone, to the symbol of its initial and that of its final
/// @param fixedReadings words whose pinyin no dictionary or model overrules
/// @param neutral words whose last syllable has no tone
/// @param notNeutral words that look as if they did
/// @param curled words whose last `儿` curls the syllable before, whatever their tag
/// @param notCurled words in which `儿` is a syllable of its own
record Tables(
        Map<Symbols, List<String>> symbols,
        Map<String, List<String>> syllables,
        Map<String, List<String>> fixedReadings,
        Set<String> neutral,
        Set<String> notNeutral,
        Set<String> curled,
        Set<String> notCurled,
        Map<String, String> marks,
        Map<String, List<String>> englishWords) {
    private static final String FILE = "gpt_sovits_text_tables.json";

    /// Read once, when somebody first speaks.
    static Tables loaded() {
        return Loaded.TABLES;
    }

    private static final class Loaded {
        static final Tables TABLES = read();
    }

    private static Tables read() {
        try (var in = open(FILE)) {
            var tree = new ObjectMapper().readTree(in);
            return new Tables(
                    Map.of(
                            Symbols.V1, strings(tree.path("symbols_v1")),
                            Symbols.V2, strings(tree.path("symbols_v2"))),
                    lists(tree.path("pinyin_map")),
                    lists(tree.path("polyphonic")),
                    Set.copyOf(strings(tree.path("neutral_tone_words"))),
                    Set.copyOf(strings(tree.path("not_neutral_tone_words"))),
                    Set.copyOf(strings(tree.path("must_erhua"))),
                    Set.copyOf(strings(tree.path("not_erhua"))),
                    texts(tree.path("punctuation_map")),
                    lists(tree.path("english_hot_words")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> strings(JsonNode list) {
        var strings = new ArrayList<String>();
        list.forEach(each -> strings.add(each.asText()));
        return List.copyOf(strings);
    }

    private static Map<String, List<String>> lists(JsonNode object) {
        var map = new HashMap<String, List<String>>();
        object.properties().forEach(each -> map.put(each.getKey(), strings(each.getValue())));
        return Map.copyOf(map);
    }

    private static Map<String, String> texts(JsonNode object) {
        var map = new LinkedHashMap<String, String>();
        object.properties().forEach(each -> map.put(each.getKey(), each.getValue().asText()));
        return map;
    }

    /// Hands every line of a packed table to somebody, in the file's order.
    static void unpack(String name, Consumer<String> line) {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                new XZInputStream(open(name)), StandardCharsets.UTF_8),
                        1 << 16)) {
            for (var next = lines.readLine(); next != null; next = lines.readLine()) {
                line.accept(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream open(String name) {
        var in = Tables.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("expected a table " + name + " beside the classes");
        }
        return in;
    }
}
