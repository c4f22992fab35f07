package studio.likeness.models.face.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.signal.Picture;

/// YuNet (Wu et al. 2023) as published in ONNX: a face or none in each cell of 8, 16 and 32 pixels,
/// with five points. Small and quick.
final class YuNet implements FaceDetector {
    private static final int[] STRIDES = {8, 16, 32};
    private static final PictureTensor TENSOR = new PictureTensor(false, 0, 1);
    private static final Suppression SUPPRESSION = new Suppression(0.4f, 0);
    private static final float FACE = 0.5f;
    private static final int POINTS = 5;

    /// What 32 divides, as its coarsest cells want it.
    private static final int CELL = 32;

    private final ReadyNetwork network;
    private final int longestSide;

    YuNet(ReadyNetwork network, int longestSide) {
        this.network = network;
        this.longestSide = longestSide;
    }

    static boolean is(ReadyNetwork network) {
        return network.outputs().stream().anyMatch(port -> port.name().equals("obj_8"));
    }

    @Override
    public List<FoundFace> find(Picture picture) {
        double share =
                Math.min(1, (double) longestSide / Math.max(picture.width(), picture.height()));
        int width = network.width(cells(picture.width() * share));
        int height = network.height(cells(picture.height() * share));
        var fitted = TENSOR.fitted(picture, width, height);
        var found = decoded(network.run(fitted.tensor()), width, height);
        return SUPPRESSION.of(found).stream().map(f -> f.scaled(1 / fitted.scale())).toList();
    }

    private static int cells(double size) {
        return CELL * Math.max(1, (int) Math.ceil(size / CELL));
    }

    /// Those cells that hold a face.
    static List<FoundFace> decoded(Map<String, Floats> outputs, int width, int height) {
        var faces = new ArrayList<FoundFace>();
        for (int stride : STRIDES) {
            int columns = width / stride;
            var kind = numbers(outputs, "cls_" + stride);
            var object = numbers(outputs, "obj_" + stride);
            var box = numbers(outputs, "bbox_" + stride);
            var points = numbers(outputs, "kps_" + stride);
            for (int cell = 0; cell < columns * (height / stride); cell++) {
                float score = kind[cell] * object[cell];
                if (score > FACE) {
                    faces.add(face(cell, columns, stride, score, box, points));
                }
            }
        }
        return faces;
    }

    private static float[] numbers(Map<String, Floats> outputs, String name) {
        var found = outputs.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "expected %s, found %s".formatted(name, outputs.keySet()));
        }
        return found.values();
    }

    private static FoundFace face(
            int cell, int columns, int stride, float score, float[] box, float[] points) {
        int column = cell % columns;
        int row = cell / columns;
        float x = (column + box[4 * cell]) * stride;
        float y = (row + box[4 * cell + 1]) * stride;
        float width = (float) Math.exp(box[4 * cell + 2]) * stride;
        float height = (float) Math.exp(box[4 * cell + 3]) * stride;
        var marked = new ArrayList<Point>();
        for (int i = 0; i < POINTS; i++) {
            int at = 2 * (POINTS * cell + i);
            marked.add(new Point((column + points[at]) * stride, (row + points[at + 1]) * stride));
        }
        float left = x - width / 2;
        float top = y - height / 2;
        return new FoundFace(left, top, left + width, top + height, score, marked);
    }

    @Override
    public void close() {
        network.close();
    }
}
