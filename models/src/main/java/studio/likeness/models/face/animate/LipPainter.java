package studio.likeness.models.face.animate;

import java.util.List;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.MelWindows;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

/// A network that paints the mouth anew, to a window of sound: Wav2Lip, or one trained on this
/// person. Painted by as many threads at once as [#atOnce] says.
public interface LipPainter extends AutoCloseable {
    /// The side of the square it works on, in pixels.
    int size();

    /// Which part of a frame it sees and paints.
    ///
    /// @param face as the profile has it
    /// @param points the profile's 68 landmarks of the frame
    FaceBox area(FaceBox face, List<Point> points, int frameWidth, int frameHeight);

    /// How many frames later than the sound's own the window begins; -2 to 2, 0 for Wav2Lip.
    int offset();

    /// Paints crops of [#size] by size pixels.
    ///
    /// @param windows mel spectrograms `[80, columns]` of
    ///     [studio.likeness.models.face.lip.LipMel], one per crop
    List<Picture> paint(List<Picture> crops, List<float[]> windows);

    /// How many columns of the mel spectrogram a window has; the middle of a wider one lies where
    /// that of 16 would.
    default int columns() {
        return MelWindows.COLUMNS;
    }

    /// The same, told where the face is, for painters that hold the mouth in its place more finely
    /// than whole pixels can.
    ///
    /// @param points the profile's 68 landmarks of each frame, in pixels of its crop
    default List<Picture> paint(
            List<Picture> crops, List<List<Point>> points, List<float[]> windows) {
        return paint(crops, windows);
    }

    /// How many in one batch are fastest on its device.
    int batch();

    /// How many batches may be painted at the same time, each by a thread of its own.
    default int atOnce() {
        return 1;
    }

    Device device();

    @Override
    void close();
}
