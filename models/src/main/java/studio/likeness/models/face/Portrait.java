package studio.likeness.models.face;

import java.nio.file.Path;
import java.time.Duration;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.Picture;

/// A face that can be drawn at any moment: mouth from the sound, blinks, breathing and small head
/// motion from the time. The same arguments give the same picture. Not thread-safe.
public interface Portrait {
    /// How the face carries itself between and during turns.
    enum Mood {
        IDLE,
        LISTENING,
        THINKING,
        SPEAKING
    }

    int width();

    int height();

    Picture draw(MouthShape mouth, Mood mood, Duration time);

    /// As the other, with a change of mood taking its time.
    default Picture draw(MouthShape mouth, Bearing bearing, Duration time) {
        return draw(mouth, bearing.now(), time);
    }

    /// The studio's drawn face.
    ///
    /// @param look `yueqiao` (the sample) or any other text, which chooses hair, colours and
    ///     glasses
    static Portrait drawn(String look, int width, int height) {
        return new DrawnPortrait(Cast.of(look), look.hashCode(), width, height);
    }

    /// A photo brought to life. Where no face is found the photo only breathes.
    static Portrait ofPhoto(Path photo, int longestSide) {
        return ofPhoto(MediaReader.readPicture(photo, longestSide));
    }

    /// As the other. An odd last row or column of the photo is left out.
    static Portrait ofPhoto(Picture photo) {
        return new PhotoPortrait(photo);
    }
}
