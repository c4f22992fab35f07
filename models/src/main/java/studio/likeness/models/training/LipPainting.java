package studio.likeness.models.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import studio.likeness.models.face.lip.MouthNetwork;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.nn.TorchDescent;
import studio.likeness.models.nn.TorchDescent.Learnt;

/// What a step of learning to paint compares: pairs of neighbouring frames, each painted from its
/// own mouth's true shape; and frames painted with the shape of another one, which must then be
/// found in the picture. Without the latter a network of so few pictures learns each face's mouth
/// by heart from what surrounds it, and no longer minds the sound.
final class LipPainting {
    private static final int PAIRS = 6;
    private static final int SWAPPED = 6;
    private static final int BATCH = 2 * PAIRS + SWAPPED;

    private static final double EDGES = 0.5;
    private static final double CHANGES = 0.5;
    private static final double SHAPE = 0.02;

    /// How far shapes and poses are shaken, of their spread.
    private static final double SHAKEN = 0.05;

    private final LipMaterial material;
    private final LipStart start;
    private final int learnt;
    private final float[] weight;
    private final float[] reading;
    private final long seed;

    /// @param learnt frames from the beginning that are learnt from
    LipPainting(LipMaterial material, LipStart start, int learnt, long seed) {
        this.material = material;
        this.start = start;
        this.learnt = learnt;
        this.seed = seed;
        weight = weight(start.mask(), start.network().side());
        reading = start.reading();
    }

    /// What is learnt; the sound's part is not.
    Map<String, Learnt> weights() {
        var all = new LinkedHashMap<String, Learnt>();
        start.weights()
                .forEach(
                        (name, weight) -> {
                            if (name.startsWith("refine.") || name.startsWith(MouthNetwork.PAINT)) {
                                all.put(name, weight);
                            }
                        });
        return all;
    }

    /// Where it matters: the mask, and three times as much around the lips; 1 on average.
    private static float[] weight(float[] mask, int side) {
        var weight = mask.clone();
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            double x = (i % side + 0.5) / side - 0.5;
            int row = i / side;
            double y = (row + 0.5) / side - 0.5;
            boolean lips = x * x / (0.32 * 0.32) + y * y / (0.24 * 0.24) < 1;
            weight[i] *= lips ? 4 : 1;
            sum += weight[i];
        }
        for (int i = 0; i < weight.length; i++) {
            weight[i] *= (float) (weight.length / sum);
        }
        return weight;
    }

    /// One batch's numbers.
    private record Batch(float[] targets, float[] covered, float[] poses, float[] shapes) {}

    private Batch batch(int step) {
        var random = new Random(seed * 1_000_003 + step);
        var frames = new int[BATCH];
        var shaped = new int[BATCH];
        for (int i = 0; i < PAIRS; i++) {
            frames[2 * i] = random.nextInt(learnt - 1);
            frames[2 * i + 1] = frames[2 * i] + 1;
            shaped[2 * i] = frames[2 * i];
            shaped[2 * i + 1] = frames[2 * i + 1];
        }
        for (int i = 2 * PAIRS; i < BATCH; i++) {
            frames[i] = random.nextInt(learnt);
            shaped[i] = random.nextInt(learnt);
        }
        int numbers = 3 * start.mask().length;
        var targets = new float[BATCH * numbers];
        var covered = new float[BATCH * numbers];
        var poses = new float[BATCH * LipStart.POSES];
        var shapes = new float[BATCH * LipStart.SHAPES];
        for (int i = 0; i < BATCH; i++) {
            material.picture(frames[i], targets, i * numbers);
            cover(targets, i * numbers, covered, numbers);
            shaken(start.poses()[frames[i]], poses, i, random);
            shaken(start.shapes()[shaped[i]], shapes, i, random);
        }
        return new Batch(targets, covered, poses, shapes);
    }

    private void cover(float[] from, int at, float[] into, int numbers) {
        var mask = start.mask();
        for (int k = 0; k < numbers; k++) {
            into[at + k] = from[at + k] * (1 - mask[k % mask.length]);
        }
    }

    private static void shaken(float[] from, float[] into, int row, Random random) {
        for (int k = 0; k < from.length; k++) {
            into[row * from.length + k] = (float) (from[k] + SHAKEN * random.nextGaussian());
        }
    }

    /// The loss of a step's batch.
    TorchDescent.Loss loss(int step) {
        var batch = batch(step);
        return new TorchDescent.Loss() {
            @Override
            public <T> T of(Ops<T> o) {
                return lost(o, batch);
            }
        };
    }

    private <T> T lost(Ops<T> o, Batch batch) {
        var network = start.network();
        long side = network.side();
        var mask = o.constant(start.mask(), 1, 1, side, side);
        var weights = o.constant(weight, 1, 1, side, side);
        var targets = o.constant(batch.targets, BATCH, 3, side, side);
        var poses = o.constant(batch.poses, BATCH, LipStart.POSES);
        var shapes = o.constant(batch.shapes, BATCH, LipStart.SHAPES);
        var given =
                network.paint(
                        o, o.constant(batch.covered, BATCH, 3, side, side), poses, shapes, mask);
        var own = o.slice(given, 0, 0, 2L * PAIRS);
        var difference = o.sub(own, o.slice(targets, 0, 0, 2L * PAIRS));
        var lost = mean(o, o.mul(o.abs(difference), weights));
        lost = o.add(lost, o.mul(edges(o, difference, weights, side), EDGES));
        lost = o.add(lost, o.mul(changes(o, difference, weights, side), CHANGES));
        var read = o.sub(read(o, given, poses), shapes);
        return o.add(lost, o.mul(mean(o, o.mul(read, read)), SHAPE));
    }

    /// How different the steps from pixel to pixel are.
    private static <T> T edges(Ops<T> o, T difference, T weights, long side) {
        var inside = o.slice(o.slice(weights, 2, 1, side), 3, 1, side);
        var across = o.sub(o.slice(difference, 3, 1, side), o.slice(difference, 3, 0, side - 1));
        var down = o.sub(o.slice(difference, 2, 1, side), o.slice(difference, 2, 0, side - 1));
        var both = o.add(o.abs(o.slice(across, 2, 1, side)), o.abs(o.slice(down, 3, 1, side)));
        return mean(o, o.mul(both, inside));
    }

    /// How different the steps from frame to frame are.
    private static <T> T changes(Ops<T> o, T difference, T weights, long side) {
        var pairs = o.reshape(difference, PAIRS, 2, 3, side, side);
        var change = o.sub(o.slice(pairs, 1, 1, 2), o.slice(pairs, 1, 0, 1));
        return mean(o, o.mul(o.abs(change), weights));
    }

    private static <T> T mean(Ops<T> o, T x) {
        return o.mean(o.reshape(x, -1), 0, false);
    }

    /// The shape that is found in a picture.
    private <T> T read(Ops<T> o, T pictures, T poses) {
        int numbers = 3 * start.mask().length;
        int width = LipStart.POSES + 1;
        var map = o.constant(reading, LipStart.SHAPES, numbers + width);
        var flat = o.reshape(pictures, BATCH, numbers);
        var ones = new float[BATCH];
        Arrays.fill(ones, 1);
        var all = o.concat(1, java.util.List.of(flat, poses, o.constant(ones, BATCH, 1)));
        return o.matmul(all, o.transpose(map, 1, 0));
    }
}
