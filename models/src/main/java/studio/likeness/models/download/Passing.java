package studio.likeness.models.download;

import java.time.Duration;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Trouble that may be gone at the next attempt.
final class Passing extends Exception {
    private static final long serialVersionUID = 1L;

    private final StudioException why;
    private final transient Optional<Duration> wait;

    /// @param why what the user is told when it does not pass
    Passing(StudioException why) {
        this(why, Optional.empty());
    }

    /// @param wait for how long the server asks to be left alone
    Passing(StudioException why, Optional<Duration> wait) {
        super(why.getMessage(), why);
        this.why = why;
        this.wait = wait;
    }

    StudioException why() {
        return why;
    }

    Duration wait(int attempt, Conditions conditions) {
        return wait.orElseGet(() -> conditions.waitBefore(attempt));
    }
}
