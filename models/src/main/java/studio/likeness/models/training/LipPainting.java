package studio.likeness.models.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.nn.TorchDescent;
import studio.likeness.models.nn.TorchDescent.Learnt;

/// What a step of learning compares: pairs of neighbouring frames, each drawn with the person's
/// other mouths and corrected, with how they are. A few seconds of a face are soon learnt by heart,
/// so each pair is shown moved, mirrored and in another light every time.
final class LipPainting {
    private static final int PAIRS = 6;
    private static final int BATCH = 2 * PAIRS;

    private static final double EDGES = 0.5;
    private static final double CHANGES = 0.5;

    /// How far a pair is moved, in shares of the side.
    private static final double MOVED = 0.05;

    /// How much lighter or darker each colour is made, at most.
    private static final double LIGHT = 0.1;

    private final LipStart start;
    private final int learnt;
    private final int side;
    private final float[] weight;
    private final long seed;
    private final List<byte[]> targets = new ArrayList<>();
    private final List<byte[]> drawn = new ArrayList<>();

    /// @param learnt frames from the beginning that are learnt from
    LipPainting(LipMaterial material, LipStart start, int learnt, long seed) {
        this.start = start;
        this.learnt = learnt;
        this.seed = seed;
        side = start.network().side();
        weight = weight(start.mask(), side);
        for (int i = 0; i < learnt; i++) {
            var mouth = material.mouths().get(i);
            var picture = new float[3 * side * side];
            start.drawing().draw(i, mouth.lips(), material.picture(i), picture, 0);
            targets.add(mouth.picture());
            drawn.add(LipMaterial.bytes(picture));
        }
    }

    /// What is learnt; the sound's part is not.
    Map<String, Learnt> weights() {
        var all = new LinkedHashMap<String, Learnt>();
        start.weights()
                .forEach(
                        (name, weight) -> {
                            if (name.startsWith("refine.")) {
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
    private record Batch(float[] targets, float[] drawn) {}

    private Batch batch(int step) {
        var random = new Random(seed * 1_000_003 + step);
        int numbers = 3 * side * side;
        var batch = new Batch(new float[BATCH * numbers], new float[BATCH * numbers]);
        for (int pair = 0; pair < PAIRS; pair++) {
            int frame = random.nextInt(learnt - 1);
            var view = OtherView.any(random, side);
            for (int i = 0; i < 2; i++) {
                int at = (2 * pair + i) * numbers;
                view.show(targets.get(frame + i), batch.targets, at);
                view.show(drawn.get(frame + i), batch.drawn, at);
            }
        }
        return batch;
    }

    /// A picture moved, mirrored and in another light.
    private record OtherView(int side, boolean mirrored, int right, int down, float[] light) {
        static OtherView any(Random random, int side) {
            int most = (int) (MOVED * side);
            var light = new float[3];
            double all = 1 + LIGHT * random.nextGaussian() / 2;
            for (int colour = 0; colour < 3; colour++) {
                light[colour] = (float) (all + LIGHT * random.nextGaussian() / 4);
            }
            return new OtherView(
                    side,
                    random.nextBoolean(),
                    random.nextInt(-most, most + 1),
                    random.nextInt(-most, most + 1),
                    light);
        }

        void show(byte[] picture, float[] into, int at) {
            int area = side * side;
            for (int i = 0; i < picture.length; i++) {
                int x = i % side;
                int y = i % area / side;
                int column = Math.clamp((mirrored ? side - 1 - x : x) + right, 0, side - 1);
                int row = Math.clamp(y + down, 0, side - 1);
                int value = picture[i / area * area + row * side + column] & 0xff;
                into[at + i] = Math.min(1, value / 255f * light[i / area]);
            }
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
        var mask = o.constant(start.mask(), 1, 1, side, side);
        var weights = o.constant(weight, 1, 1, side, side);
        var targets = o.constant(batch.targets, BATCH, 3, side, side);
        var drawn = o.constant(batch.drawn, BATCH, 3, side, side);
        var difference = o.sub(start.network().refine(o, drawn, targets, mask), targets);
        var lost = mean(o, o.mul(o.abs(difference), weights));
        lost = o.add(lost, o.mul(edges(o, difference, weights), EDGES));
        return o.add(lost, o.mul(changes(o, difference, weights), CHANGES));
    }

    /// How different the steps from pixel to pixel are.
    private <T> T edges(Ops<T> o, T difference, T weights) {
        var inside = o.slice(o.slice(weights, 2, 1, side), 3, 1, side);
        var across = o.sub(o.slice(difference, 3, 1, side), o.slice(difference, 3, 0, side - 1));
        var down = o.sub(o.slice(difference, 2, 1, side), o.slice(difference, 2, 0, side - 1));
        var both = o.add(o.abs(o.slice(across, 2, 1, side)), o.abs(o.slice(down, 3, 1, side)));
        return mean(o, o.mul(both, inside));
    }

    /// How different the steps from frame to frame are.
    private <T> T changes(Ops<T> o, T difference, T weights) {
        var pairs = o.reshape(difference, PAIRS, 2, 3, side, side);
        var change = o.sub(o.slice(pairs, 1, 1, 2), o.slice(pairs, 1, 0, 1));
        return mean(o, o.mul(o.abs(change), weights));
    }

    private static <T> T mean(Ops<T> o, T x) {
        return o.mean(o.reshape(x, -1), 0, false);
    }
}
