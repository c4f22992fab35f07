package studio.likeness.app.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;

/// The speaker, whose clock says when a frame is shown, and whoever shows frames.
final class LiveStage implements Stage {
    /// A frame that is later than this gives way to the next one.
    private static final Duration LATE = Duration.ofMillis(80);

    private static final Duration LONGEST_NAP = Duration.ofMillis(20);

    private final Speaker speaker;
    private final Consumer<Picture> screen;
    /// All sound of the turn was heard: the clock stands still.
    private volatile boolean heardAll;

    private volatile Optional<SessionRecording> recording = Optional.empty();

    LiveStage(Speaker speaker, Consumer<Picture> screen) {
        this.speaker = speaker;
        this.screen = screen;
    }

    /// Recording goes on until the next call; gives what was recorded until now, complete.
    synchronized Optional<Path> record(Optional<SessionRecording> next) {
        var last = recording;
        recording = next;
        last.ifPresent(SessionRecording::close);
        return last.map(SessionRecording::file);
    }

    boolean recording() {
        return recording.isPresent();
    }

    /// A frame between turns.
    void idle(Picture frame) {
        recording.ifPresent(tape -> tape.idle(frame));
        screen.accept(frame);
    }

    void volume(double gain) {
        speaker.volume(gain);
    }

    @Override
    public void begin(Reply reply) {
        heardAll = false;
        speaker.flush();
        recording.ifPresent(tape -> tape.begin(reply));
    }

    @Override
    public void hold(Duration reserve) throws InterruptedException {
        Thread.sleep(reserve);
    }

    @Override
    public void play(AudioChunk chunk) throws InterruptedException {
        var tape = recording;
        if (tape.isPresent()) {
            tape.get().heard(chunk);
        }
        speaker.play(chunk);
    }

    @Override
    public void show(Picture frame) throws InterruptedException {
        var wait = frame.pts().minus(speaker.heard());
        while (wait.isPositive() && !heardAll) {
            Thread.sleep(wait.compareTo(LONGEST_NAP) < 0 ? wait : LONGEST_NAP);
            wait = frame.pts().minus(speaker.heard());
        }
        if (wait.plus(LATE).isNegative()) {
            return;
        }
        recording.ifPresent(tape -> tape.shown(frame));
        screen.accept(frame);
    }

    @Override
    public void end() throws InterruptedException {
        speaker.drain();
        heardAll = true;
    }

    @Override
    public void cut() {
        speaker.flush();
    }

    @Override
    public void close() {
        try (speaker) {
            record(Optional.empty());
        }
    }
}
