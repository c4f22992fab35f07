package studio.likeness.models.parity;

import java.util.Locale;

/// The outcome of one fixture through one interpreter.
///
/// @param fixture the file's name
/// @param network what the file calls it
/// @param interpreter by what it was run
/// @param worst the error that is largest beside its tolerance
/// @param tolerance of that error
/// @param detail where the worst error is, or why there is none
public record Line(
        String fixture,
        String network,
        String interpreter,
        double worst,
        double tolerance,
        Verdict verdict,
        String detail) {
    /// In columns, for people.
    public String text() {
        return "%-14s  %-26s  %-26s  %9s  %7s  %s"
                .formatted(
                        verdict.text(),
                        fixture,
                        interpreter,
                        number(worst),
                        number(tolerance),
                        detail)
                .stripTrailing();
    }

    private String number(double value) {
        boolean ran = verdict == Verdict.PASSED || verdict == Verdict.EXCEEDED;
        return ran ? "%.2g".formatted(value) : "";
    }

    /// What a line says.
    public enum Verdict {
        PASSED,
        EXCEEDED,
        /// Nothing here can run this fixture.
        NOT_UNDERSTOOD,
        /// What would run it is not built yet.
        WAITS;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
