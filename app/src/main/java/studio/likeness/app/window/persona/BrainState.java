package studio.likeness.app.window.persona;

/// How it stands with a persona's brain.
enum BrainState {
    /// Not looked up yet.
    UNKNOWN,
    /// Recordings and quotations only.
    ARCHIVE,
    /// It is to think with a model, but with which is not chosen yet.
    NOT_CHOSEN,
    /// Its model is in the Library.
    INSTALLED,
    /// Its model is no longer in the Library.
    MISSING,
    /// Its model is behind a server; whether that answers shows when it is asked.
    SERVED,
    /// Its model is behind a server of which no address is known.
    NO_SERVER
}
