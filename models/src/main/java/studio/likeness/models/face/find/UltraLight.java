package studio.likeness.models.face.find;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.signal.Picture;

/// The Ultra-Light-Fast detector as published in ONNX: boxes as shares of the picture, which it
/// sees stretched to its own shape. No points.
final class UltraLight implements FaceDetector {
    private static final PictureTensor TENSOR = new PictureTensor(true, 127, 128);
    private static final Suppression SUPPRESSION = new Suppression(0.3f, 0);

    /// Its authors'; it is surer than the others of what is no face.
    private static final float FACE = 0.7f;

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    private final ReadyNetwork network;

    UltraLight(ReadyNetwork network) {
        this.network = network;
    }

    static boolean is(ReadyNetwork network) {
        var names = network.outputs().stream().map(port -> port.name()).toList();
        return names.size() == 2 && names.containsAll(List.of("scores", "boxes"));
    }

    @Override
    public List<FoundFace> find(Picture picture) {
        var outputs =
                network.run(
                        TENSOR.stretched(picture, network.width(WIDTH), network.height(HEIGHT)));
        var scores = ReadyNetwork.withLast(outputs, 2).getFirst();
        var boxes = ReadyNetwork.withLast(outputs, 4).getFirst();
        var faces = new ArrayList<FoundFace>();
        for (int i = 0; i < scores.length / 2; i++) {
            if (scores[2 * i + 1] > FACE) {
                faces.add(
                        new FoundFace(
                                boxes[4 * i] * picture.width(),
                                boxes[4 * i + 1] * picture.height(),
                                boxes[4 * i + 2] * picture.width(),
                                boxes[4 * i + 3] * picture.height(),
                                scores[2 * i + 1],
                                List.of()));
            }
        }
        return SUPPRESSION.of(faces);
    }

    @Override
    public void close() {
        network.close();
    }
}
