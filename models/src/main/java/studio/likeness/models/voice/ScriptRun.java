package studio.likeness.models.voice;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/// A stretch of a clause that one voice can read. A clause in Chinese may hold English words and
/// the other way round; digits go with the word they touch, everything else with what is before it.
///
/// @param language `zh` or `en`
record ScriptRun(String language, String text) {
    /// In order, nothing left out but control characters. Runs without anything to say are not
    /// made.
    static List<ScriptRun> of(String clause, String language) {
        if (!language.equals("zh") && !language.equals("en")) {
            throw new IllegalArgumentException("expected language zh or en, found " + language);
        }
        int[] points = clause.codePoints().map(ScriptRun::printable).toArray();
        var runs = new ArrayList<ScriptRun>();
        var text = new StringBuilder();
        var current = "";
        for (int i = 0; i < points.length; i++) {
            var wanted = wanted(points, i, language);
            if (!wanted.isEmpty() && !wanted.equals(current)) {
                if (!current.isEmpty()) {
                    runs.add(new ScriptRun(current, text.toString().strip()));
                    text.setLength(0);
                }
                current = wanted;
            }
            text.appendCodePoint(points[i]);
        }
        if (!current.isEmpty()) {
            runs.add(new ScriptRun(current, text.toString().strip()));
        }
        return List.copyOf(runs);
    }

    /// The language a character asks for; empty when it does not mind.
    private static String wanted(int[] points, int at, String language) {
        int point = points[at];
        if (!Character.isDigit(point)) {
            return Character.isLetter(point) ? ofLetter(point, language) : "";
        }
        int before = at - 1;
        while (before >= 0 && Character.isDigit(points[before])) {
            before--;
        }
        int after = at + 1;
        while (after < points.length && Character.isDigit(points[after])) {
            after++;
        }
        if (before >= 0 && Character.isLetter(points[before])) {
            return ofLetter(points[before], language);
        }
        if (after < points.length && Character.isLetter(points[after])) {
            return ofLetter(points[after], language);
        }
        return language;
    }

    private static String ofLetter(int point, String language) {
        return switch (UnicodeScript.of(point)) {
            case HAN, BOPOMOFO -> "zh";
            case LATIN -> "en";
            default -> language;
        };
    }

    private static int printable(int point) {
        return Character.isISOControl(point) ? ' ' : point;
    }
}
