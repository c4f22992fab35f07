package studio.likeness.models.modelfolder;

/// A file that is not as it was when the model was made.
public record Damage(String file, Kind kind) {
    public enum Kind {
        MISSING,
        OTHER_SIZE,
        OTHER_BYTES
    }
}
