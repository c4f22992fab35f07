package studio.likeness.app.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When each step of a turn was reached, from its start. Thread-safe; a step counts once.
public final class Trace {
    /// In the order in which they are usually reached.
    public enum Step {
        HEARD,
        MEMORY,
        FIRST_TEXT,
        FIRST_CLAUSE,
        FIRST_AUDIO,
        FIRST_FRAME,
        FIRST_HEARD,
        TOTAL
    }

    /// @param at since the turn began
    public record Mark(Step step, Duration at) {}

    private final long begun = System.nanoTime();
    private final List<Mark> marks = new ArrayList<>();
    private int held;

    public synchronized void mark(Step step) {
        if (at(step).isEmpty()) {
            marks.add(new Mark(step, Duration.ofNanos(System.nanoTime() - begun)));
        }
    }

    synchronized void held(int pictures) {
        held = pictures;
    }

    /// How many pictures took over the mouth of the one before, because painting mouths was slower
    /// than the sound.
    public synchronized int held() {
        return held;
    }

    public synchronized Optional<Duration> at(Step step) {
        return marks.stream().filter(m -> m.step() == step).map(Mark::at).findFirst();
    }

    public synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }
}
