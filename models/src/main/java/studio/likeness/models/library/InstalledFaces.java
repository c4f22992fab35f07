package studio.likeness.models.library;

import studio.likeness.models.face.profile.FaceTools;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;

/// The installed networks that find faces and their landmarks.
public final class InstalledFaces {
    private InstalledFaces() {}

    /// The best of each kind that is installed; none is a choice too.
    public static FaceTools.Choice choose(ModelFolders models) {
        throw new UnsupportedOperationException(models.toString());
    }

    /// @throws studio.likeness.models.job.StudioException when one does not load
    public static FaceTools open(ModelFolders models, Device device) {
        return FaceTools.open(choose(models), device);
    }
}
