package studio.likeness.corpus.memory;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A text as memory reads it.
///
/// @param plain lower-case letters and digits only; English words keep one space between them
/// @param words what it speaks of; words that say nothing are left out
/// @param asks what kinds of answer it asks for
/// @param grams pieces of the plain text with how often each occurs: pairs of Chinese characters,
///     threes of English letters
record Reading(
        String language,
        String plain,
        List<Word> words,
        Set<QuestionKind> asks,
        Map<String, Integer> grams) {
    private static final Pattern YOU = Pattern.compile("\\b(you|your|yours|yourself|ye)\\b");

    Reading {
        words = List.copyOf(words);
        asks = Set.copyOf(asks);
        grams = Map.copyOf(grams);
    }

    Reading(String language, String plain, List<Word> words, Set<QuestionKind> asks) {
        this(language, plain, words, asks, grams(language, plain));
    }

    /// Whether it speaks to somebody: asks about you, not about the world.
    boolean isPersonal() {
        return language.equals("zh")
                ? plain.indexOf('你') >= 0 || plain.indexOf('您') >= 0
                : YOU.matcher(plain).find();
    }

    private static Map<String, Integer> grams(String language, String plain) {
        int size = language.equals("zh") ? 2 : 3;
        var grams = new HashMap<String, Integer>();
        for (int i = 0; i + size <= plain.length(); i++) {
            grams.merge(plain.substring(i, i + size), 1, Integer::sum);
        }
        if (plain.length() < size) {
            grams.put(plain, 1);
        }
        return grams;
    }

    /// One line for the index; [#stored] reads it back without a dictionary.
    String store() {
        var line = new StringBuilder(language).append('\t').append(plain).append('\t');
        asks.stream().sorted().forEach(kind -> line.append(kind.name()).append(' '));
        for (var word : words) {
            line.append('\t').append(word.text());
            line.append('|').append(Lexicon.join(word.concepts()));
            line.append('|').append((float) word.weight());
        }
        return line.toString();
    }

    static Reading stored(String line) {
        var parts = line.split("\t", -1);
        if (parts.length < 3) {
            throw new IllegalArgumentException("expected a stored reading, found '" + line + "'");
        }
        var asks = EnumSet.noneOf(QuestionKind.class);
        for (var kind : parts[2].split(" ")) {
            if (!kind.isEmpty()) {
                asks.add(QuestionKind.valueOf(kind));
            }
        }
        var words = new ArrayList<Word>();
        for (int i = 3; i < parts.length; i++) {
            words.add(word(parts[i]));
        }
        return new Reading(parts[0], parts[1], words, asks);
    }

    private static Word word(String stored) {
        var parts = stored.split("\\|", -1);
        var numbers = parts[1].isEmpty() ? new String[0] : parts[1].split(",");
        var concepts = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            concepts[i] = Integer.parseInt(numbers[i]);
        }
        return new Word(parts[0], concepts, Float.parseFloat(parts[2]), false, 1);
    }
}
