package studio.likeness.models.parity;

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
    /// What a line says.
    public enum Verdict {
        PASSED,
        EXCEEDED,
        /// Nothing here can run this fixture.
        NOT_UNDERSTOOD,
        /// What would run it is not built yet.
        WAITS
    }
}
