package studio.likeness.models.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.catalogue.Catalogue;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.download.Downloads;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.Words;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.modelfolder.ModelFolders.Problem;

/// Everything a user does with models: what there is, what can be had, and the long work of getting
/// it, as jobs. Window and command line call the same methods. Thread-safe.
public final class Library {
    private final ModelFolders folders;
    private final Conversion conversion;
    private final Downloads downloads;
    private final JobRunner jobs;

    public Library(
            ModelFolders folders, Conversion conversion, Downloads downloads, JobRunner jobs) {
        this.folders = folders;
        this.conversion = conversion;
        this.downloads = downloads;
        this.jobs = jobs;
    }

    /// What is installed; the broken and the left-over apart.
    public record Shelf(List<ModelFolder> models, List<Problem> problems) {}

    public Shelf shelf() {
        return new Shelf(folders.list(), folders.problems());
    }

    public Catalogue catalogue() {
        return Catalogue.load();
    }

    /// What a file or folder is.
    public Recognized inspect(Path path) {
        return new Recognizer().recognize(path);
    }

    /// Converts a published model; the job's outcome names what was made.
    public Job add(Path source, Conversion.Options options) {
        return jobs.start(
                "models.library.job.add",
                List.of(source.toAbsolutePath().getFileName().toString()),
                progress -> made(conversion.add(source, options, progress)));
    }

    /// Fetches an entry of the catalogue, then adds it.
    ///
    /// @param folder where its files lie already, on a USB stick for example; empty to fetch them
    public Job get(Entry entry, Optional<Path> folder) {
        return jobs.start(
                "models.library.job.get",
                List.of(entry.name()),
                progress -> {
                    var fetched =
                            folder.isPresent()
                                    ? downloads.bring(
                                            entry.id(), entry.files(), folder.get(), progress)
                                    : downloads.fetch(entry.id(), entry.files(), progress);
                    return made(
                            conversion.add(fetched.folder(), Conversion.Options.usual(), progress));
                });
    }

    private static String made(ModelFolder model) {
        return Words.say("models.library.job.made", model.id());
    }
}
