package studio.likeness.models.face.find;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.signal.Picture;

/// SCRFD and RetinaFace (Guo et al. 2021) as published in ONNX: scores, distances to the four edges
/// and five points for two guesses in each cell of 8, 16 and 32 pixels. Its outputs have numbers
/// for names and are told apart by their shapes.
final class Scrfd implements FaceDetector {
    private static final int[] STRIDES = {8, 16, 32};
    private static final PictureTensor TENSOR = new PictureTensor(false, 127.5f, 128);
    private static final Suppression SUPPRESSION = new Suppression(0.4f, 0);
    private static final float FACE = 0.5f;
    private static final int GUESSES = 2;
    private static final int POINTS = 5;
    private static final int SIDE = 640;

    private final ReadyNetwork network;

    Scrfd(ReadyNetwork network) {
        this.network = network;
    }

    static boolean is(ReadyNetwork network) {
        return network.outputs().size() == 3 * STRIDES.length
                && count(network, 1) == STRIDES.length
                && count(network, 4) == STRIDES.length
                && count(network, 2 * POINTS) == STRIDES.length;
    }

    private static long count(ReadyNetwork network, long last) {
        return network.outputs().stream()
                .filter(port -> port.shape().length > 1)
                .filter(port -> port.shape()[port.shape().length - 1] == last)
                .count();
    }

    @Override
    public List<FoundFace> find(Picture picture) {
        int width = network.width(SIDE);
        int height = network.height(SIDE);
        var fitted = TENSOR.fitted(picture, width, height);
        var outputs = network.run(fitted.tensor());
        var faces = new ArrayList<FoundFace>();
        for (int level = 0; level < STRIDES.length; level++) {
            decode(
                    ReadyNetwork.withLast(outputs, 1).get(level),
                    ReadyNetwork.withLast(outputs, 4).get(level),
                    ReadyNetwork.withLast(outputs, 2 * POINTS).get(level),
                    width / STRIDES[level],
                    STRIDES[level],
                    faces);
        }
        return SUPPRESSION.of(faces).stream().map(f -> f.scaled(1 / fitted.scale())).toList();
    }

    /// @param columns of cells
    static void decode(
            float[] scores,
            float[] edges,
            float[] points,
            int columns,
            int stride,
            List<FoundFace> into) {
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > FACE) {
                int cell = i / GUESSES;
                int row = cell / columns;
                float x = cell % columns * (float) stride;
                float y = row * (float) stride;
                var marked = new ArrayList<Point>();
                for (int p = 0; p < POINTS; p++) {
                    int at = 2 * (POINTS * i + p);
                    marked.add(new Point(x + points[at] * stride, y + points[at + 1] * stride));
                }
                into.add(
                        new FoundFace(
                                x - edges[4 * i] * stride,
                                y - edges[4 * i + 1] * stride,
                                x + edges[4 * i + 2] * stride,
                                y + edges[4 * i + 3] * stride,
                                scores[i],
                                marked));
            }
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
