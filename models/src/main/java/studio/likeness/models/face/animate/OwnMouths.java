package studio.likeness.models.face.animate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.MouthGallery.Mouth;
import studio.likeness.models.face.lip.MouthView;
import studio.likeness.models.face.lip.OwnLips;
import studio.likeness.models.face.profile.FaceProfile;

/// Chooses mouths of a clip, from closed to wide open, that others can be made of.
final class OwnMouths {
    private static final int SIDE = 128;

    /// From which mouths are taken: ten seconds are decoded in about one.
    private static final int LONGEST = 250;

    private static final int CHOSEN = 32;

    /// Two seconds; a shorter clip shows too few.
    private static final int FEWEST = 50;

    /// How much farther the widest mouths must be open than the most closed ones, in shares of the
    /// eyes' distance: less is nobody who speaks.
    private static final double RANGE = 0.06;

    private OwnMouths() {}

    /// Whether the clip shows mouths enough.
    static boolean worth(FaceProfile profile) {
        if (!profile.measured() || frames(profile) < FEWEST) {
            return false;
        }
        var opening =
                profile.points().stream()
                        .limit(LONGEST)
                        .mapToDouble(OwnLips::opening)
                        .sorted()
                        .toArray();
        return OwnLips.widest(opening) - OwnLips.closed(opening) > RANGE;
    }

    private static int frames(FaceProfile profile) {
        return Math.min(LONGEST, profile.frames());
    }

    static OwnLips of(FaceProfile profile, ClipFrames frames) throws InterruptedException {
        var points = profile.points().subList(0, frames(profile));
        var view = MouthView.of(SIDE, points);
        var mouths = new ArrayList<Mouth>();
        for (int number : chosen(points)) {
            var at = points.get(number);
            var seen = view.look(frames.frame(number), at);
            var bytes = new byte[seen.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.round(seen[i] * 255);
            }
            mouths.add(view.mouth(bytes, at));
        }
        return new OwnLips(view, mouths, points);
    }

    /// Evenly spaced by how far they are open, in the order of the clip, as it is decoded.
    private static Iterable<Integer> chosen(List<List<Point>> points) {
        var sorted =
                IntStream.range(0, points.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> OwnLips.opening(points.get(i))))
                        .toList();
        var chosen = new TreeSet<Integer>();
        for (int i = 0; i < CHOSEN; i++) {
            chosen.add(sorted.get(i * (sorted.size() - 1) / (CHOSEN - 1)));
        }
        return chosen;
    }
}
