package studio.likeness.app.conversation;

import java.util.ArrayList;
import java.util.List;

/// Cuts what is to be said at its natural breaks, so that the voice can begin before the end is
/// known.
public final class Clauses {
    private static final String SENTENCE_ENDS = "。！？；!?;\n";
    private static final String PAUSES = "，、：,:—";

    /// A first clause this long may end at a comma: the sooner it is spoken, the sooner the answer
    /// starts.
    private static final int FIRST_AT_LEAST = 6;

    private static final int LATER_AT_LEAST = 24;
    private static final int AT_MOST = 120;

    private final StringBuilder rest = new StringBuilder();
    private boolean begun;

    /// In order; together they are the text but for white space at the cuts.
    public static List<String> of(String text) {
        var cutter = new Clauses();
        var clauses = new ArrayList<>(cutter.add(text));
        clauses.addAll(cutter.end());
        return List.copyOf(clauses);
    }

    /// @return the clauses that are complete now; whether a mark ends one is known with the
    ///     character after it
    public List<String> add(String piece) {
        rest.append(piece);
        return cut(false);
    }

    /// What is left.
    List<String> end() {
        return cut(true);
    }

    private List<String> cut(boolean whole) {
        var clauses = new ArrayList<String>();
        var text = rest.toString();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            int length = i + 1 - start;
            int enough = begun ? LATER_AT_LEAST : FIRST_AT_LEAST;
            if (endsSentence(text, i)
                    || (PAUSES.indexOf(text.charAt(i)) >= 0 && length >= enough && breaks(text, i))
                    || (length >= AT_MOST && Character.isWhitespace(text.charAt(i)))) {
                int end = withClosingMarks(text, i + 1);
                if (end == text.length() && !whole) {
                    break;
                }
                add(clauses, text.substring(start, end));
                start = end;
                i = end - 1;
            }
        }
        if (whole) {
            add(clauses, text.substring(start));
            start = text.length();
        }
        rest.delete(0, start);
        return clauses;
    }

    private static boolean endsSentence(String text, int i) {
        char c = text.charAt(i);
        return SENTENCE_ENDS.indexOf(c) >= 0 || (c == '.' && breaks(text, i));
    }

    /// Not within a number or an abbreviation: the mark is followed by a space or by a Chinese
    /// character.
    private static boolean breaks(String text, int i) {
        if (i + 1 >= text.length()) {
            return true;
        }
        char next = text.charAt(i + 1);
        return text.charAt(i) > 0x2000 || Character.isWhitespace(next) || next > 0x2E80;
    }

    private static int withClosingMarks(String text, int end) {
        while (end < text.length() && "”’」』）)\"'。！？!?…".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /// A clause that is over before the next one can be made is spoken together with it.
    ///
    /// @param clauses that are known at once
    static List<String> spokenTogether(List<String> clauses) {
        var joined = new ArrayList<String>();
        for (var clause : clauses) {
            if (!joined.isEmpty() && isBrief(joined.getLast())) {
                var before = joined.removeLast();
                boolean spaced = before.charAt(before.length() - 1) < 0x2E80;
                joined.add(before + (spaced ? " " : "") + clause);
            } else {
                joined.add(clause);
            }
        }
        return joined;
    }

    /// Less than about a second and a half.
    private static boolean isBrief(String clause) {
        // A Chinese character is as long as three or four letters.
        return clause.chars().map(c -> c < 0x2E80 ? 1 : 4).sum() < LATER_AT_LEAST;
    }

    private void add(List<String> clauses, String clause) {
        if (!clause.isBlank()) {
            clauses.add(clause.strip());
            begun = true;
        }
    }
}
