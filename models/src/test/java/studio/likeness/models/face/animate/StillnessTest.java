package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.find.Landmarks;
import studio.likeness.models.face.lip.Similarity;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// The mouth in silence, looked at by a landmark network in the finished pictures.
@Tag("slow")
class StillnessTest {
    private static final int FRAMES = 60;

    @TempDir Path folder;

    /// Of the lips' 20 points, in parts of the face's height, root mean square.
    ///
    /// @param place against eyes and nose; turning the head counts too, because lips lie nearer
    /// @param shape against each other
    /// @param step from picture to picture, against eyes and nose
    private record Motion(double place, double shape, double step, double opening) {
        @Override
        public String toString() {
            return String.format(
                    "lips move by %.2f %% against eyes and nose, %.2f %% in their shape, %.2f %% from"
                            + " picture to picture; their opening by %.2f %% of the face's height",
                    100 * place, 100 * shape, 100 * step, 100 * opening);
        }
    }

    private static Motion motion(List<Picture> pictures, FaceProfile profile, int first)
            throws Exception {
        var places = new ArrayList<double[]>();
        var shapes = new ArrayList<double[]>();
        var openings = new ArrayList<Double>();
        var file = TalkingClip.shared("models", "pfld_68pts.onnx");
        List<Point> base = List.of();
        try (var marks = Landmarks.open(file, Device.processor())) {
            for (int i = 0; i < pictures.size(); i++) {
                var box = profile.boxes().get(profile.loop().frame(first + i));
                var face =
                        new FoundFace(
                                box.left(), box.top(), box.right(), box.bottom(), 1, List.of());
                var points = marks.of(pictures.get(i), face);
                base = base.isEmpty() ? points : base;
                double height = height(base);
                places.add(lips(points, base, 27, 48, height));
                shapes.add(lips(points, base, 48, 68, height));
                openings.add(RestMouth.opening(points));
            }
        }
        double steps = 0;
        for (int i = 1; i < places.size(); i++) {
            for (int k = 0; k < 40; k++) {
                steps += Math.pow(places.get(i)[k] - places.get(i - 1)[k], 2) / 20;
            }
        }
        return new Motion(
                spread(places),
                spread(shapes),
                Math.sqrt(steps / (places.size() - 1)),
                Math.sqrt(variance(openings.stream().mapToDouble(d -> d).toArray())));
    }

    /// The lips where they were if some points lay where they do in the first picture.
    private static double[] lips(
            List<Point> points, List<Point> base, int from, int to, double height) {
        var at = Similarity.of(points.subList(from, to), base.subList(from, to));
        var place = new double[40];
        for (int p = 48; p < 68; p++) {
            var point = points.get(p);
            place[2 * (p - 48)] = at.x(point.x(), point.y()) / height;
            place[2 * (p - 48) + 1] = at.y(point.x(), point.y()) / height;
        }
        return place;
    }

    private static double spread(List<double[]> places) {
        double squares = 0;
        for (int k = 0; k < 40; k++) {
            int coordinate = k;
            squares += variance(places.stream().mapToDouble(p -> p[coordinate]).toArray());
        }
        return Math.sqrt(squares / 20);
    }

    private static double height(List<Point> points) {
        return Math.hypot(
                points.get(27).x() - points.get(8).x(), points.get(27).y() - points.get(8).y());
    }

    private static double variance(double[] values) {
        double mean = 0;
        for (double v : values) {
            mean += v / values.length;
        }
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean) / values.length;
        }
        return sum;
    }

    private static List<Picture> spoken(FaceAnimator animator, Waveform sound) throws Exception {
        var pictures = new ArrayList<Picture>();
        try (var talk = animator.begin(Duration.ZERO)) {
            talk.hear(new AudioChunk(sound, Duration.ZERO), List.of());
            talk.end();
            for (var next = talk.next(); next.isPresent(); next = talk.next()) {
                pictures.add(next.get());
            }
        }
        return pictures;
    }

    @Test
    void theMouthIsStillInSilence() throws Exception {
        var profile = TalkingClip.profile(folder, 512, 512, FRAMES);
        var own = new ArrayList<Picture>();
        try (var frames = new ClipFrames(profile)) {
            for (int i = 0; i < FRAMES; i++) {
                own.add(frames.frame(i));
            }
        }
        var before = motion(own, profile, 0);
        System.out.println("the clip itself, speaking: " + before);
        var random = new Random(4);
        for (double loudness : new double[] {0, 3e-4}) {
            var quiet = new float[FRAMES * 640];
            for (int i = 0; i < quiet.length; i++) {
                quiet[i] = (float) (loudness * random.nextGaussian());
            }
            try (var animator =
                    Engines.simple()
                            .open(profile, Optional.empty(), AnimationPlan.forFile())
                            .animator()) {
                var still = motion(spoken(animator, new Waveform(quiet, 16_000)), profile, 0);
                System.out.printf("in silence, noise of %.0e: %s%n", loudness, still);
                assertTrue(still.shape() < 0.01, still.toString());
                assertTrue(still.step() < 0.01, still.toString());
                assertTrue(still.opening() < 0.01, still.toString());
                assertTrue(before.shape() > 2 * still.shape(), "the clip's own mouth moves");
            }
        }
    }
}
