package studio.likeness.models.face.animate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// Stands in for a network: sees the whole face, hears without delay, and has nothing open. What it
/// paints is the test's.
abstract class StandInPainter implements LipPainter {
    private final int size;
    private final int batch;

    StandInPainter(int size, int batch) {
        this.size = size;
        this.batch = batch;
    }

    /// A crop of one grey.
    Picture grey(byte value) {
        var bgr = new byte[size * size * 3];
        Arrays.fill(bgr, value);
        return new Picture(bgr, size, size, Duration.ZERO);
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final FaceBox area(FaceBox face, List<Point> points, int width, int height) {
        return face;
    }

    @Override
    public final int offset() {
        return 0;
    }

    @Override
    public final int batch() {
        return batch;
    }

    @Override
    public final Device device() {
        return Device.processor();
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /// All that an animator shows of a sound that comes in one piece.
    static List<Picture> spoken(FaceAnimator animator, Waveform sound) throws InterruptedException {
        return spoken(animator, sound, sound.samples().length);
    }

    /// Likewise, asked for after each piece.
    ///
    /// @param step samples of a piece
    static List<Picture> spoken(FaceAnimator animator, Waveform sound, int step)
            throws InterruptedException {
        var pictures = new ArrayList<Picture>();
        try (var talk = animator.begin(Duration.ZERO)) {
            for (int at = 0; at < sound.samples().length; at += step) {
                if (at > 0) {
                    take(talk, pictures);
                }
                var since = Waveform.lengthOf(at, sound.sampleRateHz());
                talk.hear(new AudioChunk(sound.slice(at, at + step), since), List.of());
            }
            talk.end();
            take(talk, pictures);
        }
        return pictures;
    }

    private static void take(FaceAnimator.Talk talk, List<Picture> into)
            throws InterruptedException {
        for (var next = talk.next(); next.isPresent(); next = talk.next()) {
            into.add(next.get());
        }
    }
}
