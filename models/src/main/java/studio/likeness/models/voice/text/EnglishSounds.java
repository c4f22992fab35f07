package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Normalised English as sounds in the CMU dictionary's names, with their stress; a mark is itself.
final class EnglishSounds {
    private static final Pattern WORD =
            Pattern.compile("[A-Za-z]+(?:['-][A-Za-z]+){0,50}|[^A-Za-z\\s]");
    private static final String MARKS = "!?…,.-";
    private static final Set<String> VOICELESS = Set.of("P", "T", "K", "F", "TH", "HH");
    private static final Set<String> HISSING = Set.of("S", "Z", "SH", "ZH", "CH", "JH");
    // Unknown words up to this length are abbreviations.
    private static final int LONGEST_SPELLED = 3;
    private static final int SHORTEST_PART = 3;
    private static final int SHORTEST_COMPOUND = 7;
    private static final int LONGEST_GUESSED = 40;

    private final EnglishDictionary dictionary = new EnglishDictionary();
    private final LetterSounds letters = LetterSounds.read();
    private final Tables tables = Tables.loaded();

    private EnglishSounds() {}

    /// Read once, when somebody first speaks English.
    static EnglishSounds loaded() {
        return Loaded.SOUNDS;
    }

    private static final class Loaded {
        static final EnglishSounds SOUNDS = new EnglishSounds();
    }

    /// A text as it is said, with one mark where several are in a row.
    static String written(String text) {
        var plain =
                text.replaceAll("[，、；：;]|:(?!\\d)", ",")
                        .replace("。", ".")
                        .replace("！", "!")
                        .replace("？", "?")
                        .replace('’', '\'')
                        .replace("…", ".")
                        // A minus before a number is a word of its own.
                        .replaceAll("(?<=\\s)-(?=\\d)", "negative ")
                        // iPhone15: what follows the letters is its own word.
                        .replaceAll("(?<=[A-Za-z])(?=\\d)", " ");
        var said = EnglishNormaliser.normalise(plain);
        return said.replaceAll("([!?,.\\-\\s])[!?,.\\-]+", "$1").strip();
    }

    List<String> of(String normalised) {
        var words = WORD.matcher(normalised).results().map(MatchResult::group).toList();
        var sounds = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!Character.isLetter(word.charAt(0))) {
                mark(word, sounds);
            } else {
                sounds.addAll(word(words, i));
            }
        }
        return sounds;
    }

    private static void mark(String mark, List<String> sounds) {
        var known = mark.equals("'") ? "-" : mark;
        if (MARKS.contains(known)) {
            sounds.add(known);
        }
    }

    private List<String> word(List<String> words, int at) {
        var written = words.get(at);
        var word = written.toLowerCase(Locale.ROOT);
        if (written.equals("A")) {
            return List.of("EY1");
        }
        if (word.length() == 1) {
            return letter(word.charAt(0));
        }
        return EnglishHomographs.of(words, at)
                .orElseGet(() -> known(word).orElseGet(() -> unknown(word)));
    }

    private List<String> letter(char letter) {
        return dictionary.of(String.valueOf(letter)).orElse(List.of());
    }

    private Optional<List<String>> known(String word) {
        var hot = tables.englishWords().get(word);
        return hot == null ? dictionary.of(word) : Optional.of(hot);
    }

    private List<String> unknown(String word) {
        if (word.contains("-")) {
            return Arrays.stream(word.split("-")).flatMap(part -> any(part).stream()).toList();
        }
        if (word.length() <= LONGEST_SPELLED) {
            return spelled(word);
        }
        if (word.endsWith("'s")) {
            return withS(any(word.substring(0, word.length() - 2)));
        }
        if (word.contains("'")) {
            return Arrays.stream(word.split("'")).flatMap(part -> any(part).stream()).toList();
        }
        return inflected(word).or(() -> compound(word)).orElseGet(() -> guessed(word));
    }

    private List<String> any(String word) {
        return known(word).orElseGet(() -> unknown(word));
    }

    private List<String> spelled(String word) {
        return word.chars()
                .mapToObj(c -> c == 'a' ? List.of("EY1") : letter((char) c))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> withS(List<String> sounds) {
        if (sounds.isEmpty()) {
            return sounds;
        }
        var last = sounds.getLast();
        if (VOICELESS.contains(last)) {
            return and(sounds, "S");
        }
        return HISSING.contains(last) ? and(sounds, "AH0", "Z") : and(sounds, "Z");
    }

    private static List<String> and(List<String> sounds, String... more) {
        return Stream.concat(sounds.stream(), Arrays.stream(more)).toList();
    }

    /// A known word with an ending.
    private Optional<List<String>> inflected(String word) {
        if (word.endsWith("s") && !word.endsWith("ss")) {
            return known(cut(word, 1)).map(EnglishSounds::withS);
        }
        if (word.endsWith("ed")) {
            return known(cut(word, 1)).or(() -> known(cut(word, 2))).map(EnglishSounds::past);
        }
        if (word.endsWith("ing")) {
            var stem = cut(word, 3);
            return known(stem).or(() -> known(stem + "e")).map(sounds -> and(sounds, "IH0", "NG"));
        }
        if (word.endsWith("ness")) {
            return known(cut(word, 4)).map(sounds -> and(sounds, "N", "AH0", "S"));
        }
        return word.endsWith("ly")
                ? known(cut(word, 2)).map(sounds -> and(sounds, "L", "IY0"))
                : Optional.empty();
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    private static List<String> past(List<String> sounds) {
        var last = sounds.getLast();
        if (last.equals("T") || last.equals("D")) {
            return and(sounds, "AH0", "D");
        }
        boolean voiceless = VOICELESS.contains(last) || Set.of("S", "SH", "CH").contains(last);
        return and(sounds, voiceless ? "T" : "D");
    }

    /// Two known words, as long as possible each.
    private Optional<List<String>> compound(String word) {
        if (word.length() < SHORTEST_COMPOUND) {
            return Optional.empty();
        }
        int middle = word.length() / 2;
        for (int off = 0; middle - off >= SHORTEST_PART; off++) {
            for (int border : new int[] {middle + off, middle - off}) {
                if (word.length() - border >= SHORTEST_PART) {
                    var right = known(word.substring(border));
                    var both =
                            known(word.substring(0, border))
                                    .flatMap(left -> right.map(r -> joined(left, r)));
                    if (both.isPresent()) {
                        return both;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> joined(List<String> left, List<String> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }

    // A very long row of letters is no word, and is guessed in parts.
    private List<String> guessed(String word) {
        var sounds = new ArrayList<String>();
        for (int from = 0; from < word.length(); from += LONGEST_GUESSED) {
            sounds.addAll(
                    letters.of(
                            word.substring(from, Math.min(word.length(), from + LONGEST_GUESSED))));
        }
        return sounds;
    }
}
