package studio.likeness.models.download;

import java.time.Duration;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Trouble that may be gone at the next attempt.
final class Passing extends Exception {
    private static final long serialVersionUID = 1L;

    private final StudioException why;
    private final transient Optional<Duration> wait;
    private final int attempts;

    /// @param why what the user is told when it does not pass
    Passing(StudioException why) {
        this(why, Optional.empty(), Integer.MAX_VALUE);
    }

    /// @param wait for how long the server asks to be left alone
    Passing(StudioException why, Optional<Duration> wait) {
        this(why, wait, Integer.MAX_VALUE);
    }

    private Passing(StudioException why, Optional<Duration> wait, int attempts) {
        super(why.getMessage(), why);
        this.why = why;
        this.wait = wait;
        this.attempts = attempts;
    }

    /// What is rarely gone the second time: nobody should wait long for that news.
    static Passing doubtful(StudioException why) {
        return new Passing(why, Optional.empty(), 2);
    }

    /// @param usual how many attempts in a row are made for other trouble
    int attempts(int usual) {
        return Math.min(usual, attempts);
    }

    StudioException why() {
        return why;
    }

    Duration wait(int attempt, Conditions conditions) {
        return wait.orElseGet(() -> conditions.waitBefore(attempt));
    }
}
