package studio.likeness.models.training;

import java.nio.file.Path;
import java.time.Duration;
import studio.likeness.models.face.lip.MouthNetwork;
import studio.likeness.models.face.lip.MouthSound;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.EagerOps;
import studio.likeness.models.nn.TorchOps;
import studio.likeness.models.nn.WeightFormat.Dense;
import studio.likeness.models.nn.WeightPlan;
import studio.likeness.models.signal.Picture;

/// Looks at what a network paints that is still being learnt, on frames it does not learn from.
final class LipTrial {
    private static final int BATCH = 8;
    private static final int SHOWN = 8;

    private final LipMaterial material;
    private final LipStart start;
    private final int from;
    private final int to;

    /// @param from the first frame of the trial
    /// @param to after the last
    LipTrial(LipMaterial material, LipStart start, int from, int to) {
        this.material = material;
        this.start = start;
        this.from = from;
        this.to = to;
    }

    /// Mean differences of colours inside the mask, in 0 to 1.
    ///
    /// @param shapes with the true shapes of the mouths
    /// @param sound with those that the sound foretells
    record Losses(double shapes, double sound) {}

    Losses losses() {
        return new Losses(loss(false), loss(true));
    }

    private double loss(boolean sound) {
        double sum = 0;
        int count = to - from;
        int numbers = 3 * start.mask().length;
        for (int at = from; at < to; at += BATCH) {
            int batch = Math.min(BATCH, to - at);
            var painted = painted(at, batch, 1, sound);
            for (int i = 0; i < batch; i++) {
                sum += difference(material.picture(at + i), painted, i * numbers) / count;
            }
        }
        return sum;
    }

    private double difference(float[] target, float[] painted, int at) {
        var mask = start.mask();
        double sum = 0;
        double weights = 0;
        for (int k = 0; k < target.length; k++) {
            float weight = mask[k % mask.length];
            sum += weight * Math.abs(target[k] - painted[at + k]);
            weights += weight;
        }
        return sum / weights;
    }

    /// A few frames as they are, above what the network makes of their sound.
    void show(Path png) {
        int step = Math.max(1, (to - from) / SHOWN);
        int count = Math.min(SHOWN, (to - from) / step);
        var painted = painted(from, count, step, true);
        int side = start.network().side();
        var sheet = new byte[2 * side * count * side * 3];
        for (int i = 0; i < count; i++) {
            draw(material.picture(from + i * step), 0, sheet, i, 0, count);
            draw(painted, i * 3 * side * side, sheet, i, 1, count);
        }
        PictureFile.writePng(new Picture(sheet, count * side, 2 * side, Duration.ZERO), png);
    }

    private void draw(float[] picture, int at, byte[] sheet, int column, int row, int columns) {
        int side = start.network().side();
        int area = side * side;
        for (int i = 0; i < area; i++) {
            int x = column * side + i % side;
            int y = row * side + i / side;
            for (int colour = 0; colour < 3; colour++) {
                sheet[(y * columns * side + x) * 3 + colour] =
                        (byte) Math.round(Math.clamp(picture[at + colour * area + i], 0, 1) * 255);
            }
        }
    }

    private float[] painted(int first, int count, int step, boolean sound) {
        var index = new LearntTensors(start.weights());
        var exact = WeightPlan.all(Dense.FLOAT32);
        try (var ops = TorchOps.onProcessor(index, exact, Adapter.none())) {
            return painted(ops, first, count, step, sound);
        }
    }

    private <T> float[] painted(EagerOps<T> ops, int first, int count, int step, boolean sound) {
        var network = start.network();
        int side = network.side();
        int numbers = 3 * side * side;
        var faces = new float[count * numbers];
        var drawn = new float[count * numbers];
        var shapes = sound ? heard(ops, first, count, step) : new float[0];
        for (int i = 0; i < count; i++) {
            int frame = first + i * step;
            var own = material.mouths().get(frame);
            var lips =
                    sound
                            ? start.numbers()
                                    .shapes()
                                    .lips(shapes, i * LipNumbers.SHAPES, own.turning())
                            : own.lips();
            material.picture(frame, faces, i * numbers);
            start.drawing().draw(frame, lips, faces, drawn, i * numbers);
        }
        var mask = ops.constant(start.mask(), 1, 1, side, side);
        return ops.floats(
                network.refine(
                        ops,
                        ops.constant(drawn, count, 3, side, side),
                        ops.constant(faces, count, 3, side, side),
                        mask));
    }

    private <T> float[] heard(EagerOps<T> ops, int first, int count, int step) {
        var mel = new float[count * MouthSound.SIZE];
        for (int i = 0; i < count; i++) {
            var window = material.sounds().get(first + i * step);
            System.arraycopy(window, 0, mel, i * MouthSound.SIZE, MouthSound.SIZE);
        }
        var heard = ops.constant(mel, count, 1, 80, MouthNetwork.COLUMNS);
        return ops.floats(start.network().shape(ops, heard));
    }
}
