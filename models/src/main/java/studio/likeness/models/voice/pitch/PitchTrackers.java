package studio.likeness.models.voice.pitch;

import java.util.Optional;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;

/// Opens the best tracker of pitch that is at hand.
public final class PitchTrackers {
    private static final String RMVPE = "rmvpe";
    private static final String CREPE = "crepe";

    private PitchTrackers() {}

    /// RMVPE where one is installed, else CREPE, else autocorrelation.
    public static PitchTracker open(ModelFolders models, Device device) {
        var rmvpe = find(models, RMVPE);
        if (rmvpe.isPresent()) {
            return RmvpePitch.open(rmvpe.get().path(), device);
        }
        return find(models, CREPE)
                .<PitchTracker>map(model -> CrepePitch.open(model.path(), device))
                .orElseGet(AutocorrelationPitch::new);
    }

    private static Optional<ModelFolder> find(ModelFolders models, String family) {
        return models.list().stream()
                .filter(model -> model.manifest().kind() == Manifest.Kind.PITCH)
                .filter(model -> model.manifest().family().equals(family))
                .reduce((_, newer) -> newer);
    }
}
