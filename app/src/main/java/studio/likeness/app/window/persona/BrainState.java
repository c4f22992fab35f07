package studio.likeness.app.window.persona;

/// How it stands with a persona's brain.
enum BrainState {
    /// Not looked up yet.
    UNKNOWN,
    /// Recordings and quotations only.
    ARCHIVE,
    /// Its model is in the Library.
    INSTALLED,
    /// Its model is no longer in the Library.
    MISSING,
    /// Its model is behind a server; whether that answers shows when it is asked.
    SERVED,
    /// Its model is behind a server of which no address is known.
    NO_SERVER
}
