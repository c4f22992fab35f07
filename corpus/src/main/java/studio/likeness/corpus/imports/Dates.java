package studio.likeness.corpus.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Days as people write them: 2019-05-02, 2019/5/2, 2019.5.2, 2019年5月2日, 2019-05, 2019年5月, 2019. A
/// month or a year stands for its first day.
final class Dates {
    private static final String DAY =
            "(\\d{4})(?:[-/.年]\\s?(\\d{1,2})(?:[-/.月]\\s?(\\d{1,2})日?|月)?|年)?";
    private static final Pattern WHOLE = Pattern.compile(DAY + "(?:[T ]\\d{1,2}:\\d{2}.{0,30})?");
    private static final Pattern PREFIX = Pattern.compile(DAY + "(?!\\d)");

    private Dates() {}

    /// Empty when it is no day that ever was or will be.
    static Optional<LocalDate> parse(String text) {
        var match = WHOLE.matcher(text.strip());
        return match.matches() ? day(match) : Optional.empty();
    }

    /// The day a file's name begins with, as in `2019-05-02 harbour.md`.
    static Optional<LocalDate> ofName(String name) {
        var match = PREFIX.matcher(name);
        return match.lookingAt() ? day(match) : Optional.empty();
    }

    private static Optional<LocalDate> day(MatchResult match) {
        try {
            var day = LocalDate.of(number(match, 1), number(match, 2), number(match, 3));
            return day.getYear() < 1000 ? Optional.empty() : Optional.of(day);
        } catch (DateTimeException _) {
            return Optional.empty(); // a 13th month or a 31st of June
        }
    }

    private static int number(MatchResult match, int group) {
        var digits = match.group(group);
        return digits == null ? 1 : Integer.parseInt(digits);
    }
}
