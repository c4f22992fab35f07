package studio.likeness.models.face.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;

/// Where somebody's face is in every frame, from the looks at some of them: between two looks on a
/// straight line, then steadied. Nothing is carried over a cut.
final class Track {
    /// A third of a second to both sides: heads turn slower than that, detectors do not.
    private static final int REACH = 8;

    private final List<FoundFace> faces;
    private final List<int[]> stretches;
    private final double found;

    private Track(List<FoundFace> faces, List<int[]> stretches, double found) {
        this.faces = faces;
        this.stretches = stretches;
        this.found = found;
    }

    /// @param cuts frames that begin anew, ascending, without the first
    /// @param looks how many frames were looked at
    static Track of(People.Person person, List<Integer> cuts, int frames, int looks) {
        var stretches = stretches(cuts, frames);
        var faces = new FoundFace[frames];
        for (var stretch : stretches) {
            fill(faces, person.seen(), stretch[0], stretch[1]);
        }
        carry(faces, person);
        return new Track(
                List.of(faces), stretches, person.seen().size() / (double) Math.max(1, looks));
    }

    private static List<int[]> stretches(List<Integer> cuts, int frames) {
        var stretches = new ArrayList<int[]>();
        int from = 0;
        for (int cut : cuts) {
            stretches.add(new int[] {from, cut});
            from = cut;
        }
        stretches.add(new int[] {from, frames});
        return stretches;
    }

    private static void fill(FoundFace[] faces, List<People.Seen> all, int from, int to) {
        var seen = all.stream().filter(s -> s.frame() >= from && s.frame() < to).toList();
        if (seen.isEmpty()) {
            return;
        }
        int[] at = seen.stream().mapToInt(s -> s.frame() - from).toArray();
        var left = series(seen, at, to - from, FoundFace::left);
        var top = series(seen, at, to - from, FoundFace::top);
        var right = series(seen, at, to - from, FoundFace::right);
        var bottom = series(seen, at, to - from, FoundFace::bottom);
        boolean marked = seen.stream().allMatch(s -> s.face().points().size() == 5);
        var marks = new ArrayList<double[]>();
        for (int p = 0; marked && p < 10; p++) {
            int mark = p / 2;
            boolean down = p % 2 == 1;
            marks.add(
                    series(
                            seen,
                            at,
                            to - from,
                            f -> down ? f.points().get(mark).y() : f.points().get(mark).x()));
        }
        for (int i = 0; i < to - from; i++) {
            var points = new ArrayList<Point>();
            for (int p = 0; p < marks.size(); p += 2) {
                points.add(new Point((float) marks.get(p)[i], (float) marks.get(p + 1)[i]));
            }
            faces[from + i] =
                    new FoundFace(
                            (float) left[i],
                            (float) top[i],
                            (float) right[i],
                            (float) bottom[i],
                            seen.getFirst().face().score(),
                            points);
        }
    }

    private static double[] series(
            List<People.Seen> seen, int[] at, int frames, ToDoubleFunction<FoundFace> number) {
        var known = seen.stream().mapToDouble(s -> number.applyAsDouble(s.face())).toArray();
        var all = Series.between(at, known, frames);
        Series.steady(all, 0, frames, REACH, 1);
        return all;
    }

    /// A stretch in which the face was never found has the one that was found nearest.
    private static void carry(FoundFace[] faces, People.Person person) {
        for (int i = 0; i < faces.length; i++) {
            if (faces[i] == null) {
                int here = i;
                faces[i] =
                        person.seen().stream()
                                .min(
                                        java.util.Comparator.comparingInt(
                                                s -> Math.abs(s.frame() - here)))
                                .orElseThrow()
                                .face();
            }
        }
    }

    FoundFace face(int frame) {
        return faces.get(frame);
    }

    /// From cut to cut: first frame, and the first of the next.
    List<int[]> stretches() {
        return stretches;
    }

    /// The share of looks that found it.
    double found() {
        return found;
    }

    /// Whole pixels, within the frame, at least one.
    List<FaceBox> boxes(int width, int height) {
        return faces.stream().map(face -> box(face, width, height)).toList();
    }

    static FaceBox box(FoundFace face, int width, int height) {
        int left = Math.clamp(Math.round(face.left()), 0, width - 1);
        int top = Math.clamp(Math.round(face.top()), 0, height - 1);
        return new FaceBox(
                left,
                top,
                Math.clamp(Math.round(face.right()), left + 1, width),
                Math.clamp(Math.round(face.bottom()), top + 1, height));
    }
}
