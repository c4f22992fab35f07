package studio.likeness.models.speech;

import java.nio.file.Files;
import studio.likeness.models.home.Home;
import studio.likeness.models.runtime.Device;

/// Opens the best detector of voices that is at hand.
public final class VoiceActivities {
    /// Where a user puts Silero VAD: this file in the home's folder of models.
    private static final String SILERO = "silero_vad.onnx";

    private VoiceActivities() {}

    /// The network where one is installed, else the simple one.
    ///
    /// @throws studio.likeness.models.job.StudioException when what is installed is damaged
    public static VoiceActivity open(Home home, Device device) {
        var file = home.root().resolve("models").resolve(SILERO);
        return Files.isRegularFile(file) ? SileroVad.open(file, device) : new LoudnessActivity();
    }
}
