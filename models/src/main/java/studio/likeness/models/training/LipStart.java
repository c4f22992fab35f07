package studio.likeness.models.training;

import java.util.ArrayList;
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
    static final int SHAPES = MouthNetwork.SHAPES;

    /// Numbers of the head's turning and of the light.
    static final int POSES = MouthNetwork.POSES;

    /// Pictures that the principal components are taken from at most.
    private static final int MOST = 400;

    /// Principal components of the pictures by which a shape is found again.
    private static final int READ = 16;

    private static final double[] HOLDS = {0.003, 0.01, 0.02, 0.05, 0.1, 0.3, 1, 3};
    private static final int BLOCKS = 6;

    /// Least squares foretell too small a movement; it is made as large as the person's own, within
    /// reason.
    private static final double LIVELIEST = 1.6;

    /// What is foretold with less agreement stays as it usually is.
    private static final double SURE = 0.1;

    /// Frames left out beside a block, whose windows overlap its own.
    private static final int GAP = 6;

    /// How strongly the picture's map is held small.
    private static final double PAINT_HOLD = 0.1;

    /// Parts of the frames that are open less far than the look's bends.
    private static final double[] BENDS = {0.2, 0.4, 0.6, 0.8, 0.92};

    private final LipMaterial material;
    private final int learnt;
    private final MouthNetwork network;
    private final float[] mask;
    private final Map<String, Learnt> weights = new LinkedHashMap<>();
    private final float[][] shapes;
    private final float[][] poses;
    private final float[][] sounds;
    private float[] reading = {};
    private double hold;
    private double agreement;

    private LipStart(LipMaterial material, int learnt) {
        this.material = material;
        this.learnt = learnt;
        network = new MouthNetwork(material.view().side());
        mask = material.view().mask();
        network.weights()
                .forEach(
                        (name, shape) ->
                                weights.put(name, new Learnt(new float[size(shape)], shape)));
        shapes = new float[material.frames()][SHAPES];
        poses = new float[material.frames()][POSES];
        sounds = new float[material.frames()][];
    }

    /// @param learnt frames from the beginning from which mouths may be learnt; sound is learnt
    ///     from all, because how firmly is chosen by leaving out one block after the other
    static LipStart of(LipMaterial material, int learnt, long seed) {
        var start = new LipStart(material, learnt);
        start.posesFromTheRest();
        start.shapesFromLandmarks();
        start.paintFromBoth();
        start.readAgain();
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
        return Math.ceilDiv(learnt, MOST);
    }

    /// The head's turning and the skin's colour, each in its principal components.
    private void posesFromTheRest() {
        int frames = material.frames();
        var turning = new float[frames][];
        var colour = new float[frames][];
        var ring = material.view().ring();
        for (int i = 0; i < frames; i++) {
            turning[i] = material.turning().get(i).clone();
            colour[i] = colour(material.picture(i), ring);
        }
        poses(turning, MouthNetwork.TURN, 0, MouthNetwork.TURNS);
        poses(colour, MouthNetwork.LIGHT, MouthNetwork.TURNS, MouthNetwork.COLOURS);
    }

    private void poses(float[][] seen, String name, int at, int count) {
        var mean = centre(seen);
        var parts = PrincipalParts.of(some(seen), count);
        var weight = values(name + ".weight");
        var bias = values(name + ".bias");
        int width = mean.length;
        for (int pose = 0; pose < count; pose++) {
            double spread = Math.max(parts.spreads()[pose], 1e-4);
            for (int k = 0; k < width; k++) {
                weight[pose * width + k] = (float) (parts.directions()[pose][k] / spread);
                bias[pose] -= weight[pose * width + k] * mean[k];
            }
            for (int i = 0; i < seen.length; i++) {
                poses[i][at + pose] =
                        (float)
                                Math.clamp(
                                        PrincipalParts.dot(parts.directions()[pose], seen[i])
                                                / spread,
                                        -2,
                                        2);
            }
        }
    }

    private float[] colour(float[] picture, float[] ring) {
        var sums = new float[3];
        for (int k = 0; k < picture.length; k++) {
            int place = k % ring.length;
            sums[k / ring.length] += picture[k] * (1 - mask[place]) * ring[place] / ring.length;
        }
        return sums;
    }

    private float[][] some(float[][] all) {
        int step = step();
        var some = new float[Math.ceilDiv(learnt, step)][];
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

    /// How far it is open, and what else the lips' landmarks tell most of: width, smile, slant.
    private void shapesFromLandmarks() {
        int frames = material.frames();
        var opening = new float[frames][1];
        var marks = new float[frames][];
        for (int i = 0; i < frames; i++) {
            opening[i][0] = (float) material.opening()[i];
            marks[i] = material.lips().get(i).clone();
        }
        centre(opening);
        centre(marks);
        double spread = spread(material.opening());
        for (var row : opening) {
            row[0] /= (float) spread;
        }
        var map = LeastSquares.fit(opening, marks, 0);
        for (int i = 0; i < frames; i++) {
            for (int k = 0; k < marks[i].length; k++) {
                marks[i][k] -= (float) along(map[k], opening[i]);
            }
        }
        var parts = PrincipalParts.of(some(marks), SHAPES - 1);
        for (int i = 0; i < frames; i++) {
            shapes[i][0] = opening[i][0];
            for (int k = 1; k < SHAPES; k++) {
                shapes[i][k] =
                        (float)
                                (PrincipalParts.dot(parts.directions()[k - 1], marks[i])
                                        / Math.max(parts.spreads()[k - 1], 1e-4));
            }
        }
        var sorted = new double[frames];
        for (int i = 0; i < frames; i++) {
            sorted[i] = shapes[i][0];
        }
        Arrays.sort(sorted);
        for (int k = 0; k < SHAPES; k++) {
            var seen = new double[frames];
            for (int i = 0; i < frames; i++) {
                seen[i] = shapes[i][k];
            }
            Arrays.sort(seen);
            values(MouthNetwork.LOWEST)[k] = (float) seen[(int) (0.03 * frames)];
            values(MouthNetwork.HIGHEST)[k] = (float) seen[(int) (0.97 * frames)];
        }
        for (int bend = 0; bend < BENDS.length; bend++) {
            values(MouthNetwork.KNOTS)[bend] = (float) sorted[(int) (BENDS[bend] * frames)];
        }
    }

    /// What [MouthNetwork#paint] makes the picture of.
    private float[] known(int frame) {
        var known = new float[MouthNetwork.PAINTED];
        System.arraycopy(poses[frame], 0, known, 0, POSES);
        System.arraycopy(shapes[frame], 0, known, POSES, SHAPES);
        var knots = values(MouthNetwork.KNOTS);
        for (int bend = 0; bend < knots.length; bend++) {
            known[POSES + SHAPES + bend] = Math.max(0, shapes[frame][0] - knots[bend]);
        }
        return known;
    }

    private void paintFromBoth() {
        int step = step();
        int count = Math.ceilDiv(learnt, step);
        var rows = new float[count][];
        var known = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = material.picture(i * step);
            known[i] = known(i * step);
        }
        var mean = centre(rows);
        var usual = centre(known);
        var map = LeastSquares.fit(known, rows, PAINT_HOLD * count / known[0].length);
        var weight = values(MouthNetwork.PAINT + ".weight");
        var bias = values(MouthNetwork.PAINT + ".bias");
        for (int k = 0; k < mean.length; k++) {
            for (int i = 0; i < map[k].length; i++) {
                weight[k * map[k].length + i] = (float) map[k][i];
            }
            bias[k] = (float) (mean[k] - along(map[k], usual));
        }
    }

    /// What finds the shape in a picture: `[shapes, 3 * side * side + poses + 1]`, for the picture,
    /// its pose and a one.
    float[] reading() {
        return reading;
    }

    /// Least squares again, from principal components of what is painted.
    private void readAgain() {
        int step = step();
        int count = Math.ceilDiv(learnt, step);
        var rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = material.picture(i * step);
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] *= mask[k % mask.length];
            }
        }
        var mean = centre(rows);
        var parts = PrincipalParts.of(rows, READ);
        var seen = new float[count][READ + POSES];
        var wanted = new float[count][];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < READ; k++) {
                seen[i][k] =
                        (float)
                                (PrincipalParts.dot(parts.directions()[k], rows[i])
                                        / Math.max(parts.spreads()[k], 1e-4));
            }
            System.arraycopy(poses[i * step], 0, seen[i], READ, POSES);
            wanted[i] = shapes[i * step].clone();
        }
        var usual = centre(seen);
        var usually = centre(wanted);
        var map = LeastSquares.fit(seen, wanted, 0.02 * count / seen[0].length);
        int width = mean.length + POSES + 1;
        reading = new float[SHAPES * width];
        for (int shape = 0; shape < SHAPES; shape++) {
            double one = usually[shape] - along(map[shape], usual);
            for (int part = 0; part < READ; part++) {
                double factor = map[shape][part] / Math.max(parts.spreads()[part], 1e-4);
                for (int k = 0; k < mean.length; k++) {
                    double by = factor * parts.directions()[part][k];
                    reading[shape * width + k] += (float) (by * mask[k % mask.length]);
                    one -= by * mean[k];
                }
            }
            for (int pose = 0; pose < POSES; pose++) {
                reading[shape * width + mean.length + pose] = (float) map[shape][READ + pose];
            }
            reading[(shape + 1) * width - 1] = (float) one;
        }
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
        var weight = values(MouthNetwork.SOUND_LINEAR + ".weight");
        for (int shape = 0; shape < SHAPES; shape++) {
            var wanted = new double[shapes.length];
            var column = new float[shapes.length][1];
            for (int i = 0; i < wanted.length; i++) {
                wanted[i] = shapes[i][shape];
                column[i][0] = shapes[i][shape];
            }
            var choice = choose(wanted);
            if (shape == 0) {
                hold = choice.hold;
                agreement = choice.agreement;
            }
            if (choice.agreement < SURE) {
                continue;
            }
            double gain = Math.clamp(spread(wanted) / spread(choice.told), 1, LIVELIEST);
            var map = LeastSquares.fit(sounds, column, choice.hold);
            for (int k = 0; k < MouthNetwork.SOUND; k++) {
                weight[shape * MouthNetwork.SOUND + k] = (float) (gain * map[0][k]);
            }
        }
    }

    private static double spread(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElse(0);
        double sum = Arrays.stream(numbers).map(n -> (n - mean) * (n - mean)).sum();
        return Math.sqrt(sum / numbers.length) + 1e-9;
    }

    private record Choice(double hold, double agreement, double[] told) {}

    /// How firmly a map is held, by what it foretells of blocks that were left out.
    private Choice choose(double[] wanted) {
        var best = new Choice(1, -2, wanted);
        for (double each : HOLDS) {
            var told = foretold(each, wanted);
            double found = Agreement.of(told, wanted);
            if (found > best.agreement) {
                best = new Choice(each * sounds.length, found, told);
            }
        }
        return best;
    }

    private double[] foretold(double hold, double[] wanted) {
        int frames = sounds.length;
        var told = new double[frames];
        for (int block = 0; block < BLOCKS; block++) {
            int from = block * frames / BLOCKS;
            int to = (block + 1) * frames / BLOCKS;
            var in = new ArrayList<float[]>();
            var out = new ArrayList<float[]>();
            for (int i = 0; i < frames; i++) {
                if (i < from - GAP || i >= to + GAP) {
                    in.add(sounds[i].clone());
                    out.add(new float[] {(float) wanted[i]});
                }
            }
            var inputs = in.toArray(float[][]::new);
            var targets = out.toArray(float[][]::new);
            var usual = centre(inputs);
            centre(targets);
            var map = LeastSquares.fit(inputs, targets, hold * inputs.length);
            double shift = along(map[0], usual);
            for (int i = from; i < to; i++) {
                told[i] = along(map[0], sounds[i]) - shift;
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
