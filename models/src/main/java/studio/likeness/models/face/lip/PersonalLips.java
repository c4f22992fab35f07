package studio.likeness.models.face.lip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.likeness.models.face.animate.LipPainter;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.signal.Picture;

/// One person's mouth, learnt from their own clip. Not thread-safe.
public final class PersonalLips implements LipPainter {
    /// In the face's folder.
    public static final String FOLDER = "lips";

    /// In that folder.
    public static final String GRAPH = "lips.onnx";

    /// In that folder; written last.
    public static final String STORY = "lips.json";

    private static final int BATCH = 8;

    private final LipStory story;
    private final Session session;
    private final Device device;
    private final float[] mask;

    private PersonalLips(LipStory story, Session session, Device device) {
        this.story = story;
        this.session = session;
        this.device = device;
        mask = story.view().mask();
    }

    /// Whether a face has learnt to speak.
    ///
    /// @param face the profile's folder
    public static boolean trained(Path face) {
        return Files.isRegularFile(face.resolve(FOLDER).resolve(STORY));
    }

    /// @param face the profile's folder
    /// @throws StudioException when there is none, or it is broken
    public static PersonalLips open(Path face, Device device) {
        var folder = face.resolve(FOLDER);
        var story = LipStory.read(folder.resolve(STORY));
        var session = Session.open(folder.resolve(GRAPH), device, SessionPlan.usual());
        return new PersonalLips(story, session, device);
    }

    /// What it learnt from.
    public LipStory.Learning learning() {
        return story.learning();
    }

    @Override
    public int size() {
        return MouthView.CROP;
    }

    @Override
    public FaceBox area(FaceBox face, List<Point> points, int frameWidth, int frameHeight) {
        return story.view().area(points, frameWidth, frameHeight);
    }

    @Override
    public int offset() {
        return MouthNetwork.OFFSET;
    }

    @Override
    public int columns() {
        return MouthNetwork.COLUMNS;
    }

    /// Without landmarks the mouth is looked for where a level head has it.
    @Override
    public List<Picture> paint(List<Picture> crops, List<float[]> windows) {
        var places = crops.stream().map(crop -> story.view().middle(crop.width())).toList();
        return painted(crops, places, windows);
    }

    @Override
    public List<Picture> paint(
            List<Picture> crops, List<List<Point>> points, List<float[]> windows) {
        return painted(crops, points.stream().map(story.view()::place).toList(), windows);
    }

    private List<Picture> painted(
            List<Picture> crops, List<Similarity> places, List<float[]> windows) {
        int count = crops.size();
        if (places.size() != count || windows.size() != count) {
            throw new IllegalArgumentException(
                    "%d crops, %d places, %d windows"
                            .formatted(count, places.size(), windows.size()));
        }
        int side = story.view().side();
        int numbers = 3 * side * side;
        var faces = new float[count * numbers];
        var mel = new float[count * MouthSound.SIZE];
        for (int i = 0; i < count; i++) {
            story.view().cut(crops.get(i), places.get(i), faces, i * numbers);
            System.arraycopy(windows.get(i), 0, mel, i * MouthSound.SIZE, MouthSound.SIZE);
        }
        var given = run(faces, mel, count);
        var patches = new ArrayList<Picture>();
        for (int i = 0; i < count; i++) {
            patches.add(
                    story.view().pasted(crops.get(i), places.get(i), given, i * numbers, mask));
        }
        return List.copyOf(patches);
    }

    /// @param faces `[batch, 3, side, side]`
    /// @param mel `[batch, 1, 80, 40]`
    float[] run(float[] faces, float[] mel, int batch) {
        int side = story.view().side();
        var found =
                session.runFor(
                        "output",
                        Map.of(
                                "faces",
                                new Floats(faces, batch, 3, side, side),
                                "mel",
                                new Floats(mel, batch, 1, 80, MouthNetwork.COLUMNS)));
        if (found instanceof Floats(var values, _)) {
            return values;
        }
        throw new IllegalStateException("expected floats, found " + found);
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public void close() {
        session.close();
    }
}
