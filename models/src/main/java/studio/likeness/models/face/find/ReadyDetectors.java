package studio.likeness.models.face.find;

import java.nio.file.Path;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Device;

/// Opens ready ONNX models by what they take and give, whatever they are called.
public final class ReadyDetectors {
    /// Enough for faces that fill a twentieth of the picture.
    public static final int USUAL_SIZE = 640;

    private ReadyDetectors() {}

    /// @param longestSide larger pictures are shrunk to it, where the model takes any size
    /// @throws StudioException when it is broken, or none that is known
    public static FaceDetector open(Path graph, Device device, int longestSide) {
        var network = ReadyNetwork.open(graph, device);
        if (YuNet.is(network)) {
            return new YuNet(network, longestSide);
        }
        if (Scrfd.is(network)) {
            return new Scrfd(network);
        }
        if (UltraLight.is(network)) {
            return new UltraLight(network);
        }
        network.close();
        throw new StudioException("models.face.find.unknown", graph.getFileName());
    }

    public static FaceDetector open(Path graph, Device device) {
        return open(graph, device, USUAL_SIZE);
    }
}
