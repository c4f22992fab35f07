package studio.likeness.models.face.animate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.find.Landmarks;
import studio.likeness.models.face.find.ReadyDetectors;
import studio.likeness.models.face.lip.Resize;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// A profile of the shared clip, made as plainly as it goes: every frame looked at, boxes and their
/// points steadied over five frames.
final class TalkingClip {
    private static final int AROUND = 2;

    /// Samples of sound.
    private static final int PER_FRAME = 48_000 / 25;

    private TalkingClip() {}

    static Path shared(String folder, String name) {
        var shared = System.getenv("LIKENESS_SHARED");
        var file = Path.of(shared == null ? "../../shared" : shared, "data", folder, name);
        Assumptions.assumeTrue(Files.exists(file), () -> "no " + file);
        return file.toAbsolutePath();
    }

    static Path sound() {
        return shared("face_video", "talk_512_25fps_audio.mp4");
    }

    /// @param height of the frames; the clip's own is 512
    /// @param most frames
    static FaceProfile profile(Path folder, int width, int height, int most) throws Exception {
        return profile(sound(), folder, width, height, most);
    }

    static FaceProfile profile(Path file, Path folder, int width, int height, int most)
            throws Exception {
        var boxes = new ArrayList<FaceBox>();
        var points = new ArrayList<List<Point>>();
        var format = new Mp4Writer.Format(width, height, 25, 48_000, Map.of());
        var sound =
                MediaReader.probe(file).sampleRateHz() > 0
                        ? MediaReader.readSound(file, 48_000, Duration.ofHours(1))
                        : Waveform.silence(Duration.ofSeconds(30), 48_000);
        try (var reader = MediaReader.open(file, 48_000);
                var writer = Mp4Writer.create(folder.resolve(FaceProfile.CLIP), format);
                var faces =
                        ReadyDetectors.open(
                                shared("models", "yunet_n_dynamic.onnx"), Device.processor());
                var marks =
                        Landmarks.open(shared("models", "pfld_68pts.onnx"), Device.processor())) {
            for (var next = reader.nextPicture();
                    next.isPresent() && boxes.size() < most;
                    next = reader.nextPicture()) {
                var picture = fitted(next.get(), width, height);
                var face = faces.find(picture).getFirst();
                boxes.add(inside(face, width, height));
                points.add(marks.of(picture, face));
                var at = Duration.ofMillis(40).multipliedBy(boxes.size() - 1);
                int from = (boxes.size() - 1) * PER_FRAME;
                writer.write(new AudioChunk(sound.slice(from, from + PER_FRAME), at));
                writer.write(picture.at(at));
            }
        }
        var steady = steadied(points);
        var rest = new ArrayList<Boolean>();
        for (var p : steady) {
            rest.add(RestMouth.opening(p) < 0.012);
        }
        return new FaceProfile(
                folder,
                width,
                height,
                25,
                FaceBox.smoothed(boxes, 5),
                steady,
                true,
                rest,
                new FaceProfile.Loop(0, boxes.size(), true));
    }

    /// The middle of the picture at another size, black at the sides.
    static Picture fitted(Picture picture, int width, int height) {
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        int side = Math.min(width, height);
        var scaled = Resize.of(picture, side * picture.width() / picture.height(), side);
        var bgr = new byte[width * height * 3];
        int left = (width - scaled.width()) / 2;
        for (int y = 0; y < scaled.height(); y++) {
            System.arraycopy(
                    scaled.bgr(),
                    y * scaled.width() * 3,
                    bgr,
                    (y * width + left) * 3,
                    scaled.width() * 3);
        }
        return new Picture(bgr, width, height, picture.pts());
    }

    private static FaceBox inside(FoundFace face, int width, int height) {
        var box = face.box();
        return new FaceBox(
                box.left(),
                box.top(),
                Math.min(width, box.right()),
                Math.min(height, box.bottom()));
    }

    private static List<List<Point>> steadied(List<List<Point>> points) {
        var steady = new ArrayList<List<Point>>();
        for (int i = 0; i < points.size(); i++) {
            var now = new ArrayList<Point>();
            for (int p = 0; p < points.get(i).size(); p++) {
                float x = 0;
                float y = 0;
                int n = 0;
                for (int k = Math.max(0, i - AROUND);
                        k <= Math.min(points.size() - 1, i + AROUND);
                        k++) {
                    x += points.get(k).get(p).x();
                    y += points.get(k).get(p).y();
                    n++;
                }
                now.add(new Point(x / n, y / n));
            }
            steady.add(now);
        }
        return steady;
    }
}
