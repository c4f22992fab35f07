package studio.likeness.models.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import studio.likeness.models.face.lip.MouthNetwork;
import studio.likeness.models.face.lip.MouthSound;
import studio.likeness.models.nn.TorchDescent.Learnt;

/// A first network, found without a single step of learning: mouths as sums of a few pictures
/// (principal components of the person's own), those sums from the sound by least squares.
final class LipStart {
    /// Numbers of a mouth's shape.
    static final int SHAPES = 12;

    /// Numbers of the rest of the face.
    static final int POSES = 6;

    /// Pictures that the principal components are taken from at most.
    private static final int MOST = 400;

    private static final double[] HOLDS = {0.003, 0.01, 0.02, 0.05, 0.1, 0.3, 1, 3};
    private static final int BLOCKS = 6;

    /// Frames left out beside a block, whose windows overlap its own.
    private static final int GAP = 6;

    /// The pose stands for the picture's rest only as far as it surely does.
    private static final double POSE_HOLD = 0.02;

    private final LipMaterial material;
    private final MouthNetwork network = new MouthNetwork(LipMaterial.SIDE, SHAPES, POSES);
    private final float[] mask;
    private final Map<String, Learnt> weights = new LinkedHashMap<>();
    private final float[][] shapes;
    private final float[][] poses;
    private final float[][] sounds;
    private float[] reading = {};
    private double hold;
    private double agreement;

    private LipStart(LipMaterial material) {
        this.material = material;
        mask = material.view().mask();
        network.weights().forEach((name, shape) -> weights.put(name, new Learnt(new float[size(shape)], shape)));
        shapes = new float[material.frames()][SHAPES];
        poses = new float[material.frames()][POSES];
        sounds = new float[material.frames()][];
    }

    static LipStart of(LipMaterial material, long seed) {
        var start = new LipStart(material);
        start.posesFromTheRest();
        start.paintFromBoth();
        start.shapesFromSound();
        start.gate();
        start.refining(new Random(seed));
        return start;
    }

    private static int size(long... shape) {
        return (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    MouthNetwork network() {
        return network;
    }

    float[] mask() {
        return mask;
    }

    Map<String, Learnt> weights() {
        return weights;
    }

    /// Of each frame, each about 0 and as far from it as 1.
    float[][] shapes() {
        return shapes;
    }

    float[][] poses() {
        return poses;
    }

    /// The normed means of each frame's window.
    float[][] sounds() {
        return sounds;
    }

    /// How strongly the map from sound is held small.
    double hold() {
        return hold;
    }

    /// Correlation of the mouth's opening with what is foretold from sound that was not learnt
    /// from, block by block.
    double agreement() {
        return agreement;
    }

    private float[] values(String name) {
        var learnt = weights.get(name);
        if (learnt == null) {
            throw new IllegalArgumentException("no weight " + name);
        }
        return learnt.values();
    }

    private int step() {
        return Math.ceilDiv(material.frames(), MOST);
    }

    /// Means of the uncovered face's squares, and their principal components.
    private void posesFromTheRest() {
        int frames = material.frames();
        var seen = new float[frames][];
        for (int i = 0; i < frames; i++) {
            seen[i] = uncovered(material.picture(i));
        }
        var mean = centre(seen);
        var parts = PrincipalParts.of(some(seen), POSES);
        var weight = values(MouthNetwork.POSE + ".weight");
        var bias = values(MouthNetwork.POSE + ".bias");
        int width = network.uncovered();
        for (int pose = 0; pose < POSES; pose++) {
            double spread = Math.max(parts.spreads()[pose], 1e-4);
            for (int k = 0; k < width; k++) {
                weight[pose * width + k] = (float) (parts.directions()[pose][k] / spread);
                bias[pose] -= weight[pose * width + k] * mean[k];
            }
            for (int i = 0; i < frames; i++) {
                poses[i][pose] =
                        (float) (PrincipalParts.dot(parts.directions()[pose], seen[i]) / spread);
            }
        }
    }

    private float[] uncovered(float[] picture) {
        int side = network.side();
        int cells = side / MouthNetwork.COARSE;
        var sums = new float[network.uncovered()];
        int area = side * side;
        for (int i = 0; i < picture.length; i++) {
            int place = i % area;
            int cell = (i / area * cells + place / side / MouthNetwork.COARSE) * cells
                    + place % side / MouthNetwork.COARSE;
            sums[cell] += picture[i] * (1 - mask[place]) / (MouthNetwork.COARSE * MouthNetwork.COARSE);
        }
        return sums;
    }

    private float[][] some(float[][] all) {
        int step = step();
        var some = new float[Math.ceilDiv(all.length, step)][];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[i * step];
        }
        return some;
    }

    /// @return the mean that is taken off
    private static float[] centre(float[][] rows) {
        var mean = new double[rows[0].length];
        for (var row : rows) {
            for (int k = 0; k < row.length; k++) {
                mean[k] += (double) row[k] / rows.length;
            }
        }
        var taken = new float[mean.length];
        for (int k = 0; k < taken.length; k++) {
            taken[k] = (float) mean[k];
        }
        for (var row : rows) {
            for (int k = 0; k < row.length; k++) {
                row[k] -= taken[k];
            }
        }
        return taken;
    }

    /// The picture as a mean, what the pose adds, and principal components of what is left.
    private void paintFromBoth() {
        int step = step();
        int count = Math.ceilDiv(material.frames(), step);
        int area = mask.length;
        var rows = new float[count][];
        var known = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = material.picture(i * step);
            known[i] = poses[i * step];
        }
        var mean = centre(rows);
        var posed = LeastSquares.fit(known, rows, POSE_HOLD * count / POSES);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] = masked(rows[i][k] - along(posed[k], known[i]), k % area);
            }
        }
        var parts = PrincipalParts.of(rows, SHAPES);
        var weight = values(MouthNetwork.PAINT + ".weight");
        System.arraycopy(mean, 0, values(MouthNetwork.PAINT + ".bias"), 0, mean.length);
        int width = POSES + SHAPES;
        for (int k = 0; k < mean.length; k++) {
            for (int pose = 0; pose < POSES; pose++) {
                weight[k * width + pose] = (float) posed[k][pose];
            }
            for (int shape = 0; shape < SHAPES; shape++) {
                float m = Math.max(mask[k % area], 1e-3f);
                weight[k * width + POSES + shape] =
                        (float) (parts.directions()[shape][k] * parts.spreads()[shape] / m);
            }
        }
        reading = reading(mean, posed, parts);
        for (int i = 0; i < material.frames(); i++) {
            read(material.picture(i), poses[i], shapes[i]);
        }
    }

    /// What finds the shape in a picture: `[shapes, 3 * side * side + poses + 1]`, for the picture,
    /// its pose and a one.
    float[] reading() {
        return reading;
    }

    private float[] reading(float[] mean, double[][] posed, PrincipalParts parts) {
        int numbers = mean.length;
        int width = numbers + POSES + 1;
        var map = new float[SHAPES * width];
        for (int shape = 0; shape < SHAPES; shape++) {
            double spread = Math.max(parts.spreads()[shape], 1e-4);
            var taken = new double[POSES + 1];
            for (int k = 0; k < numbers; k++) {
                double factor = parts.directions()[shape][k] * mask[k % mask.length] / spread;
                map[shape * width + k] = (float) factor;
                for (int pose = 0; pose < POSES; pose++) {
                    taken[pose] -= factor * posed[k][pose];
                }
                taken[POSES] -= factor * mean[k];
            }
            for (int i = 0; i < taken.length; i++) {
                map[shape * width + numbers + i] = (float) taken[i];
            }
        }
        return map;
    }

    private void read(float[] picture, float[] pose, float[] into) {
        int width = picture.length + POSES + 1;
        for (int shape = 0; shape < SHAPES; shape++) {
            double sum = reading[(shape + 1) * width - 1];
            for (int k = 0; k < picture.length; k++) {
                sum += reading[shape * width + k] * picture[k];
            }
            for (int i = 0; i < POSES; i++) {
                sum += reading[shape * width + picture.length + i] * pose[i];
            }
            into[shape] = (float) sum;
        }
    }

    private float masked(double value, int place) {
        return (float) (value * mask[place]);
    }

    private static double along(double[] map, float[] numbers) {
        double sum = 0;
        for (int i = 0; i < map.length; i++) {
            sum += map[i] * numbers[i];
        }
        return sum;
    }

    /// The mouth's numbers from the window's by least squares, held as firmly as foretells best the
    /// opening of blocks that were left out.
    private void shapesFromSound() {
        for (int i = 0; i < sounds.length; i++) {
            sounds[i] = means(material.sounds().get(i));
        }
        var mean = centre(sounds);
        var spread = new double[mean.length];
        for (var row : sounds) {
            for (int k = 0; k < row.length; k++) {
                spread[k] += row[k] * row[k] / (double) sounds.length;
            }
        }
        for (int k = 0; k < mean.length; k++) {
            float scale = (float) (1 / (Math.sqrt(spread[k]) + 0.05));
            values(MouthNetwork.NORM_MEAN)[k] = mean[k];
            values(MouthNetwork.NORM_SCALE)[k] = scale;
            for (var row : sounds) {
                row[k] *= scale;
            }
        }
        choose();
        var map = LeastSquares.fit(sounds, shapes, hold * sounds.length);
        var weight = values(MouthNetwork.SOUND_LINEAR + ".weight");
        for (int shape = 0; shape < SHAPES; shape++) {
            for (int k = 0; k < MouthNetwork.SOUND; k++) {
                weight[shape * MouthNetwork.SOUND + k] = (float) map[shape][k];
            }
        }
    }

    private void choose() {
        agreement = -1;
        hold = HOLDS[HOLDS.length - 1];
        for (double each : HOLDS) {
            double found = Agreement.of(foretold(each), material.opening());
            if (found > agreement) {
                agreement = found;
                hold = each;
            }
        }
    }

    /// Each block's opening from what the others teach.
    private double[] foretold(double hold) {
        int frames = sounds.length;
        var told = new double[frames];
        for (int block = 0; block < BLOCKS; block++) {
            int from = block * frames / BLOCKS;
            int to = (block + 1) * frames / BLOCKS;
            var in = new java.util.ArrayList<float[]>();
            var out = new java.util.ArrayList<float[]>();
            double mean = 0;
            for (int i = 0; i < frames; i++) {
                if (i < from - GAP || i >= to + GAP) {
                    in.add(sounds[i]);
                    out.add(new float[] {(float) material.opening()[i]});
                    mean += material.opening()[i];
                }
            }
            mean /= out.size();
            for (var each : out) {
                each[0] -= (float) mean;
            }
            var map =
                    LeastSquares.fit(
                            in.toArray(float[][]::new), out.toArray(float[][]::new), hold * in.size());
            for (int i = from; i < to; i++) {
                told[i] = along(map[0], sounds[i]);
            }
        }
        return told;
    }

    /// What [MouthNetwork#sound] computes.
    private static float[] means(float[] window) {
        var means = new float[MouthNetwork.SOUND];
        int columns = MouthNetwork.COLUMNS;
        int wide = columns / MouthNetwork.TIMES;
        int high = window.length / columns / MouthNetwork.BANDS;
        for (int i = 0; i < window.length; i++) {
            int cell = i / columns / high * MouthNetwork.TIMES + i % columns / wide;
            means[cell] += window[i] / (wide * high);
        }
        return means;
    }

    /// At rest where it is clearly quieter than the clip ever was.
    private void gate() {
        var rest = values(MouthNetwork.REST);
        int count = 0;
        for (int i = 0; i < shapes.length; i++) {
            if (material.rest()[i]) {
                count++;
                for (int k = 0; k < SHAPES; k++) {
                    rest[k] += shapes[i][k];
                }
            }
        }
        for (int k = 0; k < SHAPES; k++) {
            rest[k] /= Math.max(1, count);
        }
        var loud = new double[shapes.length];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = loudness(material.sounds().get(i));
        }
        Arrays.sort(loud);
        double floor = loud[(int) (0.05 * loud.length)];
        double closed = SILENCE + 0.35 * (floor - SILENCE);
        double open = Math.max(SILENCE + 0.8 * (floor - SILENCE), closed + 0.3);
        values(MouthNetwork.GATE_LINE)[0] = (float) (1 / (open - closed));
        values(MouthNetwork.GATE_LINE)[1] = (float) (-closed / (open - closed));
    }

    private static final double SILENCE = -4;

    private static double loudness(float[] window) {
        int columns = MouthNetwork.COLUMNS;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < MouthSound.SIZE; i++) {
            int column = i % columns;
            if (column >= columns / 4 && column < columns - columns / 4) {
                sum += window[i];
                count++;
            }
        }
        return sum / count;
    }

    /// Small random kernels; the last layer changes nothing at first.
    private void refining(Random random) {
        weights.forEach(
                (name, weight) -> {
                    boolean fresh =
                            (name.startsWith("refine.") && !name.startsWith("refine.last"))
                                    || name.startsWith(MouthNetwork.SOUND_IN);
                    if (fresh && name.endsWith(".weight")) {
                        var values = weight.values();
                        double spread = Math.sqrt(2.0 * weight.shape()[0] / values.length);
                        for (int i = 0; i < values.length; i++) {
                            values[i] = (float) (random.nextGaussian() * spread);
                        }
                    }
                });
    }
}
