package studio.likeness.models.face.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.Resize;
import studio.likeness.models.signal.Picture;

/// Checks a live picture as it comes: looks for the face every few frames and follows it in
/// between. Not thread-safe; the tools stay the caller's.
public final class FaceWatch {
    /// Frames between two looks for the face: a quarter of a second at 25 a second.
    private static final int FIND = 6;

    /// Frames between two looks at it; landmarks cost some 50 ms of a core.
    private static final int CHECK = 3;

    /// A face that one looks at fills a fifth of the picture; this finds it and is soon done.
    private static final int LONGEST_SIDE = 480;

    private final FaceTools tools;
    private List<FoundFace> others = List.of();
    private Optional<FoundFace> followed = Optional.empty();
    private Optional<Point> anchor = Optional.empty();
    private FrameCheck last = Checks.nobody();
    private long frames;

    public FaceWatch(FaceTools tools) {
        this.tools = tools;
    }

    /// Between two looks, what the last one showed.
    public FrameCheck look(Picture picture) {
        long number = frames++;
        if (number % CHECK != 0) {
            return last;
        }
        if (followed.isEmpty() || number % FIND == 0) {
            find(picture);
        }
        last = followed.map(face -> check(picture, face)).orElseGet(Checks::nobody);
        return last;
    }

    private FrameCheck check(Picture picture, FoundFace face) {
        var points = tools.points(picture, face);
        if (tools.measured()) {
            follow(face, points);
        }
        return Checks.of(picture, face, others, points);
    }

    private void find(Picture picture) {
        anchor = Optional.empty();
        double scale =
                Math.min(1, LONGEST_SIDE / (double) Math.max(picture.width(), picture.height()));
        var small =
                scale == 1
                        ? picture
                        : Resize.of(
                                picture,
                                (int) Math.max(1, picture.width() * scale),
                                (int) Math.max(1, picture.height() * scale));
        var found = new ArrayList<FoundFace>();
        tools.find(small).forEach(face -> found.add(face.scaled(1 / scale)));
        followed =
                found.stream()
                        .max(Comparator.comparingDouble(face -> face.width() * face.height()));
        followed.ifPresent(found::remove);
        found.sort(Comparator.comparingDouble(FoundFace::left));
        others = List.copyOf(found);
    }

    /// Shifts the box as far as the landmarks moved since the last frame.
    private void follow(FoundFace face, List<Point> points) {
        var now = FivePoints.middle(points, 27, 48);
        if (anchor.isPresent()) {
            float x = now.x() - anchor.get().x();
            float y = now.y() - anchor.get().y();
            followed =
                    Optional.of(
                            new FoundFace(
                                    face.left() + x,
                                    face.top() + y,
                                    face.right() + x,
                                    face.bottom() + y,
                                    face.score(),
                                    List.of()));
        }
        anchor = Optional.of(now);
    }
}
