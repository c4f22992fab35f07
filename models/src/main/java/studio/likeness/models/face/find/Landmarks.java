package studio.likeness.models.face.find;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

/// 68 points on a face by a network of PFLD's form (Guo et al. 2019): a crop of 112 by 112, red
/// first, in 0 to 1, gives all places in shares of the crop. Numbered as usual: 0 to 16 the jaw, 17
/// to 26 the brows, 27 to 35 the nose, 36 to 47 the eyes, 48 to 67 the lips.
public final class Landmarks implements AutoCloseable {
    /// In the model's folder.
    public static final String GRAPH = "marks.onnx";

    public static final int POINTS = 68;

    private static final PictureTensor TENSOR = new PictureTensor(true, 0, 255);

    /// The crop's side beside the longer one of the face's box.
    private static final double MARGIN = 1.1;

    private static final int SIDE = 112;

    private final ReadyNetwork network;

    private Landmarks(ReadyNetwork network) {
        this.network = network;
    }

    /// @throws StudioException when it is broken, or gives no 68 points
    public static Landmarks open(Path graph, Device device) {
        var network = ReadyNetwork.open(graph, device);
        var outputs = network.outputs();
        var shape = outputs.getFirst().shape();
        if (outputs.size() != 1 || shape.length != 2 || shape[1] != 2 * POINTS) {
            network.close();
            throw new StudioException("models.face.find.unknown", graph.getFileName());
        }
        return new Landmarks(network);
    }

    public static Landmarks open(ModelFolder model, Device device) {
        return open(model.file(GRAPH), device);
    }

    /// In pixels of the picture.
    public List<Point> of(Picture picture, FoundFace face) {
        int side = (int) Math.max(1, Math.max(face.width(), face.height()) * MARGIN);
        int left = Math.round((face.left() + face.right() - side) / 2);
        int top = Math.round((face.top() + face.bottom() - side) / 2);
        int width = network.width(SIDE);
        int height = network.height(SIDE);
        var crop = TENSOR.stretched(square(picture, left, top, side), width, height);
        var shares = network.run(crop).values().iterator().next().values();
        var points = new ArrayList<Point>();
        for (int i = 0; i < POINTS; i++) {
            points.add(new Point(left + shares[2 * i] * side, top + shares[2 * i + 1] * side));
        }
        return List.copyOf(points);
    }

    /// Black where the picture does not reach.
    private static Picture square(Picture picture, int left, int top, int side) {
        var bgr = new byte[side * side * 3];
        int from = Math.max(0, -left);
        int to = Math.min(side, picture.width() - left);
        for (int y = Math.max(0, -top);
                y < Math.min(side, picture.height() - top) && from < to;
                y++) {
            System.arraycopy(
                    picture.bgr(),
                    ((top + y) * picture.width() + left + from) * 3,
                    bgr,
                    (y * side + from) * 3,
                    (to - from) * 3);
        }
        return new Picture(bgr, side, side, picture.pts());
    }

    @Override
    public void close() {
        network.close();
    }
}
