package studio.likeness.models.face.lip;

import java.io.IOException;
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

    /// Puts a finished network in the place of the one in use, if there is one.
    ///
    /// @param face the profile's folder
    /// @param fresh a folder in it with the three files, which is moved
    public static void replace(Path face, Path fresh) throws IOException {
        var place = face.resolve(FOLDER);
        var old = face.resolve(FOLDER + ".old");
        remove(old);
        if (Files.exists(place)) {
            Files.move(place, old);
        }
        Files.move(fresh, place);
        remove(old);
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /// What it learnt from.
    public LipStory.Learning learning() {
        return story.learning();
    }

    /// From where it sees the mouth.
    public MouthView view() {
        return story.view();
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
        var straight = crops.stream().map(_ -> new float[MouthView.TURNING]).toList();
        return painted(crops, places, straight, windows);
    }

    @Override
    public List<Picture> paint(
            List<Picture> crops, List<List<Point>> points, List<float[]> windows) {
        var view = story.view();
        return painted(
                crops,
                points.stream().map(view::place).toList(),
                points.stream().map(view::turning).toList(),
                windows);
    }

    private List<Picture> painted(
            List<Picture> crops,
            List<Similarity> places,
            List<float[]> turnings,
            List<float[]> windows) {
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
        var turning = new float[count * MouthView.TURNING];
        for (int i = 0; i < count; i++) {
            story.view().cut(crops.get(i), places.get(i), faces, i * numbers);
            System.arraycopy(windows.get(i), 0, mel, i * MouthSound.SIZE, MouthSound.SIZE);
            System.arraycopy(turnings.get(i), 0, turning, i * MouthView.TURNING, MouthView.TURNING);
        }
        var given = run(faces, mel, turning);
        var patches = new ArrayList<Picture>();
        for (int i = 0; i < count; i++) {
            patches.add(story.view().pasted(crops.get(i), places.get(i), given, i * numbers, mask));
        }
        return List.copyOf(patches);
    }

    /// @param faces `[batch, 3, side, side]`
    /// @param mel `[batch, 1, 80, 40]`
    /// @param turning `[batch, 42]`
    float[] run(float[] faces, float[] mel, float[] turning) {
        int side = story.view().side();
        int batch = mel.length / MouthSound.SIZE;
        var found =
                session.runFor(
                        "output",
                        Map.of(
                                "faces",
                                new Floats(faces, batch, 3, side, side),
                                "mel",
                                new Floats(mel, batch, 1, 80, MouthNetwork.COLUMNS),
                                "turning",
                                new Floats(turning, batch, MouthView.TURNING)));
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
