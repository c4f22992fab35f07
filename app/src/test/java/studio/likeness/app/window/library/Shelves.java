package studio.likeness.app.window.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.likeness.app.Studio;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion;

/// Models to look at: tiny ones of random weights.
final class Shelves {
    private Shelves() {}

    /// A published model, as people have it on disk.
    ///
    /// @param licence as a model's card names it; empty for none
    static Path published(Path folder, String licence) {
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(folder);
            if (!licence.isEmpty()) {
                Files.writeString(
                        folder.resolve("README.md"), "---\nlicense: " + licence + "\n---\n");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void install(Studio studio, Path source, String id, Conversion.Precision precision) {
        studio.conversion()
                .add(
                        source,
                        new Conversion.Options(java.util.Optional.empty(), precision, 0, id),
                        Progress.none());
    }
}
