package studio.likeness.models.speech;

import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import studio.likeness.models.speech.Transcript.Word;

/// In which characters Chinese is written down. The network is told by a sentence in them, as if
/// it had written that before, and what it writes otherwise is converted by Unicode's rules, which
/// know phrases: 头发 becomes 頭髮 and 发展 becomes 發展. Safe for several threads.
public enum ChineseScript {
    /// As the network likes.
    ANY("", ""),
    SIMPLIFIED("以下是普通话的句子，用简体字书写。", "Hant-Hans"),
    TRADITIONAL("以下是普通話的句子，用繁體字書寫。", "Hans-Hant");

    /// Of Whisper, in which its characters are Chinese: Japanese has its own.
    private static final Set<String> LANGUAGES = Set.of("zh", "yue");

    private final String before;
    private final String rules;

    ChineseScript(String before, String rules) {
        this.before = before;
        this.rules = rules;
    }

    /// Read when first asked for.
    private static final class Rules {
        static final Transliterator SIMPLIFYING = Transliterator.getInstance(SIMPLIFIED.rules);
        static final Transliterator TRADITIONALISING =
                Transliterator.getInstance(TRADITIONAL.rules);
    }

    private Optional<Transliterator> converting(String language) {
        if (!LANGUAGES.contains(language)) {
            return Optional.empty();
        }
        return switch (this) {
            case ANY -> Optional.empty();
            case SIMPLIFIED -> Optional.of(Rules.SIMPLIFYING);
            case TRADITIONAL -> Optional.of(Rules.TRADITIONALISING);
        };
    }

    /// What the network is told; empty for nothing.
    String before() {
        return before;
    }

    /// The same in these characters.
    ///
    /// @param language of [Languages]
    String written(String text, String language) {
        return converting(language).map(rules -> rules.transliterate(text)).orElse(text);
    }

    /// The words of a sentence in these characters, each at its time. They are converted together,
    /// because a character may depend on those in the next word.
    List<Word> written(List<Word> words, String language) {
        var text = words.stream().map(Word::text).collect(Collectors.joining());
        var whole = written(text, language);
        boolean cuts = whole.length() == text.length();
        var written = new ArrayList<Word>();
        int at = 0;
        for (var word : words) {
            int end = at + word.text().length();
            var own = cuts ? whole.substring(at, end) : written(word.text(), language);
            written.add(new Word(own, word.from(), word.to(), word.chance()));
            at = end;
        }
        return written;
    }
}
