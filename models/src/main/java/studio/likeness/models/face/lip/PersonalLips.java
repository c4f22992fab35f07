package studio.likeness.models.face.lip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.likeness.models.face.animate.LipPainter;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

/// One person's mouth, learnt from their own clip. Not thread-safe.
public final class PersonalLips implements LipPainter {
    /// In the face's folder.
    public static final String FOLDER = "lips";

    private static final String GRAPH = "lips.onnx";
    private static final String STORY = "lips.json";

    private PersonalLips() {}

    /// Whether a face has learnt to speak.
    ///
    /// @param face the profile's folder
    public static boolean trained(Path face) {
        return Files.isRegularFile(face.resolve(FOLDER).resolve(STORY));
    }

    /// @param face the profile's folder
    /// @throws StudioException when there is none, or it is broken
    public static PersonalLips open(Path face, Device device) {
        throw new StudioException("models.face.lip.untrained", face.resolve(FOLDER).resolve(GRAPH));
    }

    @Override
    public int size() {
        throw new UnsupportedOperationException("not yet built");
    }

    @Override
    public FaceBox area(FaceBox face, List<Point> points, int frameWidth, int frameHeight) {
        throw new UnsupportedOperationException("not yet built");
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public List<Picture> paint(List<Picture> crops, List<float[]> windows) {
        throw new UnsupportedOperationException("not yet built");
    }

    @Override
    public int batch() {
        return 8;
    }

    @Override
    public Device device() {
        throw new UnsupportedOperationException("not yet built");
    }

    @Override
    public void close() {}
}
