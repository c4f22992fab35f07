package studio.likeness.corpus.memory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Which words mean much the same, which concept is wider than which, and which words say little:
/// `concepts.txt`, `light-zh.txt` and `light-en.txt` in memory. English is kept by its stems.
final class Lexicon {
    private static final int[] NONE = {};

    /// A word or phrase as the lexicon knows it.
    ///
    /// @param concepts what it may mean; the numbers hold for one version of the lexicon
    /// @param weight how much it says, 0 to 1
    /// @param need how much it matters that an answer lacks it, 0 to 1
    record Entry(int[] concepts, double weight, double need) {}

    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Double> light = new HashMap<>();
    private final List<BitSet> parents = new ArrayList<>();
    private final List<BitSet> ancestors = new ArrayList<>();
    private final int longestChinese;
    private final int longestEnglish;
    private final int fingerprint;
    private final int somebody;
    private final int elsewhere;
    private final int pet;

    private Lexicon(List<String> concepts, List<String> lightWords, UnaryOperator<String> stems) {
        for (var line : lightWords) {
            int at = line.indexOf(' ');
            double weight = Double.parseDouble(line.substring(0, at));
            for (var word : line.substring(at + 1).strip().split("\\s+")) {
                light.put(isChinese(word) ? word : stems.apply(word), weight);
            }
        }
        var lines = concepts.stream().map(Line::of).toList();
        var numbers = new HashMap<String, Integer>();
        lines.forEach(line -> numbers.putIfAbsent(line.name, numbers.size()));
        if (numbers.size() != lines.size()) {
            throw new IllegalArgumentException("a concept is listed twice");
        }
        for (var line : lines) {
            var above = new BitSet();
            line.wider.forEach(name -> above.set(number(numbers, name)));
            parents.add(above);
        }
        for (int i = 0; i < parents.size(); i++) {
            ancestors.add(ancestors(i));
        }
        for (var line : lines) {
            var entry = new Entry(new int[] {number(numbers, line.name)}, line.weight, line.need);
            for (var word : line.words) {
                var forms = isChinese(word) ? opened(word) : List.of(stems.apply(word));
                forms.forEach(form -> entries.merge(form, entry, Lexicon::both));
            }
        }
        somebody = number(numbers, "somebody");
        elsewhere = number(numbers, "elsewhere");
        pet = number(numbers, "pet");
        longestChinese = longest(true);
        longestEnglish = longest(false);
        fingerprint = 31 * concepts.hashCode() + lightWords.hashCode();
    }

    /// Read once; it is the same for every persona.
    private static final class Loaded {
        static final Lexicon LEXICON = load(EnglishWords::stems);
    }

    static Lexicon lexicon() {
        return Loaded.LEXICON;
    }

    /// @param stems brings an English phrase to the form in which texts are looked up
    private static Lexicon load(UnaryOperator<String> stems) {
        var light = new ArrayList<>(lines("light-zh.txt"));
        light.addAll(lines("light-en.txt"));
        return new Lexicon(lines("concepts.txt"), light, stems);
    }

    private static int number(Map<String, Integer> numbers, String name) {
        var number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("the lexicon has no concept " + name);
        }
        return number;
    }

    private static List<String> lines(String resource) {
        var stream = Lexicon.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("the resource " + resource + " is missing");
        }
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Line(
            String name, double weight, double need, List<String> wider, List<String> words) {
        static Line of(String line) {
            int colon = line.indexOf(" : ");
            if (colon < 0) {
                throw new IllegalArgumentException("expected 'name : words', found " + line);
            }
            var head = Arrays.asList(line.substring(0, colon).strip().split("\\s+"));
            double weight = 1;
            double need = 1;
            var wider = new ArrayList<String>();
            for (var part : head.subList(1, head.size())) {
                if (part.startsWith("@")) {
                    weight = Double.parseDouble(part.substring(1));
                } else if (part.startsWith("~")) {
                    need = Double.parseDouble(part.substring(1));
                } else if (!part.equals(">")) {
                    wider.add(part);
                }
            }
            var words =
                    Arrays.stream(line.substring(colon + 3).split(","))
                            .map(String::strip)
                            .filter(w -> !w.isEmpty())
                            .toList();
            return new Line(head.getFirst(), weight, need, wider, words);
        }
    }

    /// A word of two concepts says as little as the lighter one: "I love fish" is not about love.
    private static Entry both(Entry a, Entry b) {
        var concepts = Arrays.copyOf(a.concepts, a.concepts.length + b.concepts.length);
        System.arraycopy(b.concepts, 0, concepts, a.concepts.length, b.concepts.length);
        return new Entry(
                Arrays.stream(concepts).distinct().toArray(),
                Math.min(a.weight, b.weight),
                Math.min(a.need, b.need));
    }

    /// A Chinese word of two characters and its forms: 认错, 认错过, 认过错, 认不认错.
    private static List<String> opened(String word) {
        if (word.length() != 2) {
            return List.of(word);
        }
        var a = word.substring(0, 1);
        var b = word.substring(1);
        return List.of(
                word,
                word + "过",
                word + "了",
                a + "过" + b,
                a + "了" + b,
                a + "不" + word,
                a + "没" + word);
    }

    private int longest(boolean chinese) {
        return entries.keySet().stream()
                .filter(word -> isChinese(word) == chinese)
                .mapToInt(word -> chinese ? word.length() : word.split(" ").length)
                .max()
                .orElse(1);
    }

    static boolean isChinese(String word) {
        return word.codePoints().anyMatch(Lexicon::isHan);
    }

    static boolean isHan(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }

    Entry entry(String word) {
        return entries.getOrDefault(word, new Entry(NONE, 1, 1));
    }

    boolean knows(String word) {
        return entries.containsKey(word);
    }

    /// The weight of a word that says little, or 1.
    double light(String word) {
        return light.getOrDefault(word, 1.0);
    }

    boolean isLight(String word) {
        return light.containsKey(word);
    }

    /// In characters.
    int longestChinese() {
        return longestChinese;
    }

    /// In words.
    int longestEnglish() {
        return longestEnglish;
    }

    private BitSet ancestors(int concept) {
        var all = new BitSet();
        parents.get(concept).stream()
                .forEach(
                        above -> {
                            all.set(above);
                            all.or(ancestors(above));
                        });
        return all;
    }

    /// Whether `a` is wider than `b`, over any number of steps.
    boolean isWider(int a, int b) {
        return ancestors.get(b).get(a);
    }

    /// Whether it is another person than the one who is asked.
    boolean isSomebody(Word word) {
        return isUnder(somebody, word);
    }

    /// Whether it is an animal that somebody lives with.
    boolean isCreature(Word word) {
        return isUnder(pet, word);
    }

    /// Whether it asks for an errand or a fact of the world, not about a life.
    boolean isElsewhere(Word word) {
        return isUnder(elsewhere, word);
    }

    private boolean isUnder(int wider, Word word) {
        for (int concept : word.concepts()) {
            if (isWider(wider, concept)) {
                return true;
            }
        }
        return false;
    }

    /// Whether two words mean different things of one kind, as tea and coffee do.
    boolean areSiblings(Word a, Word b) {
        boolean siblings = false;
        for (int left : a.concepts()) {
            for (int right : b.concepts()) {
                if (left == right || isWider(left, right) || isWider(right, left)) {
                    return false;
                }
                siblings |= parents.get(left).intersects(parents.get(right));
            }
        }
        return siblings;
    }

    /// A concept with all that are wider than it.
    BitSet withWider(int concept) {
        var all = new BitSet();
        all.set(concept);
        all.or(ancestors.get(concept));
        return all;
    }

    /// Changes whenever the words do, so that an index made with others is known to be old.
    String fingerprint() {
        return Integer.toHexString(fingerprint);
    }

    static String join(int[] concepts) {
        return Arrays.stream(concepts).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
