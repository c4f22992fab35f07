package studio.likeness.app.window.conversation;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.TurnEvent;
import studio.likeness.models.signal.Picture;

/// What a talk's threads tell, until the screen has time for it. Of pictures and sound levels only
/// the newest counts; everything else is kept in order.
final class Inbox {
    /// What the screen is told, once a frame.
    interface Reader {
        void event(TurnEvent event);

        void state(State state);

        void level(double rms);

        void picture(Picture picture);
    }

    private final Queue<Consumer<Reader>> kept = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Optional<Picture>> newest =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Double>> level = new AtomicReference<>(Optional.empty());

    void event(TurnEvent event) {
        switch (event) {
            case TurnEvent.Shown(var frame) -> newest.set(Optional.of(frame));
            case TurnEvent.Level(var rms) -> level.set(Optional.of(rms));
            case TurnEvent.Heard _,
                    TurnEvent.Decided _,
                    TurnEvent.Wrote _,
                    TurnEvent.Said _,
                    TurnEvent.Ended _,
                    TurnEvent.Stopped _,
                    TurnEvent.Failed _ ->
                    kept.add(reader -> reader.event(event));
        }
    }

    void state(State state) {
        kept.add(reader -> reader.state(state));
    }

    void empty(Reader reader) {
        for (var next = kept.poll(); next != null; next = kept.poll()) {
            next.accept(reader);
        }
        level.getAndSet(Optional.empty()).ifPresent(reader::level);
        newest.getAndSet(Optional.empty()).ifPresent(reader::picture);
    }
}
