package studio.likeness.corpus.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Cuts a paragraph at its sentence ends, Chinese and English.
final class Sentences {
    /// A longer one is cut at a comma or a space, else anywhere.
    static final int LONGEST = 400;

    private static final String ENDS = "。！？!?…";
    private static final String CLOSING = "”’」』）)》】\"'";
    private static final String PAUSES = "，、：；,;:—";
    private static final Set<String> ABBREVIATIONS =
            Set.of(
                    "mr", "mrs", "ms", "dr", "st", "jr", "sr", "prof", "rev", "gen", "col", "capt",
                    "lt", "mt", "no", "vs", "etc", "e.g", "i.e", "a.m", "p.m", "u.s", "u.k", "jan",
                    "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec", "approx", "vol");

    private Sentences() {}

    /// The pieces, with the space after each; put together they are the paragraph.
    static List<String> of(String paragraph) {
        var sentences = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < paragraph.length(); i++) {
            if (isEnd(paragraph, start, i)) {
                int end = i + 1;
                while (end < paragraph.length()
                        && (CLOSING.indexOf(paragraph.charAt(end)) >= 0
                                || ENDS.indexOf(paragraph.charAt(end)) >= 0
                                || paragraph.charAt(end) == '.')) {
                    end++;
                }
                while (end < paragraph.length() && Character.isWhitespace(paragraph.charAt(end))) {
                    end++;
                }
                cut(paragraph.substring(start, end), sentences);
                start = end;
                i = end - 1;
            }
        }
        if (start < paragraph.length()) {
            cut(paragraph.substring(start), sentences);
        }
        return sentences;
    }

    private static boolean isEnd(String text, int start, int i) {
        char c = text.charAt(i);
        if (c != '.') {
            return ENDS.indexOf(c) >= 0;
        }
        int next = i + 1;
        while (next < text.length() && CLOSING.indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (next < text.length() && !Character.isWhitespace(text.charAt(next))) {
            return false; // 3.14, likeness.studio, or three dots
        }
        int word = i;
        while (word > start && isInWord(text.charAt(word - 1))) {
            word--;
        }
        var before = text.substring(word, i).toLowerCase(Locale.ROOT);
        boolean initial = before.length() == 1 && Character.isUpperCase(text.charAt(word));
        return !ABBREVIATIONS.contains(before) && !(initial && !before.equals("i"));
    }

    private static boolean isInWord(char c) {
        return c == '.' || (Character.isLetter(c) && !Character.isIdeographic(c));
    }

    private static void cut(String sentence, List<String> into) {
        var rest = sentence;
        while (rest.length() > LONGEST) {
            int end = pause(rest);
            into.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        into.add(rest);
    }

    /// Where to cut a sentence that is too long: after the last comma of its first half or so, else
    /// after the last space, else anywhere but inside a character.
    private static int pause(String text) {
        for (int i = LONGEST / 2 + 20; i > LONGEST / 5; i--) {
            if (PAUSES.indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        for (int i = LONGEST; i > LONGEST / 5; i--) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
}
