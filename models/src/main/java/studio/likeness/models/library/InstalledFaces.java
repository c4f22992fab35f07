package studio.likeness.models.library;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.find.Landmarks;
import studio.likeness.models.face.network.FaceDetectors;
import studio.likeness.models.face.profile.FaceTools;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;

/// The installed networks that find faces and their landmarks.
public final class InstalledFaces {
    /// The best first: those with five points before those without, the quick before the slow. The
    /// last is 25 to 75 times as costly as the lip network.
    private static final List<String> DETECTORS =
            List.of("scrfd", "yunet", "ultra-light-face", "s3fd");

    private InstalledFaces() {}

    /// The best of each kind that is installed; none is a choice too.
    public static FaceTools.Choice choose(ModelFolders models) {
        var all = models.list();
        return new FaceTools.Choice(
                DETECTORS.stream()
                        .flatMap(family -> detectors(all, family).stream())
                        .findFirst()
                        .map(model -> graph(model, FaceDetectors.GRAPH)),
                all.stream()
                        .filter(m -> m.manifest().kind() == Manifest.Kind.FACE_LANDMARKS)
                        .findFirst()
                        .map(model -> graph(model, Landmarks.GRAPH)));
    }

    private static Optional<ModelFolder> detectors(List<ModelFolder> all, String family) {
        return all.stream()
                .filter(m -> m.manifest().kind() == Manifest.Kind.FACE_DETECTOR)
                .filter(m -> m.manifest().family().equals(family))
                .findFirst();
    }

    private static FaceTools.Graph graph(ModelFolder model, String file) {
        return new FaceTools.Graph(model.id(), model.manifest().family(), model.file(file));
    }

    /// @throws studio.likeness.models.job.StudioException when one does not load
    public static FaceTools open(ModelFolders models, Device device) {
        return FaceTools.open(choose(models), device);
    }
}
