package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Path;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.nn.GraphPlan;

/// Networks that clone a voice: GPT-SoVITS and what it listens with.
final class CloningGraphs {
    private CloningGraphs() {}

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
