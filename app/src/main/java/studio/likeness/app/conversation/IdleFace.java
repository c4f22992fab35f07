package studio.likeness.app.conversation;

import java.time.Duration;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.models.face.Portrait.Mood;

/// Keeps the face alive while nothing is said: breathing, blinking, attending, thinking.
final class IdleFace implements AutoCloseable {
    private final Conversation talk;
    private final Face face;
    private final LiveStage stage;
    private final Thread thread;
    private volatile boolean closed;

    IdleFace(Conversation talk, Face face, LiveStage stage) {
        this.talk = talk;
        this.face = face;
        this.stage = stage;
        thread = Thread.ofPlatform().name("idle-face").daemon().start(this::run);
    }

    private void run() {
        try {
            for (int i = 1; !closed; i++) {
                if (talk.state() != State.SPEAKING && (talk.seen() || stage.recording())) {
                    var now = talk.sinceStart();
                    stage.idle(face.idle(mood(), now));
                }
                var wait = Face.FRAME.multipliedBy(i).minus(talk.sinceStart());
                if (wait.isPositive()) {
                    Thread.sleep(wait);
                } else if (wait.compareTo(Duration.ofSeconds(-1)) < 0) {
                    // After a sleep of the machine, go on from now.
                    i = (int) talk.sinceStart().dividedBy(Face.FRAME);
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private Mood mood() {
        return switch (talk.state()) {
            case IDLE -> Mood.IDLE;
            case LISTENING -> Mood.LISTENING;
            case THINKING -> Mood.THINKING;
            case SPEAKING -> Mood.SPEAKING;
        };
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            // The face it draws may be closed next.
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
