package studio.likeness.models.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import studio.likeness.models.face.lip.MouthNetwork;
import studio.likeness.models.face.lip.MouthSound;
import studio.likeness.models.nn.TorchDescent.Learnt;

/// From sound to a mouth's shape by least squares, and when the mouth is at rest. Sound is learnt
/// from all frames, because how firmly is chosen by leaving out one block after the other.
final class LipHearing {
    private static final int SHAPES = MouthNetwork.SHAPES;

    /// How firmly the map is held; the loosest still has 160 numbers from a few hundred frames.
    private static final double[] HOLDS = {
        3e-5, 1e-4, 3e-4, 0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.3, 1, 3
    };

    private static final int BLOCKS = 6;

    /// Least squares foretell too small a movement; it is made as large as the person's own, within
    /// reason.
    private static final double LIVELIEST = 1.6;

    /// What is foretold with less agreement stays as it usually is.
    private static final double SURE = 0.1;

    /// Frames left out beside a block, whose windows overlap its own.
    private static final int GAP = 6;

    private final LipMaterial material;
    private final float[][] shapes;
    private final float[][] sounds;
    private final Map<String, Learnt> weights;
    private double agreement;

    private LipHearing(LipMaterial material, float[][] shapes, Map<String, Learnt> weights) {
        this.material = material;
        this.shapes = shapes;
        this.weights = weights;
        sounds = new float[material.frames()][];
    }

    /// Fills in the sound's weights.
    ///
    /// @param shapes of each frame, as [LipNumbers] has them
    /// @return correlation of the mouth's opening with what is foretold from sound that was not
    ///     learnt from, block by block
    static double learn(LipMaterial material, float[][] shapes, Map<String, Learnt> weights) {
        var hearing = new LipHearing(material, shapes, weights);
        hearing.limits();
        hearing.map();
        hearing.gate();
        return hearing.agreement;
    }

    private float[] values(String name) {
        var learnt = weights.get(name);
        if (learnt == null) {
            throw new IllegalArgumentException("no weight " + name);
        }
        return learnt.values();
    }

    /// What the clip never showed is not asked for.
    private void limits() {
        int frames = shapes.length;
        for (int k = 0; k < SHAPES; k++) {
            var seen = new double[frames];
            for (int i = 0; i < frames; i++) {
                seen[i] = shapes[i][k];
            }
            Arrays.sort(seen);
            values(MouthNetwork.LOWEST)[k] = (float) seen[(int) (0.03 * frames)];
            values(MouthNetwork.HIGHEST)[k] = (float) seen[(int) (0.97 * frames)];
        }
    }

    /// The mouth's numbers from the window's by least squares, held as firmly as foretells best the
    /// opening of blocks that were left out.
    private void map() {
        for (int i = 0; i < sounds.length; i++) {
            sounds[i] = means(material.sounds().get(i));
        }
        var mean = Rows.centre(sounds);
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
                agreement = choice.agreement;
            }
            if (choice.agreement < SURE) {
                continue;
            }
            double gain = Math.clamp(Rows.spread(wanted) / Rows.spread(choice.told), 1, LIVELIEST);
            var map = LeastSquares.fit(sounds, column, choice.hold);
            for (int k = 0; k < MouthNetwork.SOUND; k++) {
                weight[shape * MouthNetwork.SOUND + k] = (float) (gain * map[0][k]);
            }
        }
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
            var usual = Rows.centre(inputs);
            Rows.centre(targets);
            var map = LeastSquares.fit(inputs, targets, hold * inputs.length);
            double shift = Rows.along(map[0], usual);
            for (int i = from; i < to; i++) {
                told[i] = Rows.along(map[0], sounds[i]) - shift;
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
}
