package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import studio.likeness.models.voice.text.ChineseWords.Word;

/// Normalised Chinese as GPT-SoVITS's symbols: two for every character (an initial, and a final
/// with
/// its tone), one for a mark.
public final class ChineseSounds {
    /// @param phonemes names of symbols
    /// @param perCharacter how many of them each character has
    public record Sounds(List<String> phonemes, List<Integer> perCharacter) {
        public Sounds {
            phonemes = List.copyOf(phonemes);
            perCharacter = List.copyOf(perCharacter);
        }
    }

    private static final Pattern BEHIND_A_MARK = Pattern.compile("(?<=[!?…,.-])");

    private final Tables tables = Tables.loaded();
    private final Readings readings = Readings.loaded();
    private final ChineseWords words = ChineseWords.loaded();
    private final WordMerges merges = new WordMerges(readings);
    private final ToneRules tones = new ToneRules(tables, words);

    private ChineseSounds() {}

    /// Read once, when somebody first speaks Chinese.
    public static ChineseSounds loaded() {
        return Loaded.SOUNDS;
    }

    private static final class Loaded {
        static final ChineseSounds SOUNDS = new ChineseSounds();
    }

    /// @param normalised by {@link ChineseNormaliser#normalise}
    public Sounds of(String normalised) {
        var phonemes = new ArrayList<String>();
        var perCharacter = new ArrayList<Integer>();
        for (var clause : BEHIND_A_MARK.split(normalised)) {
            var cut = words.tagged(clause);
            var pinyin = cut.stream().flatMap(word -> readings.of(word).stream()).toList();
            var sounds = said(merged(cut), pinyin, true);
            phonemes.addAll(sounds.phonemes);
            perCharacter.addAll(sounds.perCharacter);
        }
        return new Sounds(phonemes, perCharacter);
    }

    /// The words of a clause with those joined that share their tones.
    public List<Word> merged(List<Word> words) {
        return merges.merge(words);
    }

    /// @param merged the words of one clause
    /// @param pinyin of every character, `hao3`; a mark is itself
    /// @param corrected whether the words with a fixed reading overrule the pinyin
    public Sounds said(List<Word> merged, List<String> pinyin, boolean corrected) {
        var phonemes = new ArrayList<String>();
        var perCharacter = new ArrayList<Integer>();
        int at = 0;
        for (var word : merged) {
            var cited = pinyin.subList(at, at + word.text().length());
            at += word.text().length();
            for (var syllable : tones.said(word, corrected ? corrected(word, cited) : cited)) {
                var symbols = symbols(syllable);
                phonemes.addAll(symbols);
                perCharacter.add(symbols.size());
            }
        }
        return new Sounds(phonemes, perCharacter);
    }

    private List<String> corrected(Word word, List<String> cited) {
        var whole = tables.fixedReadings().get(word.text());
        if (whole != null) {
            return whole;
        }
        var each = new ArrayList<>(cited);
        for (int i = 0; i < each.size(); i++) {
            var alone = tables.fixedReadings().get(word.text().substring(i, i + 1));
            if (alone != null) {
                each.set(i, alone.getFirst());
            }
        }
        return each;
    }

    private List<String> symbols(String syllable) {
        char tone = syllable.charAt(syllable.length() - 1);
        if (!Character.isDigit(tone)) {
            return ChineseWords.chinese(tone)
                    ? List.of(Symbols.UNKNOWN, Symbols.UNKNOWN)
                    : List.of(syllable);
        }
        var sound = syllable.substring(0, syllable.length() - 1);
        // Behind j, q and x a written u is the sound that the table calls v.
        var spelled = sound.replaceFirst("^([jqx])u", "$1v");
        var pair = tables.syllables().get(spelled);
        return pair == null
                ? List.of(Symbols.UNKNOWN, Symbols.UNKNOWN)
                : List.of(pair.getFirst(), pair.getLast() + tone);
    }
}
