package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import studio.likeness.models.job.Progress;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.training.LipTraining;

/// The mouth in silence, looked at by a landmark network in the finished pictures.
@Tag("slow")
class StillnessTest {
    /// Frames of the clip that there are.
    private static final int LEARNT = 110;

    /// Where the silent second begins, and how long it is.
    private static final int FIRST = 40;

    private static final int SECOND = 25;

    /// How loud breathing in is, of full scale: a microphone at arm's length.
    private static final double BREATH = 0.001;

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

    /// Paints something else every time: whatever a network does in silence must not be seen.
    private static final class Restless extends StandInPainter {
        private final Random random = new Random(9);

        Restless() {
            super(96, 8);
        }

        @Override
        public List<Picture> paint(List<Picture> crops, List<float[]> windows) {
            return crops.stream().map(this::shaken).toList();
        }

        private Picture shaken(Picture crop) {
            var bgr = crop.bgr().clone();
            int by = 3 * 96 * random.nextInt(1, 12);
            System.arraycopy(crop.bgr(), by, bgr, 0, bgr.length - by);
            return new Picture(bgr, 96, 96, crop.pts());
        }
    }

    /// A second of speech, then two in which she breathes in and a fan can be heard.
    private static Waveform speechThenSilence() {
        int rate = 16_000;
        var sound = MediaReader.readSound(TalkingClip.sound(), rate, Duration.ofSeconds(1));
        var samples = java.util.Arrays.copyOf(sound.samples(), 3 * rate);
        var random = new Random(4);
        for (int i = rate; i < samples.length; i++) {
            double breath = Math.max(0, Math.sin(Math.PI * (i - 1.8 * rate) / (0.6 * rate)));
            boolean breathing = i > 1.8 * rate && i < 2.4 * rate;
            double loudness = 3e-4 + (breathing ? BREATH * breath : 0);
            samples[i] = (float) (loudness * random.nextGaussian());
        }
        return new Waveform(samples, rate);
    }

    /// Whatever makes the mouth, it rests a fifth of a second after the last word, and for a whole
    /// second then.
    @Test
    void everyEnginesMouthIsStillInSilence() throws Exception {
        var profile = TalkingClip.profile(folder, 512, 512, LEARNT);
        var own = new ArrayList<Picture>();
        try (var frames = new ClipFrames(profile)) {
            for (int i = 0; i < SECOND; i++) {
                own.add(frames.frame(FIRST + i));
            }
        }
        var before = motion(own, profile, FIRST);
        System.out.println("the clip itself, speaking: " + before);
        new LipTraining(
                        profile,
                        new LipTraining.Settings(
                                Duration.ofHours(1), Duration.ofSeconds(6), 1, 112, 1))
                .run(Progress.none());
        var engines =
                Engines.simple()
                        .with(Engine.WAV2LIP, Restless::new)
                        .withPersonal(profile, Device.processor());
        for (var engine : Engine.values()) {
            try (var animator =
                    engines.open(profile, Optional.of(engine), AnimationPlan.forFile())
                            .animator()) {
                var pictures = StandInPainter.spoken(animator, speechThenSilence());
                assertEquals(75, pictures.size());
                var still = motion(pictures.subList(FIRST, FIRST + SECOND), profile, FIRST);
                System.out.printf("%s in silence: %s%n", engine, still);
                assertTrue(still.place() < 0.01, engine + ": " + still);
                assertTrue(still.shape() < 0.01, engine + ": " + still);
                assertTrue(still.step() < 0.01, engine + ": " + still);
                assertTrue(still.opening() < 0.01, engine + ": " + still);
                assertTrue(before.shape() > 2 * still.shape(), "the clip's own mouth moves");
            }
        }
    }
}
