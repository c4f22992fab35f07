package studio.likeness.models.face.animate;

/// Ways to make a mouth speak, the best first.
public enum Engine {
    /// A network trained on this person.
    PERSONAL,
    /// A network for all faces that the user has installed.
    WAV2LIP,
    /// The person's own closed mouth, drawn open: the simple one.
    WARP;

    /// Its name for the user: a key of words.
    public String key() {
        return "models.face.animate.engine."
                + switch (this) {
                    case PERSONAL -> "personal";
                    case WAV2LIP -> "wav2lip";
                    case WARP -> "warp";
                };
    }
}
