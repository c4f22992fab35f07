package studio.likeness.models.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import studio.likeness.models.job.StudioException;

/// Whisper's vocabulary: byte pairs, then the tokens that steer it, then one token per 0.02 s.
/// Three are published: of the models that know English only, of those that know 99 languages,
/// and of large-v3 and its heirs, which know 100.
public final class WhisperTokens {
    private static final int ENGLISH_ONLY = 51_864;
    private static final int MULTILINGUAL = 51_865;
    private static final int LARGE_V3 = 51_866;

    /// Marks for what is not spoken: subtitles have them, speech has not.
    private static final List<String> UNSPOKEN =
            List.of(
                    ("\" # ( ) * + / : ; < = > @ [ \\ ] ^ _ ` { | } ~ 「 」 『 』 << >> <<< >>> -- --- -("
                                    + " -[ (' (\" (( )) ((( ))) [[ ]] {{ }} ♪♪ ♪♪♪")
                            .split(" "));

    /// Their first token, which they share with other pictures, is suppressed.
    private static final List<String> NOTES = List.of("♩", "♪", "♫", "♬", "♭", "♮", "♯");

    private final BytePairs pairs;
    private final int size;
    private final List<String> languages;

    private WhisperTokens(BytePairs pairs, int size) {
        this.pairs = pairs;
        this.size = size;
        languages = Languages.ALL.subList(0, size == LARGE_V3 ? 100 : 99);
    }

    /// @param size the rows of the model's table
    /// @throws StudioException when no Whisper has so many
    public static WhisperTokens of(int size) {
        return switch (size) {
            case ENGLISH_ONLY -> new WhisperTokens(BytePairs.of("english.tiktoken"), size);
            case MULTILINGUAL, LARGE_V3 ->
                    new WhisperTokens(BytePairs.of("multilingual.tiktoken"), size);
            default -> throw new StudioException("models.speech.otherVocabulary", size);
        };
    }

    public int size() {
        return size;
    }

    public boolean englishOnly() {
        return size == ENGLISH_ONLY;
    }

    /// In the order of their tokens.
    public List<String> languages() {
        return languages;
    }

    // ---- what steers

    /// Ends a text; all below are text.
    public int end() {
        return pairs.size();
    }

    public int start() {
        return end() + 1;
    }

    public int firstLanguage() {
        return end() + 2;
    }

    public int translate() {
        return firstLanguage() + languages.size();
    }

    public int transcribe() {
        return translate() + 1;
    }

    public int startOfModel() {
        return translate() + 2;
    }

    /// Comes before what was said earlier.
    public int startOfPrevious() {
        return translate() + 3;
    }

    public int noSpeech() {
        return translate() + 4;
    }

    public int noTimes() {
        return translate() + 5;
    }

    /// 0 s; each that follows is 0.02 s later.
    public int firstTime() {
        return translate() + 6;
    }

    /// @throws StudioException when the model does not know the language
    public int language(String code) {
        int at = languages.indexOf(code);
        if (at < 0) {
            throw new StudioException("models.speech.unknownLanguage", code);
        }
        return firstLanguage() + at;
    }

    /// With what a transcript in a language begins. A model of English alone is not told.
    public int[] begin(String language) {
        return englishOnly()
                ? new int[] {start()}
                : new int[] {start(), language(language), transcribe()};
    }

    /// What a transcript of speech has no use for, in order.
    public int[] suppressed() {
        var ids = new TreeSet<Integer>();
        // Within words they are fine.
        ids.add(encode(" -")[0]);
        ids.add(encode(" '")[0]);
        for (var mark : UNSPOKEN) {
            for (var tokens : List.of(encode(mark), encode(" " + mark))) {
                if (tokens.length == 1) {
                    ids.add(tokens[0]);
                }
            }
        }
        for (var note : NOTES) {
            ids.add(encode(note)[0]);
            ids.add(encode(" " + note)[0]);
        }
        return ids.stream().mapToInt(id -> id).toArray();
    }

    // ---- text

    /// As plain text: what looks like a steering token stays text.
    public int[] encode(String text) {
        return pairs.encode(text);
    }

    /// Steering tokens and times are left out; what is half a character becomes U+FFFD.
    public String decode(int... ids) {
        return pairs.decode(ids);
    }

    /// A stretch of text that has one time.
    ///
    /// @param text with the blank before it
    /// @param tokens how many it has
    public record Word(String text, int tokens) {}

    /// Words as a language writes them; characters where it writes no blanks.
    public List<Word> words(int[] ids, String language) {
        var characters = characters(ids);
        if (!Languages.hasBlanks(language)) {
            return characters;
        }
        var words = new ArrayList<Word>();
        for (var part : characters) {
            boolean begins = part.text().startsWith(" ") || isPunctuation(part.text().strip());
            if (begins || words.isEmpty()) {
                words.add(part);
            } else {
                var last = words.removeLast();
                words.add(new Word(last.text() + part.text(), last.tokens() + part.tokens()));
            }
        }
        return words;
    }

    private static boolean isPunctuation(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c < 128 && c > 32 && !Character.isLetterOrDigit(c));
    }

    /// The fewest tokens each that are whole characters.
    List<Word> characters(int[] ids) {
        var whole = new ArrayList<Word>();
        int from = 0;
        for (int to = 1; to <= ids.length; to++) {
            var text = decode(Arrays.copyOfRange(ids, from, to));
            if (text.indexOf('\uFFFD') < 0 || to == ids.length) {
                whole.add(new Word(text, to - from));
                from = to;
            }
        }
        return whole;
    }

    /// The tokens that are text.
    int[] textOf(int[] ids) {
        return IntStream.of(ids).filter(id -> id < end()).toArray();
    }
}
