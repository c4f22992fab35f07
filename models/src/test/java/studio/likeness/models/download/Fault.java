package studio.likeness.models.download;

/// What can go wrong with one answer.
enum Fault {
    NONE,
    RESET,
    EMPTY_REPLY,
    SILENT,
    GARBAGE,
    CUT,
    CUT_HARD,
    STALL,
    TRICKLE,
    SAYS_MORE,
    SAYS_LESS,
    WRONG_START,
    /// Other bytes than were asked for, and it says so.
    SHIFTED,
    WRONG_TOTAL,
    NO_CONTENT_RANGE,
    CLIPPED,
    WHOLE_INSTEAD,
    NOT_SATISFIABLE,
    BUSY,
    BUSY_DATE,
    BUSY_FOR_LONG,
    ERROR,
    UNAUTHORIZED,
    FORBIDDEN,
    GONE,
    REDIRECT,
    REDIRECT_HOST,
    REDIRECT_LOOP,
    REDIRECT_FILE,
    REDIRECT_NOWHERE,
    GZIP,
    BAD_GZIP,
    UNKNOWN_ENCODING,
    LOGIN_PAGE,
    CHUNKED,
    CHUNKED_CUT,
    OLD_HTTP,
    CORRUPT,
    /// The file is replaced on the server, and its tag with it.
    CHANGED,
    /// Likewise, by one of the same length.
    CHANGED_ALIKE,
    /// The server tells versions apart no more.
    NO_VALIDATORS,
    /// By a tag that is too weak for ranges.
    WEAK_VALIDATOR,
    /// The disk has no room from the beginning.
    DISK_FULL,
    /// The disk fills up on the way.
    DISK_FILLS;

    /// There is another version from now on.
    boolean changes() {
        return this == CHANGED || this == CHANGED_ALIKE;
    }

    /// Answers that servers give for the file only, not for ranges.
    boolean wholeOnly() {
        return this == CHUNKED
                || this == CHUNKED_CUT
                || this == OLD_HTTP
                || this == GZIP
                || this == BAD_GZIP;
    }
}
