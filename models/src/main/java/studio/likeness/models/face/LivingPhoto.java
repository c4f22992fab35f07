package studio.likeness.models.face;

import java.time.Duration;
import studio.likeness.models.signal.Picture;

/// A photo that breathes, sways and blinks, whatever somebody else paints on it. Not thread-safe.
public final class LivingPhoto {
    private final Photo photo;
    private final PhotoPortrait portrait;

    /// @param still with even sides, or its last row or column is left out
    public LivingPhoto(Picture still) {
        portrait = new PhotoPortrait(still);
        photo = portrait.photo();
    }

    public int width() {
        return photo.width();
    }

    public int height() {
        return photo.height();
    }

    /// @param painted the photo as it is to be now, of the same size
    public Picture draw(Picture painted, Bearing bearing, Duration time) {
        photo.repaint(painted);
        return portrait.draw(MouthShape.CLOSED, bearing, time);
    }
}
