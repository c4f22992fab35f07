package studio.likeness.models.face.lip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.checkpoint.SafetensorsWriter.Entry;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.face.lip.MouthGallery.Mouth;
import studio.likeness.models.job.StudioException;

/// A person's own mouths and shapes on disk.
public record MouthFile(MouthShapes shapes, List<Mouth> mouths) {
    private static final String PICTURES = "mouths.pictures";
    private static final String LIPS = "mouths.lips";
    private static final String NOSE = "mouths.nose";
    private static final String TURNING = "mouths.turning";
    private static final String MEAN = "shapes.mean";
    private static final String MAP = "shapes.map";
    private static final String TURN = "shapes.turn";
    private static final String STRAIGHT = "shapes.straight";

    public MouthFile {
        mouths = List.copyOf(mouths);
    }

    public void write(Path file) throws IOException {
        int count = mouths.size();
        int numbers = mouths.getFirst().picture().length;
        SafetensorsWriter.write(
                file,
                List.of(
                        new Entry(PICTURES, DType.U8, new long[] {count, numbers}, this::pictures),
                        rows(LIPS, mouths.stream().map(Mouth::lips).toArray(float[][]::new)),
                        rows(NOSE, mouths.stream().map(Mouth::nose).toArray(float[][]::new)),
                        rows(TURNING, mouths.stream().map(Mouth::turning).toArray(float[][]::new)),
                        rows(MEAN, shapes.mean()),
                        rows(MAP, shapes.map()),
                        rows(TURN, shapes.turn()),
                        rows(STRAIGHT, shapes.straight())),
                Map.of());
    }

    private void pictures(long from, float[] into, int count) {
        int numbers = mouths.getFirst().picture().length;
        for (int i = 0; i < count; i++) {
            int at = Math.toIntExact(from + i);
            into[i] = mouths.get(at / numbers).picture()[at % numbers] & 0xff;
        }
    }

    private static Entry rows(String name, float[]... rows) {
        int width = rows[0].length;
        var all = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * width, width);
        }
        return Entry.of(name, DType.F32, all, rows.length, width);
    }

    /// @throws StudioException when it is missing or damaged
    public static MouthFile read(Path file, int side) {
        try (var index = Checkpoints.open(file)) {
            var pictures = rows(index, PICTURES, 3 * side * side);
            var lips = rows(index, LIPS, MouthShapes.LIPS);
            var nose = rows(index, NOSE, 2 * MouthView.NOSE);
            var turning = rows(index, TURNING, MouthView.TURNING);
            int count = Math.min(Math.min(pictures.length, lips.length), turning.length);
            var mouths = new ArrayList<Mouth>();
            for (int i = 0; i < Math.min(count, nose.length); i++) {
                mouths.add(new Mouth(bytes(pictures[i]), lips[i], nose[i], turning[i]));
            }
            var map = rows(index, MAP, MouthShapes.TURNS + MouthNetwork.SHAPES);
            var turn = rows(index, TURN, MouthView.TURNING);
            if (mouths.isEmpty()
                    || map.length != MouthShapes.LIPS
                    || turn.length != MouthShapes.TURNS) {
                throw new StudioException("models.face.lip.damaged", file);
            }
            return new MouthFile(
                    new MouthShapes(
                            rows(index, MEAN, MouthShapes.LIPS)[0],
                            map,
                            turn,
                            rows(index, STRAIGHT, MouthShapes.TURNS)[0]),
                    mouths);
        } catch (IllegalArgumentException e) {
            throw new StudioException(e, "models.face.lip.damaged", file);
        }
    }

    private static float[][] rows(TensorIndex index, String name, int width) {
        var all = index.get(name).floats();
        if (all.length == 0 || all.length % width != 0) {
            throw new IllegalArgumentException(
                    "%d numbers of %s, not rows of %d".formatted(all.length, name, width));
        }
        var rows = new float[all.length / width][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
        }
        return rows;
    }

    private static byte[] bytes(float[] values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(values[i]);
        }
        return bytes;
    }
}
