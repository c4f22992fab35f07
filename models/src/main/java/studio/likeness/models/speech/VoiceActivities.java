package studio.likeness.models.speech;

import studio.likeness.models.home.Home;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;

/// Opens the best detector of voices that is at hand.
public final class VoiceActivities {
    private VoiceActivities() {}

    /// The network where one is installed, else the simple one.
    ///
    /// @throws studio.likeness.models.job.StudioException when what is installed is damaged
    public static VoiceActivity open(ModelFolders models, Device device) {
        return models.list().stream()
                .filter(model -> model.manifest().kind() == Manifest.Kind.VOICE_ACTIVITY)
                .reduce((_, newer) -> newer)
                .<VoiceActivity>map(model -> SileroVad.open(model.file(SileroVad.GRAPH), device))
                .orElseGet(LoudnessActivity::new);
    }

    /// The same for a home whose models lie where they usually do.
    public static VoiceActivity open(Home home, Device device) {
        return open(new ModelFolders(home), device);
    }
}
