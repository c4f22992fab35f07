package studio.likeness.models.face.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.profile.FaceReport.Candidate;
import studio.likeness.models.job.StudioException;

/// Who is seen in a clip, put together from the faces found in some of its frames. Somebody who is
/// gone for a while and somebody who appears later where nobody else is count as one.
final class People {
    /// Of the union of two boxes a moment apart, from which on they are one person's.
    private static final double SAME = 0.2;

    /// Frames after which nobody is expected where they were.
    private static final int MEMORY = 2 * FaceProfile.FRAMES_PER_SECOND;

    /// Who is seen in less than this share of the looks is nobody to choose.
    private static final double COUNTS = 0.2;

    /// A look at one frame.
    record Seen(int frame, FoundFace face) {}

    /// One of them.
    ///
    /// @param seen in the order of frames
    record Person(List<Seen> seen) {
        double height() {
            return median(seen.stream().mapToDouble(s -> s.face().height()).toArray());
        }

        private double middle() {
            return median(
                    seen.stream()
                            .mapToDouble(s -> (s.face().left() + s.face().right()) / 2)
                            .toArray());
        }

        private int first() {
            return seen.getFirst().frame();
        }

        private int last() {
            return seen.getLast().frame();
        }

        /// Where it is seen largest among the surest looks.
        Seen best() {
            return seen.stream()
                    .max(Comparator.comparingDouble(s -> s.face().score() * s.face().height()))
                    .orElseThrow();
        }
    }

    private final List<List<Seen>> paths = new ArrayList<>();
    private int looks;

    /// @param faces found in a frame, later than all before
    void add(int frame, List<FoundFace> faces) {
        looks++;
        var taken = new HashSet<List<Seen>>();
        for (var face : faces) {
            var path =
                    paths.stream()
                            .filter(p -> !taken.contains(p))
                            .filter(p -> frame - p.getLast().frame() <= MEMORY)
                            .filter(p -> overlap(p.getLast().face(), face) > SAME)
                            .max(Comparator.comparingDouble(p -> overlap(p.getLast().face(), face)))
                            .orElseGet(
                                    () -> {
                                        paths.add(new ArrayList<>());
                                        return paths.getLast();
                                    });
            path.add(new Seen(frame, face));
            taken.add(path);
        }
    }

    private static double overlap(FoundFace a, FoundFace b) {
        double width = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
        double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
        double shared = Math.max(0, width) * Math.max(0, height);
        return shared / (a.width() * a.height() + b.width() * b.height() - shared);
    }

    int looks() {
        return looks;
    }

    /// Those that matter, left to right.
    List<Person> all() {
        var whole = new ArrayList<Person>();
        for (var path : paths) {
            var person = new Person(List.copyOf(path));
            var earlier =
                    whole.stream()
                            .filter(p -> p.last() < person.first())
                            .filter(p -> alike(p.height(), person.height()))
                            .min(
                                    Comparator.comparingDouble(
                                            p -> Math.abs(p.middle() - person.middle())));
            if (earlier.isPresent()) {
                var both = new ArrayList<>(earlier.get().seen());
                both.addAll(person.seen());
                whole.set(whole.indexOf(earlier.get()), new Person(List.copyOf(both)));
            } else {
                whole.add(person);
            }
        }
        double largest = whole.stream().mapToDouble(Person::height).max().orElse(0);
        return whole.stream()
                .filter(p -> p.seen().size() >= COUNTS * looks)
                .filter(p -> p.height() >= Checks.COUNTS * largest)
                .sorted(Comparator.comparingDouble(Person::middle))
                .toList();
    }

    private static boolean alike(double a, double b) {
        return Math.max(a, b) < 2 * Math.min(a, b);
    }

    /// As a report lists them.
    List<Candidate> candidates() {
        return all().stream()
                .map(
                        person -> {
                            var best = person.best();
                            return new Candidate(
                                    whole(best.face()),
                                    best.frame() / (double) FaceProfile.FRAMES_PER_SECOND,
                                    person.seen().size() / (double) looks);
                        })
                .toList();
    }

    private static FaceBox whole(FoundFace face) {
        int left = Math.round(face.left());
        int top = Math.round(face.top());
        return new FaceBox(
                left,
                top,
                Math.max(left + 1, Math.round(face.right())),
                Math.max(top + 1, Math.round(face.bottom())));
    }

    /// The one to look at before anybody has chosen: the largest.
    Optional<Person> main() {
        return all().stream().max(Comparator.comparingDouble(Person::height));
    }

    /// The one that is meant.
    ///
    /// @param width of the frames
    /// @throws StudioException when there is nobody, or it is not clear who is meant
    Person chosen(Which which, String file, int width, int height) {
        var people = all();
        if (people.isEmpty()) {
            throw new StudioException("models.face.profile.nobody", file);
        }
        return switch (which) {
            case Which.Only _ -> {
                if (people.size() > 1) {
                    throw new StudioException("models.face.profile.several", file, people.size());
                }
                yield people.getFirst();
            }
            case Which.Number(int number) -> {
                if (number > people.size()) {
                    throw new StudioException(
                            "models.face.profile.noSuchFace", file, people.size(), number);
                }
                yield people.get(number - 1);
            }
            case Which.At(double x, double y) ->
                    people.stream()
                            .min(
                                    Comparator.comparingDouble(
                                            p -> distance(p, x * width, y * height)))
                            .orElseThrow();
        };
    }

    private static double distance(Person person, double x, double y) {
        var face = person.best().face();
        return Math.hypot(
                (face.left() + face.right()) / 2 - x, (face.top() + face.bottom()) / 2 - y);
    }

    static double median(double[] values) {
        java.util.Arrays.sort(values);
        return values.length == 0 ? 0 : values[values.length / 2];
    }
}
