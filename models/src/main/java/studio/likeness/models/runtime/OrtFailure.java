package studio.likeness.models.runtime;

/// What an `OrtStatus` said. It never leaves this package: whoever calls knows what was tried and
/// turns it into a sentence for the user, or into a programmer's error.
final class OrtFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// `OrtErrorCode`, as far as anyone asks.
    enum Kind {
        /// Cannot be read as a graph: not there, not a protobuf, not valid.
        FILE,
        /// Ended by the terminate flag of its run options.
        TERMINATED,
        MEMORY,
        OTHER
    }

    private final Kind kind;

    OrtFailure(int code, String message) {
        super(message);
        kind = kind(code, message);
    }

    Kind kind() {
        return kind;
    }

    /// The codes alone do not tell: a run that was ended and one that found no memory are both
    /// FAIL or RUNTIME_EXCEPTION.
    private static Kind kind(int code, String message) {
        if (message.contains("terminate flag")) {
            return Kind.TERMINATED;
        }
        if (message.contains("bad_alloc")
                || message.contains("Failed to allocate memory")
                || message.contains("out of memory")) {
            return Kind.MEMORY;
        }
        return switch (code) {
            case 3, 4, 7, 10 -> Kind.FILE; // NO_SUCHFILE, NO_MODEL, INVALID_PROTOBUF, INVALID_GRAPH
            default -> Kind.OTHER;
        };
    }
}
