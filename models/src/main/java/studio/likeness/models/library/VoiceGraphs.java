package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.nn.GraphPlan;

/// Networks of voices on their way from a checkpoint to a model of the studio: to those that clone
/// a voice, or to those that convert one.
final class VoiceGraphs {
    private VoiceGraphs() {}

    /// How weights are kept that nobody has chosen for; convolutions have no form in few bits.
    static WeightChoice suiting(Recognized found) {
        return found.family().orElse("").equals(CloningGraphs.SEMANTIC)
                ? CloningGraphs.SUITING_SEMANTIC
                : WeightChoice.FLOAT32;
    }

    static Manifest.Kind write(
            Recognized found,
            LanguageSource source,
            Path folder,
            GraphPlan.Precision precision,
            WeightChoice choice,
            Progress progress)
            throws IOException {
        var family = found.family().orElseThrow();
        if (CloningGraphs.knows(family)) {
            return CloningGraphs.write(found, source, folder, precision, choice, progress);
        }
        if (ConvertingGraphs.knows(family)) {
            return ConvertingGraphs.write(found, source, folder, precision, choice, progress);
        }
        throw new StudioException("models.library.later", family);
    }
}
