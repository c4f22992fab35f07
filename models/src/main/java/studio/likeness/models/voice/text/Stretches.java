package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Tells the languages within a sentence apart by their letters.
final class Stretches {
    /// @param language `zh` or `en`
    record Stretch(String language, String text) {}

    private enum Kind {
        CHINESE,
        ENGLISH,
        DIGITS,
        /// Letters of another script.
        OTHER,
        /// Marks, signs and blanks, which go with what is beside them.
        MARK
    }

    private record Run(Kind kind, String text) {
        Run with(Kind other) {
            return new Run(other, text);
        }

        Run and(Run next) {
            return new Run(kind, text + next.text);
        }
    }

    private static final String CLAUSE_MARKS = ",.!?，。！？";
    // Signs that belong to the number behind them, and those that hold a number together.
    private static final String BEFORE_DIGITS = "-+$£€¥￥.~～±";
    private static final String WITHIN_DIGITS = ".,:/-~～×÷+=";
    private static final Set<String> UNITS =
            Set.of("cm", "mm", "km", "kg", "ml", "db", "ds", "m", "s");

    private Stretches() {}

    static List<Stretch> of(String text) {
        var runs = joined(marked(runs(text)));
        var placed = elsewhere(joined(digits(joined(measures(runs)))));
        return joined(placed).stream()
                .map(run -> new Stretch(run.kind == Kind.ENGLISH ? "en" : "zh", run.text))
                .toList();
    }

    /// Whether most letters are of a script that is not spoken here.
    static boolean mostlyOther(String text) {
        long spoken = text.codePoints().filter(c -> isSpoken(kind(c))).count();
        return text.codePoints().filter(c -> kind(c) == Kind.OTHER).count() > spoken;
    }

    private static boolean isSpoken(Kind kind) {
        return kind == Kind.CHINESE || kind == Kind.ENGLISH;
    }

    private static List<Run> runs(String text) {
        var runs = new ArrayList<Run>();
        text.codePoints()
                .mapToObj(c -> new Run(kind(c), Character.toString(c)))
                .forEach(run -> append(runs, run));
        return runs;
    }

    private static void append(List<Run> runs, Run run) {
        if (!runs.isEmpty() && runs.getLast().kind == run.kind) {
            runs.set(runs.size() - 1, runs.getLast().and(run));
        } else {
            runs.add(run);
        }
    }

    private static Kind kind(int c) {
        if ((c >= '0' && c <= '9') || (c >= '０' && c <= '９')) {
            return Kind.DIGITS;
        }
        if (!Character.isLetter(c)) {
            return Kind.MARK;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN -> Kind.CHINESE;
            case LATIN -> Kind.ENGLISH;
            // Greek letters are signs that the Chinese rules name.
            case GREEK, COMMON, INHERITED -> Kind.MARK;
            default -> Kind.OTHER;
        };
    }

    /// Every mark as part of a run of letters or digits: signs of a number with the number, other
    /// marks with what is before them.
    private static List<Run> marked(List<Run> runs) {
        var marked = new ArrayList<Run>();
        var waiting = "";
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            if (run.kind != Kind.MARK) {
                marked.add(new Run(run.kind, waiting + run.text));
                waiting = "";
                continue;
            }
            boolean toDigits = i + 1 < runs.size() && runs.get(i + 1).kind == Kind.DIGITS;
            boolean fromDigits = !marked.isEmpty() && marked.getLast().kind == Kind.DIGITS;
            var mark = run.text;
            boolean within =
                    toDigits && fromDigits && mark.length() == 1 && WITHIN_DIGITS.contains(mark);
            char last = mark.charAt(mark.length() - 1);
            if (!within
                    && toDigits
                    && BEFORE_DIGITS.indexOf(last) >= 0
                    && !endsClause(mark, last)) {
                waiting = String.valueOf(last);
                mark = mark.substring(0, mark.length() - 1);
            }
            if (marked.isEmpty()) {
                waiting = mark + waiting;
            } else {
                var before = marked.getLast();
                marked.set(marked.size() - 1, new Run(before.kind, before.text + mark));
            }
        }
        if (!waiting.isEmpty()) {
            marked.add(new Run(Kind.DIGITS, waiting));
        }
        return marked;
    }

    private static boolean endsClause(String mark, char last) {
        return last == '.' && mark.length() == 1;
    }

    private static List<Run> joined(List<Run> runs) {
        var joined = new ArrayList<Run>();
        runs.forEach(run -> append(joined, run));
        return joined;
    }

    /// A unit behind a number within Chinese is said in Chinese with it.
    private static List<Run> measures(List<Run> runs) {
        var found = new ArrayList<Run>();
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            boolean behindDigits = i > 0 && endsInDigit(runs.get(i - 1));
            boolean inChinese =
                    (i > 1 && runs.get(i - 2).kind == Kind.CHINESE)
                            || (i + 1 < runs.size() && runs.get(i + 1).kind == Kind.CHINESE);
            found.add(behindDigits && inChinese && isUnit(run) ? run.with(Kind.DIGITS) : run);
        }
        return found;
    }

    private static boolean endsInDigit(Run run) {
        return run.kind == Kind.DIGITS && Character.isDigit(run.text.charAt(run.text.length() - 1));
    }

    private static boolean isUnit(Run run) {
        var letters = run.text.replaceAll("[^A-Za-z]+$", "");
        return run.kind == Kind.ENGLISH && UNITS.contains(letters);
    }

    /// Digits take the language beside them: the same on both sides, else by the marks between,
    /// else
    /// the longer neighbour's; alone they are Chinese.
    private static List<Run> digits(List<Run> runs) {
        var found = new ArrayList<Run>();
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            if (run.kind != Kind.DIGITS) {
                found.add(run);
            } else if (found.isEmpty()) {
                found.add(run.with(i + 1 < runs.size() ? runs.get(i + 1).kind : Kind.CHINESE));
            } else if (i + 1 == runs.size()) {
                found.add(run.with(found.getLast().kind));
            } else {
                found.add(run.with(between(found.getLast(), run, runs.get(i + 1))));
            }
        }
        return found;
    }

    private static Kind between(Run before, Run digits, Run after) {
        if (before.kind == after.kind) {
            return before.kind;
        }
        if (endsIn(CLAUSE_MARKS, before)) {
            return after.kind;
        }
        if (endsIn(CLAUSE_MARKS, digits)) {
            return before.kind;
        }
        return before.text.length() >= after.text.length() ? before.kind : after.kind;
    }

    private static boolean endsIn(String marks, Run run) {
        return marks.indexOf(run.text.stripTrailing().charAt(run.text.stripTrailing().length() - 1))
                >= 0;
    }

    /// Other letters go with what is before them, where nothing says them; else with what follows.
    private static List<Run> elsewhere(List<Run> runs) {
        var placed = new ArrayList<Run>();
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            if (isSpoken(run.kind)) {
                placed.add(run);
            } else if (!placed.isEmpty()) {
                placed.add(run.with(placed.getLast().kind));
            } else {
                boolean followed = i + 1 < runs.size() && isSpoken(runs.get(i + 1).kind);
                placed.add(run.with(followed ? runs.get(i + 1).kind : Kind.CHINESE));
            }
        }
        return placed;
    }
}
