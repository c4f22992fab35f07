package studio.likeness.app.doctor;

/// What the doctor found of one thing.
///
/// @param id for other programs, for example `gpu`
/// @param name in the user's language
/// @param sentence what is the case
/// @param remedy what to do, or empty
public record Finding(String id, String name, Status status, String sentence, String remedy) {
    /// How much it matters.
    public enum Status {
        OK,
        /// Something is missing that the main job can do without.
        NOTE,
        /// The main job cannot run.
        PROBLEM
    }
}
