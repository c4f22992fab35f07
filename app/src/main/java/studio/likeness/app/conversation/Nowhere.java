package studio.likeness.app.conversation;

import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;

/// A stage that nobody watches.
final class Nowhere implements Stage {
    @Override
    public void begin(Reply reply) {}

    @Override
    public void play(AudioChunk chunk) {}

    @Override
    public void show(Picture frame) {}

    @Override
    public void end() {}

    @Override
    public void cut() {}

    @Override
    public void close() {}
}
