package studio.likeness.app.window.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.conversation.Hearing;
import studio.likeness.models.job.StudioException;

/// Hears what a test lets it hear.
public final class FakeHearing implements Hearing {
    /// One opening of the microphone.
    static final class Opened implements Listening {
        final String microphone;
        final Listener listener;
        boolean deaf;
        boolean finished;
        boolean closed;

        Opened(String microphone, Listener listener) {
            this.microphone = microphone;
            this.listener = listener;
        }

        @Override
        public void deaf(boolean on) {
            deaf = on;
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    final List<Opened> opened = new ArrayList<>();
    Optional<StudioException> refusal = Optional.empty();
    boolean closed;

    Opened last() {
        return opened.getLast();
    }

    @Override
    public void prepare() {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    @Override
    public Listening listen(String microphone, Listener listener) {
        opened.add(new Opened(microphone, listener));
        return last();
    }

    @Override
    public void close() {
        closed = true;
    }
}
