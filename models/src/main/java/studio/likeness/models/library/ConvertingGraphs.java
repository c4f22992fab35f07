package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.nn.GraphPlan;

/// Networks that make one voice another's: so-vits-svc and what it listens with; those that compare
// speakers.
final class ConvertingGraphs {
    private ConvertingGraphs() {}

    static boolean knows(String family) {
        return false;
    }

    static Manifest.Kind write(
            Recognized found,
            LanguageSource source,
            Path folder,
            GraphPlan.Precision precision,
            WeightChoice choice,
            Progress progress)
            throws IOException {
        throw new StudioException("models.library.later", found.family().orElseThrow());
    }
}
