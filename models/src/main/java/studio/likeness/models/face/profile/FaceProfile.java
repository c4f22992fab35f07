package studio.likeness.models.face.profile;

import java.nio.file.Path;
import java.util.List;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;

/// A face that can be made to speak. A photo is a profile of one frame.
///
/// @param folder where it lies; the clip is in it
/// @param width and height of every frame, in pixels, upright
/// @param framesPerSecond of the clip, constant; 25
/// @param boxes the face in each frame, steadied, gaps filled
/// @param points 68 landmarks in each frame, steadied, gaps filled, numbered as
///     [studio.likeness.models.face.find.Landmarks] does; without a landmark network they are
///     estimated, see `measured`
/// @param measured whether a landmark network found the points
/// @param rest whether the mouth is closed and still in each frame
/// @param loop where playing on does not jump
public record FaceProfile(
        Path folder,
        int width,
        int height,
        int framesPerSecond,
        List<FaceBox> boxes,
        List<List<Point>> points,
        boolean measured,
        List<Boolean> rest,
        Loop loop) {
    /// Of every profile.
    public static final int FRAMES_PER_SECOND = 25;

    /// The picture of a profile that is a photo.
    public static final String PHOTO = "photo.png";

    /// The frames, with the sound that was recorded with them where there was one.
    public static final String CLIP = "clip.mp4";

    public FaceProfile {
        boxes = List.copyOf(boxes);
        points = points.stream().map(List::copyOf).toList();
        rest = List.copyOf(rest);
    }

    /// Frames that follow upon each other without a jump: after the last comes the first, or, where
    /// the clip has no such place, the way back.
    ///
    /// @param to after the last
    /// @param mirrored whether it is played forwards and backwards
    public record Loop(int from, int to, boolean mirrored) {
        /// The frame of the clip that is shown as the so-many-th.
        public int frame(long shown) {
            int length = to - from;
            if (!mirrored) {
                return from + (int) (shown % length);
            }
            int there = (int) (shown % Math.max(1, 2L * length - 2));
            return from + (there < length ? there : 2 * length - 2 - there);
        }
    }

    public int frames() {
        return boxes.size();
    }

    public boolean isPhoto() {
        return frames() == 1;
    }

    /// The file with the frames.
    public Path picture() {
        return folder.resolve(isPhoto() ? PHOTO : CLIP);
    }

    /// @throws studio.likeness.models.job.StudioException when it is not there or not understood
    public static FaceProfile read(Path folder) {
        return ProfileFile.read(folder).profile();
    }

    /// Writes `profile.json` into its folder, without a report.
    public void write() {
        ProfileFile.write(this, FaceOrigin.UNKNOWN, FaceReport.EMPTY);
    }
}
