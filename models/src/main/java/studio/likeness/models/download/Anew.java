package studio.likeness.models.download;

import studio.likeness.models.job.StudioException;

/// What came of a file is of no use: it has to be fetched from its beginning.
final class Anew extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StudioException why;
    private final boolean whole;
    private final int atMost;

    private Anew(StudioException why, boolean whole, int atMost) {
        super(why.getMessage(), why);
        this.why = why;
        this.whole = whole;
        this.atMost = atMost;
    }

    /// There is another version on the server.
    static Anew changed(String name) {
        return new Anew(new StudioException("models.download.keepsChanging", name), false, 3);
    }

    /// The server cannot be trusted with ranges.
    static Anew whole(String name, String host) {
        return new Anew(new StudioException("models.download.badAnswer", name, host), true, 3);
    }

    /// It is whole, and not what it should be.
    static Anew wrong(StudioException why) {
        return new Anew(why, true, 1);
    }

    /// What the user is told when this goes on.
    StudioException why() {
        return why;
    }

    /// Whether it should come in one stream now.
    boolean whole() {
        return whole;
    }

    /// How often it is worth it.
    int atMost() {
        return atMost;
    }
}
