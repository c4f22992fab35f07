package studio.likeness.models.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import studio.likeness.models.face.LipSync;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.find.Landmarks;
import studio.likeness.models.face.lip.LipCrop;
import studio.likeness.models.face.lip.LipMel;
import studio.likeness.models.face.lip.MouthSound;
import studio.likeness.models.face.lip.MouthView;
import studio.likeness.models.face.lip.OwnLips;
import studio.likeness.models.face.lip.PersonalLips;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.training.Agreement;

/// How well a personal lip network follows sound it never learnt, seen by a landmark network on
/// the frames it paints.
public final class LipBench {
    private static final int SHUFFLES = 2;
    private static final float SILENCE = -4;

    private final FaceProfile face;
    private final int learnt;
    private final List<Picture> frames = new ArrayList<>();
    private final Waveform sound;
    private final List<float[]> windows = new ArrayList<>();
    private final PersonalLips lips;
    private final Landmarks landmarks;

    /// @param learnt frames from the beginning that the network learnt from; the rest is held out
    /// @param lips of this face; the caller's, as are the landmarks
    public LipBench(FaceProfile face, int learnt, PersonalLips lips, Landmarks landmarks) {
        this.face = face;
        this.learnt = learnt;
        this.lips = lips;
        this.landmarks = landmarks;
        try (var clip = MediaReader.open(face.picture(), LipMel.SAMPLE_RATE_HZ)) {
            for (var frame = clip.nextPicture();
                    frame.isPresent() && frames.size() < face.frames();
                    frame = clip.nextPicture()) {
                frames.add(frame.get());
            }
        }
        sound = MediaReader.readSound(face.picture(), LipMel.SAMPLE_RATE_HZ, Duration.ofHours(1));
        var mel = new LipMel().of(LipMel.prepare(sound));
        for (int i = 0; i < frames.size(); i++) {
            windows.add(MouthSound.window(mel, MouthSound.start(i, face.framesPerSecond())));
        }
    }

    /// Correlations of the mouth's opening with that of the real video, over the held-out frames.
    ///
    /// @param model painted upon the frames that it learnt from, in their order
    /// @param own painted upon the held-out frames themselves, their mouths covered
    /// @param ownShuffled likewise with the same windows in another order: what comes of the face
    ///     around the mouth alone
    /// @param warp of the opening that the studio's rules find in the sound
    /// @param shuffled the model's with the same windows in another order, the mean of three
    /// @param shuffledMost the highest of them
    public record Following(
            double model,
            double own,
            double ownShuffled,
            double warp,
            double shuffled,
            double shuffledMost) {}

    /// The mouth without sound, its landmarks laid upon the eyes and the nose.
    ///
    /// @param step mean way from frame to frame, of the face's height
    /// @param around mean distance from the landmarks' own mean, of the face's height
    /// @param realStep that of the real video's speaking mouth
    public record Stillness(double step, double around, double realStep) {}

    /// Mean difference of colours inside the mask (0 to 255) and the peak signal-to-noise ratio in
    /// decibels.
    public record Quality(double difference, double psnr) {}

    /// @param model from the held-out sound
    /// @param nearest the learnt frame whose sound is nearest
    /// @param rest the learnt frame with the most closed mouth
    public record Likeness(Quality model, Quality nearest, Quality rest) {}

    private int held() {
        return frames.size() - learnt;
    }

    public Following following() {
        var real = openings(frames.subList(learnt, frames.size()), learnt);
        var told = windows.subList(learnt, windows.size());
        var bases = IntStream.range(0, held()).toArray();
        var own = IntStream.range(learnt, frames.size()).toArray();
        var random = new Random(7);
        double sum = 0;
        double most = -1;
        double ownShuffled = 0;
        for (int i = 0; i < SHUFFLES; i++) {
            var mixed = new ArrayList<>(told);
            Collections.shuffle(mixed, random);
            double found = Agreement.of(openings(painted(bases, mixed), 0), real);
            sum += found;
            ownShuffled += Agreement.of(openings(painted(own, mixed), learnt), real) / SHUFFLES;
            most = Math.max(most, found);
        }
        return new Following(
                Agreement.of(openings(painted(bases, told), 0), real),
                Agreement.of(openings(painted(own, told), learnt), real),
                ownShuffled,
                Agreement.of(warp(), real),
                sum / SHUFFLES,
                most);
    }

    /// The opening that drives the simple warp.
    private double[] warp() {
        var sync = new LipSync();
        sync.hear(new AudioChunk(sound, Duration.ZERO));
        sync.end();
        return IntStream.range(learnt, frames.size())
                .mapToDouble(i -> sync.at(middle(i)).open())
                .toArray();
    }

    private Duration middle(int frame) {
        return Duration.ofNanos((long) ((frame + 0.5) * 1e9 / face.framesPerSecond()));
    }

    public Stillness stillness() {
        var silent = new float[MouthSound.SIZE];
        Arrays.fill(silent, SILENCE);
        var bases = IntStream.range(0, held()).toArray();
        var still = painted(bases, Collections.nCopies(bases.length, silent));
        var mouths = mouths(still, 0);
        var real = mouths(frames.subList(learnt, frames.size()), learnt);
        return new Stillness(step(mouths), around(mouths), step(real));
    }

    public Likeness likeness() {
        var view = lips.view();
        var mask = view.mask();
        var own = IntStream.range(learnt, frames.size()).toArray();
        var painted = painted(own, windows.subList(learnt, windows.size()));
        int closed =
                IntStream.range(0, learnt)
                        .boxed()
                        .min(
                                java.util.Comparator.comparingDouble(
                                        i -> OwnLips.opening(face.points().get(i))))
                        .orElse(0);
        var model = new Difference(mask);
        var nearest = new Difference(mask);
        var rest = new Difference(mask);
        var atRest = view.look(frames.get(closed), face.points().get(closed));
        for (int i = 0; i < own.length; i++) {
            var points = face.points().get(own[i]);
            var real = view.look(frames.get(own[i]), points);
            model.add(real, view.look(painted.get(i), points));
            int near = nearest(windows.get(own[i]));
            nearest.add(real, view.look(frames.get(near), face.points().get(near)));
            rest.add(real, atRest);
        }
        return new Likeness(model.quality(), nearest.quality(), rest.quality());
    }

    private int nearest(float[] window) {
        int found = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < learnt; i++) {
            double distance = 0;
            for (int k = 0; k < window.length; k++) {
                double d = window[k] - windows.get(i)[k];
                distance += d * d;
            }
            if (distance < least) {
                least = distance;
                found = i;
            }
        }
        return found;
    }

    /// Faces a second, from crops to painted crops.
    public double speed(double seconds) {
        int batch = lips.batch();
        var crops = new ArrayList<Picture>();
        var points = new ArrayList<List<Point>>();
        for (int i = 0; i < batch; i++) {
            var box = box(i);
            crops.add(crop(i, box));
            points.add(MouthView.within(face.points().get(i), box, lips.size()));
        }
        var told = windows.subList(0, batch);
        for (int i = 0; i < 3; i++) {
            lips.paint(crops, points, told);
        }
        long start = System.nanoTime();
        int calls = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            lips.paint(crops, points, told);
            calls++;
        }
        return calls * batch / ((System.nanoTime() - start) / 1e9);
    }

    /// Frames with their mouths painted to the given windows.
    public List<Picture> painted(int[] bases, List<float[]> told) {
        var all = new ArrayList<Picture>();
        for (int at = 0; at < bases.length; at += lips.batch()) {
            int to = Math.min(bases.length, at + lips.batch());
            var boxes = new ArrayList<FaceBox>();
            var crops = new ArrayList<Picture>();
            var points = new ArrayList<List<Point>>();
            for (int i = at; i < to; i++) {
                var box = box(bases[i]);
                boxes.add(box);
                crops.add(crop(bases[i], box));
                points.add(MouthView.within(face.points().get(bases[i]), box, lips.size()));
            }
            var patches = lips.paint(crops, points, told.subList(at, to));
            for (int i = at; i < to; i++) {
                all.add(
                        LipCrop.paste(
                                frames.get(bases[i]), boxes.get(i - at), patches.get(i - at)));
            }
        }
        return all;
    }

    /// Writes the held-out frames, and what the network makes of their sound, side by side.
    public void dump(java.nio.file.Path folder) {
        var own = IntStream.range(learnt, frames.size()).toArray();
        var told = windows.subList(learnt, windows.size());
        var upon = painted(own, told);
        var other = painted(IntStream.range(0, held()).toArray(), told);
        for (int i = 0; i < own.length; i++) {
            var real = frames.get(own[i]);
            int width = real.width();
            var bgr = new byte[3 * real.bgr().length];
            for (int y = 0; y < real.height(); y++) {
                int row = y * width * 3;
                System.arraycopy(real.bgr(), row, bgr, row * 3, width * 3);
                System.arraycopy(upon.get(i).bgr(), row, bgr, row * 3 + width * 3, width * 3);
                System.arraycopy(other.get(i).bgr(), row, bgr, row * 3 + 2 * width * 3, width * 3);
            }
            studio.likeness.models.media.PictureFile.writePng(
                    new Picture(bgr, 3 * width, real.height(), Duration.ZERO),
                    folder.resolve("%03d.png".formatted(i)));
        }
    }

    private FaceBox box(int frame) {
        return lips.area(
                face.boxes().get(frame), face.points().get(frame), face.width(), face.height());
    }

    private Picture crop(int frame, FaceBox box) {
        return new LipCropAt(lips.size()).of(frames.get(frame), box);
    }

    private record LipCropAt(int size) {
        Picture of(Picture frame, FaceBox box) {
            return new Picture(new LipCrop(size).face(frame, box), size, size, frame.pts());
        }
    }

    /// @param from the frame of the clip that the first one was painted upon
    private double[] openings(List<Picture> pictures, int from) {
        return IntStream.range(0, pictures.size())
                .mapToDouble(i -> OwnLips.opening(marks(pictures.get(i), from + i)))
                .toArray();
    }

    /// What the landmark network sees, in the box that the profile has for the frame.
    private List<Point> marks(Picture picture, int frame) {
        var box = face.boxes().get(frame);
        var found = new FoundFace(box.left(), box.top(), box.right(), box.bottom(), 1, List.of());
        return landmarks.of(picture, found);
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    /// The lips' landmarks of each picture as the view sees them, in heights of the face.
    private List<List<Point>> mouths(List<Picture> pictures, int from) {
        var view = lips.view();
        var mouths = new ArrayList<List<Point>>();
        for (int i = 0; i < pictures.size(); i++) {
            var points = face.points().get(from + i);
            var seen = view.seen(marks(pictures.get(i), from + i), points);
            double height = face.boxes().get(from + i).height() / view.scale(points);
            mouths.add(
                    seen.subList(48, 68).stream()
                            .map(p -> new Point((float) (p.x() / height), (float) (p.y() / height)))
                            .toList());
        }
        return mouths;
    }

    private static double step(List<List<Point>> mouths) {
        double sum = 0;
        for (int i = 1; i < mouths.size(); i++) {
            for (int k = 0; k < mouths.get(i).size(); k++) {
                sum += distance(mouths.get(i).get(k), mouths.get(i - 1).get(k));
            }
        }
        return sum / (mouths.size() - 1) / mouths.getFirst().size();
    }

    private static double around(List<List<Point>> mouths) {
        int points = mouths.getFirst().size();
        double sum = 0;
        for (int k = 0; k < points; k++) {
            double x = 0;
            double y = 0;
            for (var mouth : mouths) {
                x += mouth.get(k).x() / mouths.size();
                y += mouth.get(k).y() / mouths.size();
            }
            for (var mouth : mouths) {
                sum += Math.hypot(mouth.get(k).x() - x, mouth.get(k).y() - y);
            }
        }
        return sum / mouths.size() / points;
    }

    private static final class Difference {
        private final float[] mask;
        private double absolute;
        private double squares;
        private double weights;

        Difference(float[] mask) {
            this.mask = mask;
        }

        void add(float[] real, float[] other) {
            for (int k = 0; k < real.length; k++) {
                float weight = mask[k % mask.length];
                double d = real[k] - other[k];
                absolute += weight * Math.abs(d);
                squares += weight * d * d;
                weights += weight;
            }
        }

        Quality quality() {
            return new Quality(
                    255 * absolute / weights, -10 * Math.log10(squares / weights + 1e-12));
        }
    }
}
