package studio.likeness.corpus.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tartarus.snowball.ext.EnglishStemmer;

/// Splits English into stems, and finds the lexicon's phrases among them.
final class EnglishWords {
    private static final Map<String, String> CONTRACTIONS =
            Map.ofEntries(
                    Map.entry("can't", "can not"),
                    Map.entry("won't", "will not"),
                    Map.entry("shan't", "shall not"),
                    Map.entry("let's", "let us"),
                    Map.entry("gonna", "going to"),
                    Map.entry("wanna", "want to"),
                    Map.entry("o'clock", "clock"));

    // There is no English dictionary to tell how common a word is: a guess for those not listed.
    private static final double UNLISTED = 0.7;

    // "What does your brother do?" asks for a trade, in words that say nothing one by one.
    private static final Pattern TRADE =
            Pattern.compile(
                    "\\bwhat (do|does|did) (?:you|he|she|they|your [a-z ]{2,20}?) do(?: now| then| today)?$");

    private static final Pattern APOSTROPHES = Pattern.compile("[\\p{L}\\p{N}]+('[\\p{L}]*)+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Lexicon lexicon;

    EnglishWords(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /// @param plain lower-case words with one space between them
    List<Word> split(String plain) {
        var surfaces = (TRADE.matcher(plain).find() ? plain + " occupation" : plain).split(" ");
        var stems = Arrays.stream(surfaces).map(EnglishWords::stem).toList();
        var words = new ArrayList<Word>();
        int at = 0;
        while (at < surfaces.length) {
            int end = phraseEnd(stems, at);
            if (end > at) {
                var phrase = String.join(" ", stems.subList(at, end));
                var entry = lexicon.entry(phrase);
                if (entry.weight() > 0) {
                    words.add(new Word(phrase, entry.concepts(), entry.weight()));
                }
                at = end;
            } else {
                double weight =
                        lexicon.isLight(stems.get(at)) ? lexicon.light(stems.get(at)) : UNLISTED;
                if (weight > 0 && !surfaces[at].isEmpty()) {
                    words.add(new Word(stems.get(at), new int[0], weight));
                }
                at++;
            }
        }
        return words;
    }

    private int phraseEnd(List<String> stems, int at) {
        int longest = Math.min(stems.size() - at, lexicon.longestEnglish());
        for (int length = longest; length >= 1; length--) {
            if (lexicon.knows(String.join(" ", stems.subList(at, at + length)))) {
                return at + length;
            }
        }
        return at;
    }

    /// The form in which the lexicon keeps a word or phrase.
    static String stems(String phrase) {
        return Arrays.stream(plain(phrase).split(" "))
                .map(EnglishWords::stem)
                .collect(Collectors.joining(" "));
    }

    private static String stem(String word) {
        var stemmer = new EnglishStemmer();
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    /// Lower case, contractions opened, possessives and punctuation gone.
    static String plain(String text) {
        var lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        var open =
                lower.indexOf('\'') < 0
                        ? lower
                        : APOSTROPHES
                                .matcher(lower)
                                .replaceAll(match -> Matcher.quoteReplacement(open(match.group())));
        return NO_LETTERS.matcher(open).replaceAll(" ").strip();
    }

    private static String open(String word) {
        var whole = CONTRACTIONS.get(word);
        if (whole != null) {
            return whole;
        }
        int at = word.lastIndexOf('\'');
        var stem = word.substring(0, at);
        return switch (word.substring(at + 1)) {
            case "t" -> word.endsWith("n't") ? word.substring(0, at - 1) + " not" : stem + "t";
            case "ve" -> stem + " have";
            case "re" -> stem + " are";
            case "ll" -> stem + " will";
            case "s", "d", "m", "" -> stem;
            default -> word.replace("'", "");
        };
    }
}
