package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Cuts Chinese into words with their parts of speech exactly as jieba does, because the tone rules
/// of GPT-SoVITS were written on its words and tags (docs/decisions/0013).
public final class ChineseWords {
    /// @param tag jieba's part of speech, `x` for what has none
    public record Word(String text, String tag) {}

    private final WordTable table = new WordTable();
    private final TagModel tags = new TagModel();
    private final BorderModel borders = new BorderModel();

    private ChineseWords() {}

    /// Read once, when somebody first speaks Chinese.
    public static ChineseWords loaded() {
        return Loaded.WORDS;
    }

    private static final class Loaded {
        static final ChineseWords WORDS = new ChineseWords();
    }

    /// @param clause Chinese characters and marks
    public List<Word> tagged(String clause) {
        var words = new ArrayList<Word>();
        for (int at = 0; at < clause.length(); ) {
            int end = at;
            while (end < clause.length() && joins(clause.charAt(end))) {
                end++;
            }
            if (end > at) {
                tag(clause.substring(at, end), words);
            } else {
                end = at + Character.charCount(clause.codePointAt(at));
                words.add(new Word(clause.substring(at, end), "x"));
            }
            at = end;
        }
        return words;
    }

    // A full stop may be part of a number, so jieba lets it into a run.
    private static boolean joins(char c) {
        return chinese(c) || c == '.';
    }

    static boolean chinese(char c) {
        return c >= '\u4e00' && c <= '\u9fd5';
    }

    private void tag(String run, List<Word> words) {
        var route = table.route(run);
        int loose = 0;
        for (int at = 0; at < run.length(); at = route[at]) {
            int end = route[at];
            if (end - at > 1) {
                loose(run.substring(loose, at), words);
                words.add(known(run.substring(at, end)));
                loose = end;
            }
        }
        loose(run.substring(loose), words);
    }

    /// Single characters in a row: perhaps a name.
    private void loose(String run, List<Word> words) {
        if (run.length() < 2 || table.has(run)) {
            run.chars().forEach(c -> words.add(known(String.valueOf((char) c))));
            return;
        }
        for (int at = 0; at < run.length(); ) {
            int end = at;
            boolean chinese = chinese(run.charAt(at));
            while (end < run.length() && chinese(run.charAt(end)) == chinese) {
                end++;
            }
            var part = run.substring(at, end);
            if (chinese) {
                words.addAll(tags.words(part));
            } else {
                words.add(new Word(part, "m"));
            }
            at = end;
        }
    }

    private Word known(String word) {
        return new Word(word, table.tag(word));
    }

    /// A word in its two halves, the shortest word within it apart.
    List<String> halves(String word) {
        var shortest =
                finer(word).stream().min(Comparator.comparingInt(String::length)).orElse(word);
        if (word.startsWith(shortest)) {
            return List.of(shortest, word.substring(shortest.length()));
        }
        return List.of(word.substring(0, word.length() - shortest.length()), shortest);
    }

    /// The words of a text, each after the shorter words inside it.
    private List<String> finer(String text) {
        var finer = new ArrayList<String>();
        for (var word : plain(text)) {
            for (int length = 2; length <= 3; length++) {
                for (int at = 0; word.length() > length && at + length <= word.length(); at++) {
                    var inside = word.substring(at, at + length);
                    if (table.has(inside)) {
                        finer.add(inside);
                    }
                }
            }
            finer.add(word);
        }
        return finer;
    }

    private List<String> plain(String text) {
        var words = new ArrayList<String>();
        for (int at = 0; at < text.length(); ) {
            int end = at;
            while (end < text.length() && chinese(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                plainRun(text.substring(at, end), words);
            } else {
                words.add(text.substring(at, ++end));
            }
            at = end;
        }
        return words;
    }

    private void plainRun(String run, List<String> words) {
        var route = table.route(run);
        int loose = 0;
        for (int at = 0; at < run.length(); at = route[at]) {
            int end = route[at];
            if (end - at > 1) {
                plainLoose(run.substring(loose, at), words);
                words.add(run.substring(at, end));
                loose = end;
            }
        }
        plainLoose(run.substring(loose), words);
    }

    private void plainLoose(String run, List<String> words) {
        if (run.length() < 2 || table.has(run)) {
            run.chars().forEach(c -> words.add(String.valueOf((char) c)));
        } else {
            words.addAll(borders.words(run));
        }
    }
}
