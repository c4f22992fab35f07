package studio.likeness.models.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import studio.likeness.models.job.Owned;
import studio.likeness.models.signal.Picture;

/// Finds faces that look at the camera, by OpenCV's Haar cascades (Viola and Jones 2001): a rough
/// box and, where they can be seen, the eyes. Nothing to download. Not thread-safe.
public final class FaceFinder implements AutoCloseable {
    /// The cascades see faces down to some thirty pixels; more picture only costs time.
    private static final int LONGEST_SIDE = 720;

    /// How many overlapping findings make a face; fewer do where there is no sure one.
    private static final int SURE = 5;

    private static final int LIKELY = 3;

    private static final String FACES = "haarcascade_frontalface_alt2.xml";
    private static final String EYES = "haarcascade_eye_tree_eyeglasses.xml";
    private static final String BARE_EYES = "haarcascade_eye.xml";

    /// A box around a face, in pixels of the picture.
    ///
    /// @param eyes none, or two, the left one in the picture first
    public record Face(int x, int y, int width, int height, List<Eye> eyes) {
        public Face {
            eyes = List.copyOf(eyes);
        }
    }

    /// @param x of its middle
    /// @param y of its middle
    /// @param size of the box around it
    public record Eye(double x, double y, double size) {}

    private final Owned owned = new Owned();
    private final CascadeClassifier faces;
    private final List<CascadeClassifier> eyes;

    public FaceFinder() {
        try {
            faces = owned.own(cascade(FACES));
            eyes = List.of(owned.own(cascade(EYES)), owned.own(cascade(BARE_EYES)));
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /// Largest first.
    public List<Face> find(Picture picture) {
        double scale =
                Math.min(1, LONGEST_SIDE / (double) Math.max(picture.width(), picture.height()));
        try (var whole = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3);
                var grey = new Mat();
                var small = new Mat();
                var found = new RectVector();
                var smallest = new Size(28, 28);
                var largest = new Size()) {
            whole.data().put(picture.bgr(), 0, picture.bgr().length);
            opencv_imgproc.cvtColor(whole, grey, opencv_imgproc.COLOR_BGR2GRAY);
            try (var size =
                    new Size(
                            (int) Math.max(1, Math.round(picture.width() * scale)),
                            (int) Math.max(1, Math.round(picture.height() * scale)))) {
                opencv_imgproc.resize(grey, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            }
            faces.detectMultiScale(small, found, 1.08, SURE, 0, smallest, largest);
            if (found.empty()) {
                faces.detectMultiScale(small, found, 1.05, LIKELY, 0, smallest, largest);
            }
            var all = new ArrayList<Face>();
            for (long i = 0; i < found.size(); i++) {
                try (var box = found.get(i)) {
                    all.add(
                            new Face(
                                    (int) Math.round(box.x() / scale),
                                    (int) Math.round(box.y() / scale),
                                    (int) Math.round(box.width() / scale),
                                    (int) Math.round(box.height() / scale),
                                    eyes(small, box, scale)));
                }
            }
            all.sort(Comparator.comparingInt((Face f) -> f.width() * f.height()).reversed());
            return List.copyOf(all);
        }
    }

    private List<Eye> eyes(Mat grey, Rect box, double scale) {
        var left = one(grey, box, 0.08, scale);
        var right = one(grey, box, 0.5, scale);
        return left.isPresent() && right.isPresent() ? List.of(left.get(), right.get()) : List.of();
    }

    /// The best eye in one half of the upper face, looked at twice as large where it is small.
    private Optional<Eye> one(Mat grey, Rect box, double from, double scale) {
        int x = box.x() + (int) (from * box.width());
        int y = box.y() + (int) (0.18 * box.height());
        double larger = box.width() < 220 ? 2 : 1;
        try (var area = new Rect(x, y, (int) (0.42 * box.width()), (int) (0.4 * box.height()));
                var view = new Mat(grey, area);
                var patch = new Mat();
                var size = new Size();
                var smallest =
                        new Size(
                                (int) (larger * box.width() * 0.13),
                                (int) (larger * box.width() * 0.13));
                var found = new RectVector()) {
            opencv_imgproc.resize(view, patch, size, larger, larger, opencv_imgproc.INTER_CUBIC);
            for (var cascade : eyes) {
                cascade.detectMultiScale(patch, found, 1.05, 3, 0, smallest, size);
                if (found.size() > 0) {
                    return Optional.of(largest(found, x, y, larger, scale));
                }
            }
            return Optional.empty();
        }
    }

    private static Eye largest(RectVector found, int x, int y, double larger, double scale) {
        var best = new Eye(0, 0, 0);
        for (long i = 0; i < found.size(); i++) {
            try (var r = found.get(i)) {
                double size = r.width() / larger / scale;
                if (size > best.size()) {
                    best =
                            new Eye(
                                    (x + (r.x() + r.width() / 2.0) / larger) / scale,
                                    (y + (r.y() + r.height() / 2.0) / larger) / scale,
                                    size);
                }
            }
        }
        return best;
    }

    /// Read as text and not by its path, which OpenCV cannot open everywhere.
    private static CascadeClassifier cascade(String name) {
        var classifier = new CascadeClassifier();
        try (var storage = new FileStorage(xml(name), FileStorage.READ | FileStorage.MEMORY);
                var top = storage.getFirstTopLevelNode()) {
            if (!classifier.read(top)) {
                throw new IllegalStateException("OpenCV cannot read " + name);
            }
            return classifier;
        } catch (RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    private static String xml(String name) {
        try {
            URL resource =
                    Loader.findResource(
                            opencv_core.class,
                            Loader.getPlatform() + "/share/opencv4/haarcascades/" + name);
            if (resource == null) {
                throw new IllegalStateException("no " + name + " beside OpenCV's natives");
            }
            try (var in = resource.openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        owned.close();
    }
}
