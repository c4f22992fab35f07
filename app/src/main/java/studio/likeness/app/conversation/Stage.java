package studio.likeness.app.conversation;

import java.time.Duration;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;

/// Where a turn is heard and seen: speaker and window, or a file. `play` and `show` are called by
/// two different threads of a turn; pts count from the start of the turn.
interface Stage extends AutoCloseable {
    /// A turn begins.
    void begin(Reply reply);

    /// Before the first sound of a turn: waits where sound is heard as it comes, so that as much is
    /// in hand from then on.
    default void hold(Duration reserve) throws InterruptedException {}

    /// Waits while enough is queued.
    void play(AudioChunk chunk) throws InterruptedException;

    /// Waits until it is the frame's time on the audio clock, or no more sound is to come; a late
    /// frame may be dropped.
    void show(Picture frame) throws InterruptedException;

    /// All sound of the turn was played: waits until it was heard.
    void end() throws InterruptedException;

    /// Drops what is queued, at once: barge-in.
    void cut();

    @Override
    void close();
}
