package studio.likeness.models.face.animate;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

/// A way to make a mouth speak.
interface Mouth extends AutoCloseable {
    /// A mouth to be laid over a frame.
    record Made(Layer layer, Placement at) {}

    Engine engine();

    Device device();

    /// How wide the windows of the mel spectrogram are that it hears; 0 where it hears none.
    int columns();

    /// Frames by which the windows begin later.
    int offset();

    int batch();

    /// How many batches are painted at the same time.
    int atOnce();

    /// What takes a network, many at once; on a painting thread.
    ///
    /// @return for each shot what [#made] is given; empty for those that are at rest or held
    List<Optional<Picture>> paint(List<Shot> shots);

    /// @param painted for this shot, or for the last one before that was painted
    Optional<Made> made(Shot shot, Optional<Picture> painted);

    @Override
    void close();
}
