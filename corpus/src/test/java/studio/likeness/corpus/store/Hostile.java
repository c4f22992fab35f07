package studio.likeness.corpus.store;

/// An archive that is damaged or means harm.
///
/// @param key which sentence refuses it
record Hostile(String what, String key, byte[] bytes) {
    /// @param why the end of the sentence's key
    static Hostile of(String what, String why, byte[] bytes) {
        return new Hostile(what, "corpus.store.archive" + why, bytes);
    }

    @Override
    public String toString() {
        return what;
    }
}
