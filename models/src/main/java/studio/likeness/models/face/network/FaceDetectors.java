package studio.likeness.models.face.network;

import java.nio.file.Path;
import studio.likeness.models.face.find.FaceDetector;
import studio.likeness.models.face.find.ReadyDetectors;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;

/// Opens whatever finds faces.
public final class FaceDetectors {
    /// In the model's folder.
    public static final String GRAPH = "faces.onnx";

    private FaceDetectors() {}

    /// Large pictures are shrunk to what suits the network.
    ///
    /// @throws StudioException when the graph is broken or none that is known, or the device cannot
    ///     be had
    public static FaceDetector open(ModelFolder model, Device device) {
        return open(model.manifest().family(), model.file(GRAPH), device);
    }

    /// @param family `s3fd`, or any of a ready model
    public static FaceDetector open(String family, Path graph, Device device) {
        return family.equals("s3fd")
                ? S3fdDetector.open(graph, device, S3fdDetector.USUAL_SIZE)
                : ReadyDetectors.open(graph, device);
    }
}
