package studio.likeness.corpus.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Some texts, to see whether something that was said rests on them. Thread-safe.
public final class Known {
    // Words that say less are not looked at: everybody uses them.
    private static final double TELLING = 0.4;

    private final Reader reader;
    private final Texts told;
    private final Texts asked;

    private record Texts(String plain, Set<String> words, Set<Integer> concepts) {
        boolean has(Word word) {
            if (words.contains(word.text())) {
                return true;
            }
            for (int concept : word.concepts()) {
                if (concepts.contains(concept)) {
                    return true;
                }
            }
            return Lexicon.isChinese(word.text()) && plain.contains(word.text());
        }
    }

    /// @param told what may be said
    /// @param asked what the other one has said: repeating it proves nothing
    Known(Reader reader, List<String> told, List<String> asked) {
        this.reader = reader;
        this.told = texts(told);
        this.asked = texts(asked);
    }

    private Texts texts(List<String> texts) {
        var plain = new StringBuilder();
        var words = new HashSet<String>();
        var concepts = new HashSet<Integer>();
        for (var text : texts) {
            plain.append(text.toLowerCase(Locale.ROOT)).append('\n');
            for (var word : reader.read(text, Reader.languageOf(text)).words()) {
                words.add(word.text());
                for (int concept : word.concepts()) {
                    concepts.add(concept);
                }
            }
        }
        return new Texts(plain.toString(), Set.copyOf(words), Set.copyOf(concepts));
    }

    /// How much of what a sentence says is from where.
    ///
    /// @param told the weight of its words that the texts have, or others of the same meaning
    /// @param repeated of those that the texts have and the other one has said, too
    /// @param asked of those that only the other one has said
    /// @param foreign of those that nobody has said, about 1 for a telling word
    /// @param words the foreign ones
    public record Share(
            double told, double repeated, double asked, double foreign, List<String> words) {
        public Share {
            words = List.copyOf(words);
        }
    }

    /// The same number may be written in several ways; comparing them is not the words' business.
    private static boolean isNumber(Word word) {
        return word.text().chars().allMatch(Character::isDigit);
    }

    public Share share(String sentence) {
        double fromTold = 0;
        double repeated = 0;
        double fromAsked = 0;
        double foreign = 0;
        var words = new ArrayList<String>();
        for (var word : reader.read(sentence, Reader.languageOf(sentence)).words()) {
            if (word.weight() < TELLING || isNumber(word)) {
                continue;
            }
            boolean isAsked = asked.has(word);
            if (told.has(word)) {
                if (isAsked) {
                    repeated += word.weight();
                } else {
                    fromTold += word.weight();
                }
            } else if (isAsked) {
                fromAsked += word.weight();
            } else {
                foreign += word.weight();
                words.add(word.text());
            }
        }
        return new Share(fromTold, repeated, fromAsked, foreign, words);
    }
}
