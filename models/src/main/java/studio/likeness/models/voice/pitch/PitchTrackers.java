package studio.likeness.models.voice.pitch;

import java.util.Optional;
import studio.likeness.models.job.StudioException;
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
            return open(rmvpe.get(), device);
        }
        return find(models, CREPE)
                .map(model -> open(model, device))
                .orElseGet(AutocorrelationPitch::new);
    }

    /// A tracker by its model.
    ///
    /// @throws StudioException when it is none
    public static PitchTracker open(ModelFolder model, Device device) {
        return switch (model.manifest().family()) {
            case RMVPE -> RmvpePitch.open(model.path(), device);
            case CREPE -> CrepePitch.open(model.path(), device);
            default -> throw new StudioException("models.voice.pitch.noTracker", model.id());
        };
    }

    private static Optional<ModelFolder> find(ModelFolders models, String family) {
        return models.list().stream()
                .filter(model -> model.manifest().kind() == Manifest.Kind.PITCH)
                .filter(model -> model.manifest().family().equals(family))
                .reduce((_, newer) -> newer);
    }
}
