package studio.likeness.app.conversation;

/// Where a reply comes from. Recorded and generated are never confused.
public enum Source {
    /// The person's own recording, as they said it.
    RECORDED,
    /// Their words from the corpus, spoken by a synthetic voice.
    QUOTED,
    /// Written by a model, spoken by a synthetic voice.
    GENERATED,
    /// Nothing is known; says so, in a synthetic voice.
    NONE;

    public boolean synthetic() {
        return this != RECORDED;
    }
}
