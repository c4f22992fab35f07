package studio.likeness.models.face.lip;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A person's own mouths, all seen from the same place. A mouth that is wanted is made of the few
/// that are most like it: each is bent until its lips lie where they are wanted, and they are mixed
/// by likeness. Because all are bent alike the mixture stays sharp, and because a neighbour's share
/// has gone to nothing before another takes its place, nothing jumps from picture to picture.
public final class MouthGallery {
    /// Mouths that are mixed.
    private static final int NEIGHBOURS = 6;

    /// How far a head that is turned otherwise makes mouths unlike, beside lips that lie elsewhere;
    /// in the landmarks' own measure.
    private static final double TURNED = 1;

    /// Where tones are compared: the soft edge of what is painted.
    private static final float EDGE_FROM = 0.02f;

    private static final float EDGE_TO = 0.5f;

    private final int side;
    private final List<Mouth> mouths;
    private final int[] edge;

    /// One mouth.
    ///
    /// @param picture `[3, side, side]` bytes, blue first
    /// @param lips their 20 landmarks as the view sees them, in its pixels: `[40]`
    /// @param nose likewise the five of its base: `[10]`
    /// @param turning see [MouthView#turning]
    public record Mouth(byte[] picture, float[] lips, float[] nose, float[] turning) {}

    public MouthGallery(MouthView view, List<Mouth> mouths) {
        if (mouths.isEmpty()) {
            throw new IllegalArgumentException("a gallery without a mouth");
        }
        side = view.side();
        this.mouths = List.copyOf(mouths);
        var mask = view.mask();
        edge =
                IntStream.range(0, mask.length)
                        .filter(i -> mask[i] > EDGE_FROM && mask[i] < EDGE_TO)
                        .toArray();
    }

    public List<Mouth> mouths() {
        return mouths;
    }

    /// The base of the nose where the mouths usually have it.
    float[] usualNose() {
        var nose = new float[mouths.getFirst().nose().length];
        for (var mouth : mouths) {
            for (int k = 0; k < nose.length; k++) {
                nose[k] += mouth.nose()[k] / mouths.size();
            }
        }
        return nose;
    }

    /// Paints a mouth.
    ///
    /// @param wanted where lips and nose are to lie, and how the head is turned; its picture is not
    ///     looked at
    /// @param face that is painted upon, `[3, side, side]` in 0 to 1 from `at` on: its tone around
    ///     the mouth is taken over
    /// @param without mouths that may not be used
    /// @param into the same form and place as the face
    public void paint(Mouth wanted, float[] face, int at, IntPredicate without, float[] into) {
        var near = nearest(wanted, without);
        var shares = shares(near);
        var bend = new Bend(side, wanted, near.stream().map(n -> mouths.get(n.mouth())).toList());
        int numbers = 3 * side * side;
        Arrays.fill(into, at, at + numbers, 0);
        var bent = new float[numbers];
        for (int i = 0; i < near.size(); i++) {
            if (shares[i] > 0) {
                bend.bent(i, mouths.get(near.get(i).mouth()).picture(), bent);
                add(bent, shares[i], face, into, at);
            }
        }
    }

    private void add(float[] bent, double share, float[] face, float[] into, int at) {
        int area = side * side;
        for (int colour = 0; colour < 3; colour++) {
            double lighter = 0;
            for (int place : edge) {
                lighter += face[at + colour * area + place] - bent[colour * area + place];
            }
            float tone = (float) (lighter / edge.length);
            for (int i = colour * area; i < (colour + 1) * area; i++) {
                into[at + i] += (float) share * (bent[i] + tone);
            }
        }
    }

    private record Near(int mouth, double distance) {}

    private List<Near> nearest(Mouth wanted, IntPredicate without) {
        var lips = centred(wanted.lips());
        var near =
                IntStream.range(0, mouths.size())
                        .filter(without.negate())
                        .mapToObj(i -> new Near(i, distance(mouths.get(i), wanted, lips)))
                        .sorted(Comparator.comparingDouble(Near::distance))
                        .limit(NEIGHBOURS + 1)
                        .toList();
        return near.isEmpty() ? List.of(new Near(0, 0)) : near;
    }

    private double distance(Mouth mouth, Mouth wanted, float[] lips) {
        return apart(centred(mouth.lips()), lips)
                + TURNED * side * apart(mouth.turning(), wanted.turning());
    }

    private static float[] centred(float[] points) {
        double x = 0;
        double y = 0;
        for (int i = 0; i < points.length; i += 2) {
            x += 2.0 * points[i] / points.length;
            y += 2.0 * points[i + 1] / points.length;
        }
        var centred = points.clone();
        for (int i = 0; i < points.length; i += 2) {
            centred[i] -= (float) x;
            centred[i + 1] -= (float) y;
        }
        return centred;
    }

    private static double apart(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }

    /// Nothing for the farthest, so that it comes and goes unseen.
    private static double[] shares(List<Near> near) {
        double least = near.getFirst().distance();
        double most = near.getLast().distance();
        var shares = new double[near.size()];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double share = most > least ? (most - near.get(i).distance()) / (most - least) : 1;
            shares[i] = share * share;
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
