package studio.likeness.models.training;

import java.time.Duration;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.Progress;

/// Learns how a person's mouth moves to their own speech, from the clip of their face, and puts the
/// network beside it. A job of minutes: it goes on where it was stopped.
public final class LipTraining {
    private final FaceProfile face;
    private final Settings settings;

    /// @param budget processor time that it may take, all threads together
    /// @param seconds of the clip to learn from, from its beginning
    public record Settings(Duration budget, Duration seconds, long seed) {
        /// Twenty minutes of two cores, the whole clip.
        public static Settings usual() {
            return new Settings(Duration.ofMinutes(40), Duration.ofHours(1), 20261122);
        }
    }

    public LipTraining(FaceProfile face, Settings settings) {
        this.face = face;
        this.settings = settings;
    }

    /// What came of it.
    public record Report(int steps, double trainLoss, double heldOutLoss, double correlation) {}

    /// Learns, and publishes the best network that was found.
    ///
    /// @throws java.util.concurrent.CancellationException when it was cancelled; a later run goes
    ///     on from there
    public Report run(Progress progress) {
        progress.at(0, settings.budget().toSeconds(), "models.training.lips.preparing");
        throw new UnsupportedOperationException("not yet built for " + face.folder());
    }
}
