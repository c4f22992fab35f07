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
import studio.likeness.models.runtime.Array;
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

    /// In that folder: from sound to the mouth's shape.
    public static final String SOUND = "sound.onnx";

    /// In that folder: the person's own mouths, which are bent to that shape.
    public static final String MOUTHS = "mouths.safetensors";

    /// In that folder; written last.
    public static final String STORY = "lips.json";

    /// The one that was in use, while another takes its place.
    private static final String OLD = FOLDER + ".old";

    private static final int BATCH = 8;

    private final LipStory story;
    private final MouthShapes shapes;
    private final MouthGallery gallery;
    private final Session hearing;
    private final Session session;
    private final Device device;
    private final float[] mask;

    private PersonalLips(
            LipStory story, MouthFile mouths, Session hearing, Session session, Device device) {
        this.story = story;
        this.hearing = hearing;
        this.session = session;
        this.device = device;
        shapes = mouths.shapes();
        gallery = new MouthGallery(story.view(), mouths.mouths());
        mask = story.view().mask();
    }

    /// Whether a face has learnt to speak.
    ///
    /// @param face the profile's folder
    public static boolean trained(Path face) {
        return Files.isRegularFile(inUse(face).resolve(STORY));
    }

    /// What a kill in the middle of [#replace] left in its old place is still in use.
    private static Path inUse(Path face) {
        var place = face.resolve(FOLDER);
        var old = face.resolve(OLD);
        return !Files.exists(place) && Files.exists(old) ? old : place;
    }

    /// @param face the profile's folder
    /// @throws StudioException when there is none, or it is broken
    public static PersonalLips open(Path face, Device device) {
        var folder = inUse(face);
        var story = LipStory.read(folder.resolve(STORY));
        var mouths = MouthFile.read(folder.resolve(MOUTHS), story.view().side());
        var hearing = Session.open(folder.resolve(SOUND), Device.processor(), SessionPlan.usual());
        try {
            var session = Session.open(folder.resolve(GRAPH), device, SessionPlan.usual());
            return new PersonalLips(story, mouths, hearing, session, device);
        } catch (RuntimeException e) {
            hearing.close();
            throw e;
        }
    }

    /// Puts a finished network in the place of the one in use, if there is one.
    ///
    /// @param face the profile's folder
    /// @param fresh a folder in it with the three files, which is moved
    public static void replace(Path face, Path fresh) throws IOException {
        recover(face);
        var place = face.resolve(FOLDER);
        var old = face.resolve(OLD);
        if (Files.exists(place)) {
            Files.move(place, old);
        }
        Files.move(fresh, place);
        remove(old);
    }

    /// Clears up after a kill in the middle of [#replace]: the network that was in use is put back
    /// where none has taken its place, and swept where one has. For whoever trains; others only
    /// read.
    public static void recover(Path face) throws IOException {
        var place = face.resolve(FOLDER);
        var old = face.resolve(OLD);
        if (Files.isDirectory(old) && !Files.exists(place)) {
            Files.move(old, place);
        }
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

    /// Where the mouth lies in a crop, and what else its landmarks tell.
    private record Seen(Similarity place, float[] nose, float[] turning) {}

    /// Without landmarks the mouth is looked for where a level head has it.
    @Override
    public List<Picture> paint(List<Picture> crops, List<float[]> windows) {
        var nose = gallery.usualNose();
        return painted(
                crops,
                crops.stream()
                        .map(
                                crop ->
                                        new Seen(
                                                story.view().middle(crop.width()),
                                                nose,
                                                new float[MouthView.TURNING]))
                        .toList(),
                windows);
    }

    @Override
    public List<Picture> paint(
            List<Picture> crops, List<List<Point>> points, List<float[]> windows) {
        return painted(crops, points.stream().map(this::seen).toList(), windows);
    }

    private Seen seen(List<Point> points) {
        var view = story.view();
        var mouth = view.mouth(new byte[0], points);
        return new Seen(view.place(points), mouth.nose(), mouth.turning());
    }

    private List<Picture> painted(List<Picture> crops, List<Seen> seen, List<float[]> windows) {
        int count = crops.size();
        if (seen.size() != count || windows.size() != count) {
            throw new IllegalArgumentException(
                    "%d crops, %d places, %d windows"
                            .formatted(count, seen.size(), windows.size()));
        }
        var told = shapes(windows);
        int side = story.view().side();
        int numbers = 3 * side * side;
        var faces = new float[count * numbers];
        var first = new float[count * numbers];
        for (int i = 0; i < count; i++) {
            var at = seen.get(i);
            story.view().cut(crops.get(i), at.place(), faces, i * numbers);
            var lips = shapes.lips(told, i * MouthNetwork.SHAPES, at.turning());
            var wanted = new MouthGallery.Mouth(new byte[0], lips, at.nose(), at.turning());
            gallery.paint(wanted, faces, i * numbers, _ -> false, first);
        }
        var given = refined(first, faces);
        var patches = new ArrayList<Picture>();
        for (int i = 0; i < count; i++) {
            var place = seen.get(i).place();
            patches.add(story.view().pasted(crops.get(i), place, given, i * numbers, mask));
        }
        return List.copyOf(patches);
    }

    /// The mouth's shape to each window of sound: `[windows * shapes]`.
    ///
    /// @param windows `[80 * 40]` each
    public float[] shapes(List<float[]> windows) {
        var mel = new float[windows.size() * MouthSound.SIZE];
        for (int i = 0; i < windows.size(); i++) {
            System.arraycopy(windows.get(i), 0, mel, i * MouthSound.SIZE, MouthSound.SIZE);
        }
        return run(
                hearing,
                "shape",
                Map.of("mel", new Floats(mel, windows.size(), 1, 80, MouthNetwork.COLUMNS)));
    }

    private float[] refined(float[] first, float[] faces) {
        int side = story.view().side();
        int batch = faces.length / (3 * side * side);
        return run(
                session,
                "output",
                Map.of(
                        "first",
                        new Floats(first, batch, 3, side, side),
                        "faces",
                        new Floats(faces, batch, 3, side, side)));
    }

    private static float[] run(Session session, String output, Map<String, Array> inputs) {
        if (session.runFor(output, inputs) instanceof Floats(var values, _)) {
            return values;
        }
        throw new IllegalStateException("expected floats from " + output);
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
        try {
            session.close();
        } finally {
            hearing.close();
        }
    }
}
