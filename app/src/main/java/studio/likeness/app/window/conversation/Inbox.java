package studio.likeness.app.window.conversation;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
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

    /// What is told in order.
    private sealed interface News {
        record Event(TurnEvent event) implements News {}

        record Became(State state) implements News {}
    }

    private final Queue<News> kept = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Optional<Picture>> newest =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Double>> level = new AtomicReference<>(Optional.empty());

    void event(TurnEvent event) {
        switch (event) {
            case TurnEvent.Shown(var frame) -> newest.set(Optional.of(frame));
            case TurnEvent.Level(var rms) -> level.set(Optional.of(rms));
            case TurnEvent.Heard _,
                    TurnEvent.Noted _,
                    TurnEvent.Decided _,
                    TurnEvent.Wrote _,
                    TurnEvent.Said _,
                    TurnEvent.Ended _,
                    TurnEvent.Stopped _,
                    TurnEvent.Failed _ ->
                    kept.add(new News.Event(event));
        }
    }

    void state(State state) {
        kept.add(new News.Became(state));
    }

    /// Pieces of text that follow each other come as one: the screen has one frame for them.
    void empty(Reader reader) {
        var pieces = new StringBuilder();
        for (var next = kept.poll(); next != null; next = kept.poll()) {
            if (next instanceof News.Event(TurnEvent.Wrote(var piece))) {
                pieces.append(piece);
                continue;
            }
            tell(pieces, reader);
            switch (next) {
                case News.Event(var event) -> reader.event(event);
                case News.Became(var state) -> reader.state(state);
            }
        }
        tell(pieces, reader);
        level.getAndSet(Optional.empty()).ifPresent(reader::level);
        newest.getAndSet(Optional.empty()).ifPresent(reader::picture);
    }

    private static void tell(StringBuilder pieces, Reader reader) {
        if (!pieces.isEmpty()) {
            reader.event(new TurnEvent.Wrote(pieces.toString()));
            pieces.setLength(0);
        }
    }
}
